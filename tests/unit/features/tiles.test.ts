import { describe, expect, it } from 'vitest'
import { encodeRows } from '../../../src/engine/features/encode'
import { tileEncoder } from '../../../src/engine/features/encode-tiles'
import { levelGroups } from '../../../src/engine/features/level-groups'
import { measureTiles } from '../../../src/engine/features/measure-tiles'
import { Tiles, tilesOf } from '../../../src/engine/features/tiles'
import { seededRandom } from '../../../src/engine/numeric/random'
import { storedTable } from '../../../src/engine/table/stored'
import { heaps, plainRows } from '../support/features'

const random = seededRandom(7)
const levels = (rowCount: number, counts: readonly number[]): string[][] =>
  Array.from({ length: rowCount }, () => counts.map((count) => `level ${random.below(count)}`))
const many = plainRows(
  Array.from({ length: 777 }, (_, row) => [row % 5, (row % 300) / 40, 6 * random.next() - 3]),
  levels(777, [40, 3, 25, 12, 2]),
)

describe('level groups', () => {
  it('take as many categories together as a table of 2,048 codes allows, in order', () => {
    const groups = levelGroups(many.recipe)
    expect(groups.map(({ places, codeCount }) => [places, codeCount])).toEqual([
      [[0, 1], 31 * 4],
      [[2, 3, 4], 26 * 13 * 3],
    ])
  })

  it('give every combination of levels a code of its own', () => {
    for (const { places, codeCount, levels: ofCodes } of levelGroups(many.recipe)) {
      const combinations = Array.from({ length: codeCount }, (_, code) =>
        ofCodes.subarray(code * places.length, (code + 1) * places.length).join(),
      )
      expect(new Set(combinations).size).toBe(codeCount)
    }
  })
})

describe.each([
  ['by the kernel', false],
  ['by the plain twin', true],
])('tiles %s', (_, plain) => {
  it('give back the rows they were given', () => {
    for (const { block, recipe } of [many, heaps(16, 2, 3, 1), heaps(1, 1, 1, 1)]) {
      expect(tilesOf(block, recipe, plain).blockOf(0, block.rowCount)).toEqual(block)
    }
    const some = tilesOf(many.block, many.recipe, plain).blockAt(Uint32Array.of(0, 15, 16, 776))
    expect([...some.numbers.subarray(9)]).toEqual([...many.block.numbers.subarray(776 * 3)])
  })

  it('are filled from a table as its rows are encoded, whatever the width of its codes', () => {
    const rowCount = 70_000
    const columns = [3, 300, 69_000].map((count) =>
      Array.from({ length: rowCount }, (_unused, row) => (row % count) / 1e4),
    )
    const { table, recipe } = plainRows(
      Array.from({ length: rowCount }, (_unused, row) => columns.map((column) => column[row]!)),
      Array.from({ length: rowCount }, (_unused, row) => [`a ${row % 7}`, `b ${row % 290}`]),
    )
    const stored = storedTable(table)
    const tiles = new Tiles(rowCount, recipe, plain)
    const encode = tileEncoder(stored, tiles)
    for (let first = 0; first < rowCount; first += 4096) encode(first, Math.min(rowCount, first + 4096))
    expect(stored.cells.map((cells) => (cells.kind === 'numbers' ? 8 : cells.codes.BYTES_PER_ELEMENT))).toEqual([
      1, 2, 8, 1, 2,
    ])
    expect(tiles.blockOf(0, rowCount)).toEqual(encodeRows(stored, 0, rowCount, recipe))
  })

  it('know the sums of their rows and the squared length of each, rounded up', () => {
    const tiles = tilesOf(many.block, many.recipe, plain)
    const { sums, squares, squaredLengthsAt } = measureTiles(tiles)
    const { numbers, rowCount } = many.block
    const plainSums = [0, 0, 0]
    const heights = many.recipe.categories.reduce((sum, { height }) => sum + height ** 2, 0)
    const lengths = new Float32Array(tiles.memory.buffer, squaredLengthsAt, rowCount)
    for (let row = 0; row < rowCount; row++) {
      const own = [...numbers.subarray(3 * row, 3 * row + 3)]
      own.forEach((value, axis) => (plainSums[axis]! += value))
      const length = own.reduce((sum, value) => sum + value ** 2, heights)
      expect(lengths[row]).toBeGreaterThanOrEqual(length)
      expect(lengths[row]).toBeLessThan(length * (1 + 1e-6))
    }
    expect([...sums.subarray(0, 3)]).toEqual(plainSums)
    expect(sums.subarray(3).reduce((sum, count) => sum + count, 0)).toBe(5 * rowCount)
    const exact = [...numbers].reduce((sum, value) => sum + BigInt(value * 2 ** 20) ** 2n, 0n)
    expect(squares[0] + squares[1]).toBe(Number(exact) / 2 ** 40)
  })
})

describe('the kernel that measures', () => {
  it('gives what its twin gives, bit for bit', () => {
    for (const { block, recipe } of [many, heaps(100, 3, 37, 5), heaps(1, 1, 1, 1)]) {
      const [fast, slow] = [tilesOf(block, recipe), tilesOf(block, recipe, true)]
      const [a, b] = [measureTiles(fast), measureTiles(slow)]
      expect(a.sums).toEqual(b.sums)
      expect(a.squares[0] + a.squares[1]).toBe(b.squares[0] + b.squares[1])
      const lengths = (tiles: Tiles, at: number): Float32Array =>
        new Float32Array(tiles.memory.buffer, at, 16 * tiles.tileCount).slice()
      expect(lengths(fast, a.squaredLengthsAt)).toEqual(lengths(slow, b.squaredLengthsAt))
    }
  })
})
