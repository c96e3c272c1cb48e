/**
 * Features for tests: rows that are what they say, without a recipe changing them.
 */

import { encodeRows } from '../../../src/engine/features/encode'
import { fitCategory } from '../../../src/engine/features/fit-category'
import { assembleRecipe } from '../../../src/engine/features/fit-recipe'
import type { FeatureBlock, Recipe } from '../../../src/engine/features/recipe'
import { countLevels } from '../../../src/engine/features/read-cells'
import { seededRandom } from '../../../src/engine/numeric/random'
import { ShardSet } from '../../../src/engine/pipeline/shard-set'
import type { Table } from '../../../src/engine/table/table'
import { tableOf } from './tables'

/** Numbers within ±8 stay as they are; levels become categories. */
export interface PlainRows {
  readonly table: Table
  readonly recipe: Recipe
  readonly block: FeatureBlock
}

/**
 * @param numbers rows of numbers within ±8
 * @param levels as many rows of texts, or none
 */
export function plainRows(
  numbers: readonly (readonly number[])[],
  levels: readonly (readonly string[])[] = [],
): PlainRows {
  const columns: Record<string, number[] | string[]> = {}
  numbers[0]!.forEach((_, index) => (columns[`number ${index}`] = numbers.map((row) => row[index]!)))
  levels[0]?.forEach((_, index) => (columns[`level ${index}`] = levels.map((row) => row[index]!)))
  const table = tableOf(columns)
  const recipe = assembleRecipe(
    numbers[0]!.map((_, index) => ({
      kind: 'number',
      column: `number ${index}`,
      transform: 'none',
      fill: 0,
      mean: 0,
      scale: 1,
    })),
    (levels[0] ?? []).map((_, index) => {
      const cells = table.cells[table.columnNames.indexOf(`level ${index}`)]!
      return fitCategory(`level ${index}`, countLevels(cells), table.rowCount)
    }),
  )
  return { table, recipe, block: encodeRows(table, 0, table.rowCount, recipe) }
}

/** The same rows behind so many shards. */
export async function shardsOf({ table, recipe }: PlainRows, shardCount = 1): Promise<ShardSet> {
  const shards = ShardSet.cut(table, shardCount)
  await shards.encode(recipe)
  return shards
}

/** Round heaps of rows, one after another in turn, with two columns of levels that go with the heap more often than not. */
export function heaps(rowCount: number, heapCount: number, axisCount: number, seed: number): PlainRows {
  const random = seededRandom(seed)
  const centres = Array.from({ length: heapCount }, () =>
    Array.from({ length: axisCount }, () => 6 * random.next() - 3),
  )
  const heapOf = Array.from({ length: rowCount }, (_, row) => row % heapCount)
  const numbers = heapOf.map((heap) => centres[heap]!.map((centre) => centre + 0.4 * random.normal()))
  const levels = heapOf.map((heap) => [
    `kind ${random.next() < 0.8 ? heap : random.below(heapCount)}`,
    random.next() < 0.9 ? (heap % 2 === 0 ? 'tcp' : 'udp') : 'icmp',
  ])
  return plainRows(numbers, levels)
}
