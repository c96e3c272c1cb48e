import { describe, expect, it } from 'vitest'
import { BLOCK_ROWS } from '../../../src/engine/numeric/blocks'
import { Cancelled } from '../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../src/engine/numeric/random'
import { LocalShard } from '../../../src/engine/pipeline/shard'
import { ShardSet } from '../../../src/engine/pipeline/shard-set'
import { sliceTable } from '../../../src/engine/pipeline/table-slice'
import { heaps, shardsOf } from '../support/features'
import { tableOf } from '../support/tables'

const ROWS = 5 * BLOCK_ROWS + 321
const rows = heaps(ROWS, 4, 3, 1)

describe('ShardSet', () => {
  it('cuts a table into shards of whole blocks without a gap', () => {
    for (const shardCount of [1, 2, 3, 4, 6, 8]) {
      const { shards, rowCount } = ShardSet.cut(rows.table, shardCount)
      expect(rowCount).toBe(ROWS)
      expect(shards.length).toBeLessThanOrEqual(shardCount)
      let next = 0
      for (const shard of shards) {
        expect(shard.firstRow).toBe(next)
        expect(shard.firstRow % BLOCK_ROWS).toBe(0)
        next += shard.rowCount
      }
    }
  })

  it('cuts an empty table into one empty shard', () => {
    const { shards, rowCount } = ShardSet.cut(tableOf({ a: [] }), 4)
    expect([shards.length, rowCount]).toEqual([1, 0])
  })

  it('takes shards that were made one by one, of different sizes', async () => {
    const firsts = [0, BLOCK_ROWS, 4 * BLOCK_ROWS]
    const uneven = new ShardSet(
      firsts.map((first, index) =>
        LocalShard.of(sliceTable(rows.table, first, (firsts[index + 1] ?? ROWS) - first), first),
      ),
    )
    await uneven.encode(rows.recipe)
    const centroids = Float64Array.from({ length: 2 * rows.recipe.featureCount }, seededRandom(3).next)
    expect(await uneven.assign(centroids, 2)).toEqual(await (await shardsOf(rows)).assign(centroids, 2))
  })

  it('answers every question the same for 1, 2, 3 and 8 shards', async () => {
    const random = seededRandom(2)
    const centroids = Float64Array.from({ length: 3 * rows.recipe.featureCount }, () => random.next() - 0.5)
    const picked = Uint32Array.of(0, 5, BLOCK_ROWS - 1, BLOCK_ROWS, 3 * BLOCK_ROWS + 7, ROWS - 1)
    const mean = new Float64Array(rows.recipe.featureCount)
    const answersOf = async (shardCount: number): Promise<unknown> => {
      const shards = await shardsOf(rows, shardCount)
      const sums = await shards.assign(centroids, 3)
      await shards.keepAssignments(3, centroids, Uint8Array.of(2, 0, 1))
      return [
        sums,
        await shards.assignmentsAt(3),
        await shards.assignmentsAt(3, picked),
        await shards.featuresAt(picked),
        await shards.farthest(centroids, 3),
        await shards.distinctCount(9),
        await shards.valuesAt('number 0', picked),
        await shards.kindsOf(['number 0', 'level 0']),
        await shards.moments(),
        await shards.axisSums(),
        await shards.spreadAlong(mean, centroids.subarray(0, mean.length)),
      ]
    }
    const alone = await answersOf(1)
    for (const shardCount of [2, 3, 8]) expect(await answersOf(shardCount)).toEqual(alone)
  })

  it('counts levels over all shards', async () => {
    const table = tableOf({
      flag: Array.from({ length: 2 * BLOCK_ROWS }, (_, row) => (row < BLOCK_ROWS ? 'SF' : row % 2 ? 'S0' : 'SF')),
    })
    const counts = await ShardSet.cut(table, 2).levelCounts('flag')
    const seen = new Map(counts.texts.map((text, index) => [text, counts.counts[index]]))
    expect([seen.get('SF'), seen.get('S0'), seen.get('')]).toEqual([1.5 * BLOCK_ROWS, 0.5 * BLOCK_ROWS, 0])
  })

  it('keeps the assignments of every K, renumbered, and forgets them when the rows are encoded anew', async () => {
    const shards = await shardsOf(rows, 2)
    const zeros = new Float64Array(2 * rows.recipe.featureCount)
    await shards.keepAssignments(2, zeros, Uint8Array.of(1, 0))
    expect((await shards.assignmentsAt(2)).every((cluster) => cluster === 1)).toBe(true)
    await shards.encode(rows.recipe)
    await expect(shards.assignmentsAt(2)).rejects.toMatchObject({ code: 'out-of-range' })
  })

  it('reports every block while it encodes, up to the whole', async () => {
    const shards = ShardSet.cut(rows.table, 2)
    const shares: number[] = []
    shards.breatheWith({ report: (share) => shares.push(share), breathe: () => Promise.resolve() })
    await shards.encode(rows.recipe)
    expect(new Set(shares).size).toBe(6)
    expect(Math.max(...shares)).toBe(1)
  })

  it('breathes once per block, and stops where the breath says so', async () => {
    const shards = await shardsOf(rows, 1)
    let breaths = 0
    shards.breatheWith({ report: () => undefined, breathe: () => Promise.resolve(void breaths++) })
    await shards.assign(new Float64Array(2 * rows.recipe.featureCount), 2)
    expect(breaths).toBe(6)
    shards.breatheWith({ report: () => undefined, breathe: () => Promise.reject(new Cancelled()) })
    for (const clusterCount of [1, 2]) {
      const centroids = new Float64Array(clusterCount * rows.recipe.featureCount)
      await expect(shards.assign(centroids, clusterCount)).rejects.toBeInstanceOf(Cancelled)
    }
  })

  it('asks with plain values and answers with them: a shard could live behind a worker', async () => {
    const shards = await shardsOf(rows, 1)
    const [shard] = shards.shards
    const centroids = new Float64Array(rows.recipe.featureCount)
    const argument = structuredClone({ centroids, clusterCount: 1 })
    const answer = await shard!.call('assign', argument)
    expect(structuredClone(answer)).toEqual(answer)
    expect(structuredClone(rows.recipe)).toEqual(rows.recipe)
  })
})
