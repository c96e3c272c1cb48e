import { kmeans } from 'ml-kmeans'
import { describe, expect, it } from 'vitest'
import { chooseClusterCount } from '../../../src/engine/clustering/choose'
import { fitRange } from '../../../src/engine/clustering/fit-range'
import { lloyd } from '../../../src/engine/clustering/lloyd'
import type { ElbowPoint } from '../../../src/engine/clustering/result'
import { SampleRows } from '../../../src/engine/clustering/sample-rows'
import { flatten, plusPlusStarts } from '../../../src/engine/clustering/starts'
import { toDense } from '../../../src/engine/features/dense'
import { encodeRows } from '../../../src/engine/features/encode'
import { fitRecipe } from '../../../src/engine/features/fit-recipe'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { ShardSet } from '../../../src/engine/pipeline/shard-set'
import { nslKddIsThere, readNslKdd, someRows } from '../support/nsl-kdd'
import { profilesOf } from '../support/tables'

describe.skipIf(!nslKddIsThere)('K-Means on NSL-KDD 20 % (skipped if the file is not beside the repository)', () => {
  it('equals ml-kmeans from the same starts on 2,000 of its rows', async () => {
    const { table: whole, said } = readNslKdd()
    const table = someRows(whole, 2000, 5)
    const recipe = await fitRecipe(ShardSet.cut(table, 1), profilesOf(table, said))
    const block = encodeRows(table, 0, table.rowCount, recipe)
    const dense = toDense(block, recipe)
    const starts = plusPlusStarts(block, recipe, 7, 1)
    const rows = new SampleRows(block, recipe)
    const options = { maxIterations: 300, tolerance: 0 }
    const ours = await lloyd(rows, recipe, flatten(starts, recipe.featureCount), 7, options, silentPulse)
    const theirs = kmeans(dense, 7, { initialization: starts, maxIterations: 300, tolerance: 0 })
    expect([...rows.assignments]).toEqual(theirs.clusters)
    const theirInertia = theirs.computeInformation(dense).reduce((sum, { size, error }) => sum + size * error, 0)
    expect(Math.abs(ours.inertia / theirInertia - 1)).toBeLessThan(1e-6)
  })

  it('finds seven groups, whatever the seed', async () => {
    const { table, said } = readNslKdd()
    const shards = ShardSet.cut(table, 1)
    const recipe = await fitRecipe(shards, profilesOf(table, said))
    await shards.encode(recipe)
    for (const seed of [1, 7]) {
      const points: ElbowPoint[] = []
      const options = { smallest: 1, largest: 12, restartCount: 3, maxIterations: 100, seed }
      await fitRange(shards, recipe, options, silentPulse, (point) => points.push(point))
      expect(chooseClusterCount(points, table.rowCount).clusterCount).toBe(7)
      expect(points.every(({ converged }) => converged)).toBe(true)
    }
  })
})
