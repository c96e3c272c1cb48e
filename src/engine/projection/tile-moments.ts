/**
 * Tile moments: a shard's part of the sums from which the covariance is made, and the places of its rows on the map.
 */

import momentsKernel from 'kernel:moments'
import type { TileSums } from '../features/measure-tiles'
import { TILE_ROWS, type Tiles } from '../features/tiles'
import { BLOCK_ROWS } from '../numeric/blocks'
import { openKernel } from '../numeric/kernel'
import { countLevelPairs } from './level-pairs'
import { pairCountOf, type MomentParts } from './moments'
import { type MomentLoops, plainMoments } from './moments-plain'
import { pointOf, type Plane } from './plane'

/** Between two breaths: a block of 4,096 rows, whose products take half a millisecond for 36 numbers, 16 ms for 192. */
const TILES_PER_BREATH = BLOCK_ROWS / TILE_ROWS

type Breathe = (rowsDone: number) => Promise<void>

const loopsOf = ({ kernel, memory }: Tiles): MomentLoops =>
  (kernel && openKernel<MomentLoops>(momentsKernel, memory))?.loops ?? plainMoments(memory)

/** @param totals of the same tiles */
export async function tileMoments(tiles: Tiles, totals: TileSums, breathe: Breathe): Promise<MomentParts> {
  const { memory, numberCount, groups } = tiles
  const loops = loopsOf(tiles)
  const pairCount = pairCountOf(numberCount)
  const wideAt = memory.reserve(8 * TILE_ROWS * numberCount)
  const freshAt = memory.reserve(16 * pairCount)
  const productsAt = memory.reserve(32 * pairCount)
  const byCodeAt = groups.map(({ codeCount }) => memory.reserve(8 * codeCount * numberCount))
  for (let tile = 0; tile < tiles.tileCount; tile += TILES_PER_BREATH) {
    const count = Math.min(TILES_PER_BREATH, tiles.tileCount - tile)
    const rowCount = Math.min(count * TILE_ROWS, tiles.rowCount - tile * TILE_ROWS)
    const numbersAt = tiles.numbersAt + 4 * tile * TILE_ROWS * numberCount
    loops.addProducts(numbersAt, count, numberCount, wideAt, freshAt, productsAt)
    await breathe(0)
    groups.forEach((_, group) => {
      const codesAt = tiles.codesAt + 2 * TILE_ROWS * (tile * groups.length + group)
      loops.addByCode(numbersAt, rowCount, numberCount, codesAt, 2 * TILE_ROWS * groups.length, byCodeAt[group]!)
    })
    await breathe(rowCount)
  }
  const lanes = new Float64Array(memory.buffer, productsAt, 4 * pairCount)
  const products = new Float64Array(2 * pairCount)
  for (let pair = 0; pair < pairCount; pair++) {
    products[pair] = lanes[4 * pair]! + lanes[4 * pair + 1]!
    products[pairCount + pair] = lanes[4 * pair + 2]! + lanes[4 * pair + 3]!
  }
  return {
    sums: totals.sums.slice(0, numberCount),
    products,
    levelSums: levelSums(tiles, byCodeAt),
    levelPairs: await countLevelPairs(tiles, totals.codeCounts, breathe),
  }
}

/** Σ of each number per level, from Σ per code. */
function levelSums({ memory, numberCount, groups, recipe }: Tiles, byCodeAt: readonly number[]): Float64Array {
  const sums = new Float64Array((recipe.featureCount - numberCount) * numberCount)
  groups.forEach(({ places, levels, codeCount }, group) => {
    const byCode = new Float64Array(memory.buffer, byCodeAt[group]!, codeCount * numberCount)
    for (let code = 0; code < codeCount; code++) {
      for (let index = 0; index < places.length; index++) {
        const at = levels[code * places.length + index]! * numberCount
        for (let axis = 0; axis < numberCount; axis++) sums[at + axis]! += byCode[code * numberCount + axis]!
      }
    }
  })
  return sums
}

/** @returns rowCount × 2, row by row */
export async function placeTiles(tiles: Tiles, plane: Plane, breathe: Breathe): Promise<Float32Array> {
  const { memory, numberCount, groups, recipe } = tiles
  const loops = loopsOf(tiles)
  const [first, second] = plane.components as readonly [ArrayLike<number>, ArrayLike<number>]
  const componentsAt = reserveFilled(tiles, 2 * numberCount, (at) => (at % 2 === 0 ? first : second)[at >> 1]!)
  const heights = recipe.categories.flatMap(({ height, levels }) => [...levels, 'other'].map(() => height))
  const tablesAt = groups.map(({ places, levels, codeCount }) =>
    reserveFilled(tiles, 2 * codeCount, (at) => {
      let along = 0
      for (let index = 0; index < places.length; index++) {
        const level = levels[(at >> 1) * places.length + index]!
        along += (at % 2 === 0 ? first : second)[numberCount + level]! * heights[level]!
      }
      return along
    }),
  )
  const groupsAt = memory.reserve(4 * groups.length)
  new Uint32Array(memory.buffer, groupsAt, groups.length).set(tablesAt)
  const placesAt = memory.reserve(8 * TILE_ROWS * TILES_PER_BREATH)
  const [originX, originY] = pointOf(plane, new Float64Array(recipe.featureCount))
  const out = new Float32Array(2 * tiles.rowCount)
  for (let tile = 0; tile < tiles.tileCount; tile += TILES_PER_BREATH) {
    const count = Math.min(TILES_PER_BREATH, tiles.tileCount - tile)
    const rowCount = Math.min(count * TILE_ROWS, tiles.rowCount - tile * TILE_ROWS)
    const numbersAt = tiles.numbersAt + 4 * tile * TILE_ROWS * numberCount
    const codesAt = tiles.codesAt + 2 * tile * TILE_ROWS * groups.length
    loops.place(
      numbersAt,
      codesAt,
      count,
      numberCount,
      groupsAt,
      groups.length,
      originX,
      originY,
      componentsAt,
      placesAt,
    )
    out.set(new Float32Array(memory.buffer, placesAt, 2 * rowCount), 2 * tile * TILE_ROWS)
    await breathe(rowCount)
  }
  return out
}

/** @returns the address of so many float64 */
function reserveFilled({ memory }: Tiles, length: number, valueAt: (index: number) => number): number {
  const at = memory.reserve(8 * length)
  const values = new Float64Array(memory.buffer, at, length)
  for (let index = 0; index < length; index++) values[index] = valueAt(index)
  return at
}
