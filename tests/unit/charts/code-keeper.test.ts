import { describe, expect, test } from 'vitest'
import { CodeKeeper } from '../../../src/charts/map/code-keeper'
import { PlaceTree } from '../../../src/charts/map/place-tree'
import { finish } from './finish'

const ROW_COUNT = 100_000
const coordinates = Float32Array.from({ length: 2 * ROW_COUNT }, (_, i) => (i * 7919) % 1009)
const codes = Uint8Array.from({ length: ROW_COUNT }, (_, row) => row % 7)
const tree = finish(new PlaceTree(coordinates).build())

describe('code keeper', () => {
  test('puts codes in the order of the dots, and keeps them', () => {
    const keeper = new CodeKeeper()
    expect(keeper.at(tree, codes)).toBeNull()
    const ordered = finish(keeper.of(tree, codes))
    expect(ordered.every((code, dot) => code === tree.rows[dot]! % 7)).toBe(true)
    expect(keeper.at(tree, codes)).toBe(ordered)
    expect(keeper.at(tree, codes.slice())).toBeNull()
  })

  test('goes on where it was broken off', () => {
    const keeper = new CodeKeeper()
    keeper.of(tree, codes).next()
    expect(keeper.at(tree, codes)).toBeNull()
    let stepCount = 0
    for (const rest = keeper.of(tree, codes); rest.next().done !== true;) stepCount++
    expect(stepCount).toBe(3)
    expect(keeper.at(tree, codes)!.every((code, dot) => code === tree.rows[dot]! % 7)).toBe(true)
  })

  test('begins anew with other codes', () => {
    const keeper = new CodeKeeper()
    finish(keeper.of(tree, codes))
    const others = codes.map((code) => code + 1)
    expect(finish(keeper.of(tree, others))[0]).toBe(others[tree.rows[0]!])
    expect(keeper.at(tree, codes)).toBeNull()
  })
})
