/**
 * Measure tiles: what is added up about all rows once, when they have been encoded.
 *
 * Squares are whole numbers of 2⁻⁴⁰, up to 46 bits: their sum is kept in two parts, multiples of 2⁻¹⁵ and the rest, each of which
 * stays below 53 bits for 10⁸ rows. So these sums, too, are exact and may be added in any order.
 */

import { BLOCK_ROWS } from '../numeric/blocks'
import type { Recipe } from './recipe'
import { TILE_ROWS, type Tiles } from './tiles'

export interface TileSums {
  /** Per number, then per level (rows that have it), as in clustering's sums. */
  readonly sums: Float64Array
  /** Σ of the squares of all numbers, in two parts. */
  readonly squares: readonly [number, number]
  /** Per group of categories, rows per code. */
  readonly codeCounts: readonly Float64Array[]
  /** Address of float32 [tile][16]: per row the squared length of its position, rounded up. */
  readonly squaredLengthsAt: number
}

/** Added and taken away again it leaves a multiple of 2⁻¹⁵: 1.5 · 2⁵² · 2⁻¹⁵. */
const SPLITTER = 206_158_430_208
/** See the kernel: rounds up by more than a float32's rounding can take away. */
const ROUNDED_UP = 1.0000003576278687
/** Tiles to a call, a block of 4,096 rows: a loop that is new runs slowly until its call ends, and quickly from the next. */
const TILES_PER_BREATH = BLOCK_ROWS / TILE_ROWS

/** Squared length of the levels of a row: each category is at its height on one axis. */
export const lengthOfLevels = ({ categories }: Recipe): number =>
  categories.reduce((sum, { height }) => sum + height * height, 0)

/** All at once, for a sample. */
export function measureTiles(tiles: Tiles): TileSums {
  const measuring = measurer(tiles)
  measuring.run(0, tiles.tileCount)
  return measuring.finish()
}

/** @param breathe called with the rows done since */
export async function measureLongTiles(tiles: Tiles, breathe: (rowsDone: number) => Promise<void>): Promise<TileSums> {
  const measuring = measurer(tiles)
  for (let tile = 0; tile < tiles.tileCount; tile += TILES_PER_BREATH) {
    const pastTile = Math.min(tiles.tileCount, tile + TILES_PER_BREATH)
    measuring.run(tile, pastTile)
    await breathe(Math.min(tiles.rowCount, pastTile * TILE_ROWS) - tile * TILE_ROWS)
  }
  return measuring.finish()
}

interface Measurer {
  run(firstTile: number, pastTile: number): void
  finish(): TileSums
}

function measurer(tiles: Tiles): Measurer {
  const { recipe, numberCount, memory } = tiles
  const squaredLengthsAt = memory.reserve(4 * TILE_ROWS * tiles.tileCount)
  const sumsAt = memory.reserve(8 * (numberCount + 2))
  const measure = tiles.kernel?.loops.measure ?? measurePlain(memory)
  return {
    run: (tile, pastTile) =>
      measure(
        tiles.numbersAt + tile * numberCount * 4 * TILE_ROWS,
        pastTile - tile,
        numberCount,
        squaredLengthsAt + tile * 4 * TILE_ROWS,
        lengthOfLevels(recipe),
        sumsAt,
      ),
    finish: () => {
      const found = new Float64Array(memory.buffer, sumsAt, numberCount + 2)
      const sums = new Float64Array(recipe.featureCount)
      sums.set(found.subarray(0, numberCount))
      const codeCounts = countCodes(tiles)
      addLevels(tiles, codeCounts, sums)
      return { sums, squares: [found[numberCount]!, found[numberCount + 1]!], codeCounts, squaredLengthsAt }
    },
  }
}

function countCodes({ groups, codes, rowCount }: Tiles): Float64Array[] {
  return groups.map(({ codeCount }, group) => {
    const counts = new Float64Array(codeCount)
    for (let row = 0, at = group * TILE_ROWS; row < rowCount; at += groups.length * TILE_ROWS) {
      for (let lane = 0; lane < TILE_ROWS && row < rowCount; lane++, row++) counts[codes[at + lane]!]!++
    }
    return counts
  })
}

/** Rows per level, behind the sums of numbers. */
function addLevels({ groups, numberCount }: Tiles, codeCounts: readonly Float64Array[], sums: Float64Array): void {
  groups.forEach(({ places, levels }, group) => {
    codeCounts[group]!.forEach((count, code) => {
      for (let index = 0; index < places.length; index++) {
        sums[numberCount + levels[code * places.length + index]!]! += count
      }
    })
  })
}

type Measure = NonNullable<Tiles['kernel']>['loops']['measure']

/** The kernel's twin. */
const measurePlain =
  ({ buffer }: { readonly buffer: ArrayBuffer }): Measure =>
  (numbersAt, tileCount, numberCount, squaredLengthsAt, levelsLength, sumsAt) => {
    const numbers = new Float32Array(buffer, numbersAt, tileCount * numberCount * TILE_ROWS)
    const squaredLengths = new Float32Array(buffer, squaredLengthsAt, tileCount * TILE_ROWS)
    const sums = new Float64Array(buffer, sumsAt, numberCount + 2)
    const lengths = new Float64Array(TILE_ROWS)
    for (let tile = 0, at = 0; tile < tileCount; tile++) {
      lengths.fill(levelsLength)
      for (let axis = 0; axis < numberCount; axis++) {
        let squares = 0
        for (let lane = 0; lane < TILE_ROWS; lane++, at++) {
          const value = numbers[at]!
          sums[axis]! += value
          squares += value * value
          lengths[lane]! += value * value
        }
        const coarse = squares + SPLITTER - SPLITTER
        sums[numberCount]! += coarse
        sums[numberCount + 1]! += squares - coarse
      }
      for (let lane = 0; lane < TILE_ROWS; lane++) {
        squaredLengths[tile * TILE_ROWS + lane] = Math.fround(lengths[lane]!) * Math.fround(ROUNDED_UP)
      }
    }
  }
