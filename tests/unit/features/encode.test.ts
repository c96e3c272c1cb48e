import { describe, expect, it } from 'vitest'
import { denseRow, toDense } from '../../../src/engine/features/dense'
import { encodeRows } from '../../../src/engine/features/encode'
import { assembleRecipe } from '../../../src/engine/features/fit-recipe'
import type { Recipe } from '../../../src/engine/features/recipe'
import { tableOf } from '../support/tables'

/** bytes: mean 10, scale 2, usual 12; its flag: 10 % missing; port: 80 and 443, the latter commonest. */
const recipe: Recipe = assembleRecipe(
  [
    { kind: 'number', column: 'bytes', transform: 'none', fill: 12, mean: 10, scale: 2 },
    { kind: 'missing', column: 'bytes', mean: 0.1, scale: 0.3 },
  ],
  [{ kind: 'category', column: 'port', levels: ['443', '80'], shares: [0.6, 0.3, 0.1], height: 1.5 }],
)

/** Features are whole numbers of 2⁻²⁰. */
const stepped = (value: number): number => Math.round(value * 2 ** 20) / 2 ** 20

describe('encodeRows', () => {
  it('scales numbers and looks levels up, row by row', () => {
    const block = encodeRows(tableOf({ port: [80, 443, 22], bytes: [14, 10, NaN] }), 0, 3, recipe)
    expect(block.rowCount).toBe(3)
    expect([...block.numbers]).toEqual([2, -1 / 3, 0, -1 / 3, 1, 3].map(stepped))
    expect([...block.codes]).toEqual([1, 0, 2])
  })

  it('takes for a number what the table counts as one: not hexadecimal flags, not an identifier with its zeros', () => {
    const block = encodeRows(tableOf({ bytes: ['14', '0x0e', '007', 'NA', '1e1'] }), 0, 5, recipe)
    const [asNumber, flag] = [0, 1].map((axis) => block.numbers.filter((_, at) => at % 2 === axis))
    expect([...asNumber!]).toEqual([2, 1, 1, 1, 0])
    expect([...flag!].map((value) => value > 0)).toEqual([false, true, true, true, false])
  })

  it('takes any stretch of rows', () => {
    const block = encodeRows(tableOf({ port: [80, 443, 22], bytes: [14, 10, 6] }), 1, 2, recipe)
    expect([block.numbers[0], block.numbers[2]]).toEqual([0, -2])
    expect([...block.codes]).toEqual([0, 2])
  })

  it('gives the same codes whether the table holds ports as numbers or as texts', () => {
    const numbers = encodeRows(tableOf({ bytes: [1, 1, 1, 1], port: [80, 443, 22, NaN] }), 0, 4, recipe)
    const texts = encodeRows(tableOf({ bytes: [1, 1, 1, 1], port: ['80', '443', '22', ''] }), 0, 4, recipe)
    expect([...texts.codes]).toEqual([...numbers.codes])
  })

  it('takes a stray text of a numeric column as the level it names', () => {
    const named = { ...recipe.categories[0]!, levels: ['443', 'icmp'] }
    const table = tableOf({ bytes: [1, 1], port: [443, NaN] })
    const port = { kind: 'numbers', values: Float64Array.of(443, NaN), strays: new Map([[1, 'icmp']]) } as const
    const block = encodeRows({ ...table, cells: [table.cells[0]!, port] }, 0, 2, { ...recipe, categories: [named] })
    expect([...block.codes]).toEqual([0, 1])
  })

  it('fills an infinite cell with the usual value and flags it', () => {
    const block = encodeRows(tableOf({ port: [80], bytes: [-Infinity] }), 0, 1, recipe)
    expect([...block.numbers]).toEqual([1, 3])
  })

  it('holds a far number within 8', () => {
    expect(encodeRows(tableOf({ port: [80], bytes: [1e12] }), 0, 1, recipe).numbers[0]).toBe(8)
  })

  it('gives a column the table lacks its usual value: the median, no flag, the commonest level', () => {
    const block = encodeRows(tableOf({ other: ['x', 'y'] }), 0, 2, recipe)
    expect([...block.numbers]).toEqual([1, -1 / 3, 1, -1 / 3].map(stepped))
    expect([...block.codes]).toEqual([0, 0])
  })

  it('reads numbers from a column that the second file holds as texts', () => {
    const block = encodeRows(tableOf({ port: [80, 80], bytes: ['14', 'n/a'] }), 0, 2, recipe)
    expect([block.numbers[0], block.numbers[2], block.numbers[3]]).toEqual([2, 1, 3])
  })
})

describe('denseRow', () => {
  it('sets one axis of a category to its height', () => {
    const block = encodeRows(tableOf({ port: [22], bytes: [14] }), 0, 1, recipe)
    const out = new Float64Array(5)
    denseRow(block, recipe, 0, out)
    expect([...out]).toEqual([2, stepped(-1 / 3), 0, 0, 1.5])
    expect(toDense(block, recipe)).toEqual([[...out]])
  })
})
