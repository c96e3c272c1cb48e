/**
 * Level pairs: how many rows have both of two levels.
 */

import { TILE_ROWS, type Tiles } from '../features/tiles'

const TILES_PER_BREATH = 4096

/**
 * Levels of categories that share a code are counted by codes, others row by row.
 * @param codeCounts per group, rows per code
 * @returns levelCount × levelCount, symmetric; whole numbers, so that any order of adding gives the same
 */
export async function countLevelPairs(
  tiles: Tiles,
  codeCounts: readonly Float64Array[],
  breathe: (rowsDone: number) => Promise<void>,
): Promise<Float64Array> {
  const { groups, recipe, numberCount } = tiles
  const levelCount = recipe.featureCount - numberCount
  const pairs = new Float64Array(levelCount * levelCount)
  groups.forEach(({ places, levels }, group) => {
    codeCounts[group]!.forEach((count, code) => {
      const own = levels.subarray(code * places.length, (code + 1) * places.length)
      for (const a of own) for (const b of own) pairs[a * levelCount + b]! += count
    })
  })
  for (let tile = 0; groups.length > 1 && tile < tiles.tileCount; tile += TILES_PER_BREATH) {
    countAcross(tiles, tile, Math.min(tiles.tileCount, tile + TILES_PER_BREATH), levelCount, pairs)
    await breathe(0)
  }
  return pairs
}

function countAcross(
  { groups, codes, rowCount }: Tiles,
  firstTile: number,
  pastTile: number,
  levelCount: number,
  pairs: Float64Array,
): void {
  const pastRow = Math.min(rowCount, pastTile * TILE_ROWS)
  groups.forEach((a, groupA) => {
    groups.slice(0, groupA).forEach((b, groupB) => {
      for (let row = firstTile * TILE_ROWS; row < pastRow; row++) {
        const at = (row >> 4) * groups.length * TILE_ROWS + (row & 15)
        const levelsA = codes[at + groupA * TILE_ROWS]! * a.places.length
        const levelsB = codes[at + groupB * TILE_ROWS]! * b.places.length
        for (let i = 0; i < a.places.length; i++) {
          const levelA = a.levels[levelsA + i]!
          for (let j = 0; j < b.places.length; j++) {
            const levelB = b.levels[levelsB + j]!
            pairs[levelA * levelCount + levelB]!++
            pairs[levelB * levelCount + levelA]!++
          }
        }
      }
    })
  })
}
