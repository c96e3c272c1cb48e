import { describe, expect, test } from 'vitest'
import { Fineness } from '../../../src/charts/map/fineness'

const after = (...durationsMs: readonly number[]): number => {
  const fineness = new Fineness()
  for (const durationMs of durationsMs) fineness.took(durationMs)
  return fineness.share
}
const quick = (frameCount: number): number[] => new Array<number>(frameCount).fill(1)

describe('fineness', () => {
  test('begins in the middle and is full after a few quick frames', () => {
    expect(after()).toBe(0.8)
    expect(after(...quick(4))).toBe(1)
  })

  test('falls with one long frame, and not without end', () => {
    expect(after(...quick(4), 9)).toBe(0.8)
    expect(after(...new Array<number>(20).fill(30))).toBe(0.65)
  })

  test('stays where frames are neither quick nor long, and one quick frame is not several', () => {
    expect(after(4, 5, 4, 5, 4, 5)).toBe(0.8)
    expect(after(1, 1, 1, 4, 1, 1, 1, 4)).toBe(0.8)
  })
})
