import { describe, expect, it } from 'vitest'
import type { FitRangeOptions } from '../../../src/engine/clustering/fit-range'
import { fitRange } from '../../../src/engine/clustering/fit-range'
import { lloyd } from '../../../src/engine/clustering/lloyd'
import type { ElbowPoint, Fit } from '../../../src/engine/clustering/result'
import { SampleRows } from '../../../src/engine/clustering/sample-rows'
import { flatten, plusPlusStarts } from '../../../src/engine/clustering/starts'
import { toDense } from '../../../src/engine/features/dense'
import { Cancelled, silentPulse } from '../../../src/engine/numeric/pulse'
import type { PlainRows } from '../support/features'
import { heaps, plainRows, shardsOf } from '../support/features'

const DEFAULTS: FitRangeOptions = { smallest: 1, largest: 6, restartCount: 2, maxIterations: 100, seed: 7 }

interface Ranged {
  readonly fits: readonly Fit[]
  readonly points: readonly ElbowPoint[]
  readonly assignments: readonly number[][]
}

async function range(rows: PlainRows, options: Partial<FitRangeOptions> = {}, shardCount = 1): Promise<Ranged> {
  const shards = await shardsOf(rows, shardCount)
  const points: ElbowPoint[] = []
  const fits = await fitRange(shards, rows.recipe, { ...DEFAULTS, ...options }, silentPulse, (point) =>
    points.push(point),
  )
  const assignments: number[][] = []
  for (const { clusterCount } of fits) assignments.push([...(await shards.assignmentsAt(clusterCount))])
  return { fits, points, assignments }
}

describe('fitRange', () => {
  const four = heaps(400, 4, 3, 3)

  it('fits every K of the range and tells of each as it is done', async () => {
    const { fits, points } = await range(four, { smallest: 2, largest: 5 })
    expect(fits.map(({ clusterCount }) => clusterCount)).toEqual([2, 3, 4, 5])
    expect(points.map(({ clusterCount, inertia }) => [clusterCount, inertia])).toEqual(
      fits.map(({ clusterCount, inertia }) => [clusterCount, inertia]),
    )
  })

  it('finds the heaps that were planted', async () => {
    const corners = plainRows(
      Array.from({ length: 400 }, (_, row) => [(row & 1) * 6 - 3 + (row % 7) / 10, (row & 2) * 3 - 3 + (row % 5) / 10]),
    )
    const { fits, assignments } = await range(corners)
    expect(fits[3]!.sizes).toEqual([100, 100, 100, 100])
    expect(assignments[3]!.every((cluster, row) => cluster === assignments[3]![row % 4])).toBe(true)
    const best = fits.reduce((a, b) => ((b.sampledSilhouette ?? -1) > (a.sampledSilhouette ?? -1) ? b : a))
    expect(best.clusterCount).toBe(4)
  })

  it('numbers the clusters by size, the largest first', async () => {
    const rows = plainRows(Array.from({ length: 100 }, (_, row) => [row < 10 ? -5 : row < 40 ? 5 : (row % 5) / 50]))
    const { fits, assignments } = await range(rows, { largest: 3 })
    expect(fits[2]!.sizes).toEqual([60, 30, 10])
    expect([assignments[2]![99], assignments[2]![20], assignments[2]![0]]).toEqual([0, 1, 2])
    expect(fits[2]!.centroids[1]).toBe(5)
  })

  it('hands on sizes and inertia that belong to the kept assignments', async () => {
    const { fits, assignments } = await range(four)
    const dense = toDense(four.block, four.recipe)
    fits.forEach(({ clusterCount, centroids, sizes, inertia }, index) => {
      const counts = new Array<number>(clusterCount).fill(0)
      let sum = 0
      assignments[index]!.forEach((cluster, row) => {
        counts[cluster]!++
        dense[row]!.forEach(
          (value, axis) => (sum += (value - centroids[cluster * four.recipe.featureCount + axis]!) ** 2),
        )
      })
      expect(counts).toEqual(sizes)
      expect(inertia).toBeCloseTo(sum, 7)
    })
  })

  it('never lets the inertia rise with K', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { points } = await range(heaps(700, 9, 6, seed), { largest: 14, restartCount: 1, seed })
      points.slice(1).forEach(({ inertia }, index) => expect(inertia).toBeLessThanOrEqual(points[index]!.inertia))
    }
  })

  it('gives the share of the spread that one group would leave, also if the range begins later', async () => {
    const whole = (await range(four, { largest: 3 })).points
    const later = (await range(four, { smallest: 3, largest: 3 })).points
    expect(whole[0]!.inertiaShare).toBe(1)
    expect(later[0]!.inertiaShare).toBeCloseTo(whole[2]!.inertiaShare, 6)
  })

  it('has no silhouette for one cluster', async () => {
    const { fits } = await range(four, { largest: 2 })
    expect(fits[0]!.sampledSilhouette).toBeNull()
    expect(fits[1]!.sampledSilhouette).toBeGreaterThan(0)
  })

  it('is worked out whole for one row, for as many clusters as rows, and for identical rows', async () => {
    expect((await range(plainRows([[3]]), { largest: 1 })).fits).toMatchObject([{ sizes: [1], inertia: 0 }])
    const five = await range(plainRows([[0], [1], [3], [6], [-4]]), { largest: 5 })
    expect(five.fits[4]).toMatchObject({ sizes: [1, 1, 1, 1, 1], inertia: 0 })
    const same = await range(plainRows(Array.from({ length: 30 }, () => [2, 2])), { largest: 1 })
    expect(same).toMatchObject({ fits: [{ sizes: [30], inertia: 0 }], points: [{ inertiaShare: 0 }] })
  })

  it('fits K up to the number of different rows even where the samples hardly know them', async () => {
    const rows = plainRows(
      Array.from({ length: 3 * 4096 }, (_, row) => [row === 777 ? 5 : row === 9999 ? -5 : row % 2]),
    )
    const { fits } = await range(rows, { largest: 4 })
    expect(fits[3]!.sizes).toEqual([6144, 6142, 1, 1])
    expect(fits[3]!.inertia).toBeCloseTo(0, 12)
  })

  it('fits a file of categories only', async () => {
    const rows = plainRows(
      Array.from({ length: 90 }, () => []),
      Array.from({ length: 90 }, (_, row) => [['a', 'b', 'c'][row % 3]!, ['x', 'y', 'z'][row % 3]!]),
    )
    expect((await range(rows, { largest: 3 })).fits[2]).toMatchObject({ sizes: [30, 30, 30], inertia: 0 })
  })

  it('is as good as the best of ten full runs from k-means++ starts, within 1 %', async () => {
    const rows = heaps(1500, 8, 5, 12)
    const { fits } = await range(rows, { smallest: 8, largest: 8, restartCount: 3 })
    let best = Infinity
    for (let seed = 0; seed < 10; seed++) {
      const starts = flatten(plusPlusStarts(rows.block, rows.recipe, 8, seed), rows.recipe.featureCount)
      const sample = new SampleRows(rows.block, rows.recipe)
      const { inertia } = await lloyd(sample, rows.recipe, starts, 8, { maxIterations: 200, tolerance: 0 }, silentPulse)
      best = Math.min(best, inertia)
    }
    expect(fits[0]!.inertia).toBeLessThan(best * 1.01)
  })

  it('gives the same bytes for the same seed and for 1, 2, 3 and 8 shards', async () => {
    const rows = heaps(6 * 4096 + 100, 5, 4, 44)
    const alone = await range(rows, { largest: 5 })
    expect(JSON.stringify(await range(rows, { largest: 5 }))).toBe(JSON.stringify(alone))
    for (const shardCount of [2, 3, 8]) {
      const { fits, assignments } = await range(rows, { largest: 5 }, shardCount)
      fits.forEach((fit, index) => {
        expect(Buffer.from(fit.centroids.buffer).equals(Buffer.from(alone.fits[index]!.centroids.buffer))).toBe(true)
        expect({ ...fit, centroids: null }).toEqual({ ...alone.fits[index]!, centroids: null })
      })
      expect(assignments).toEqual(alone.assignments)
    }
  })

  it('reports shares that never fall and end at 1', async () => {
    const shards = await shardsOf(four)
    const shares: number[] = []
    await fitRange(
      shards,
      four.recipe,
      DEFAULTS,
      { ...silentPulse, report: (share) => shares.push(share) },
      () => undefined,
    )
    expect([...shares].sort((a, b) => a - b)).toEqual(shares)
    expect(shares.at(-1)).toBe(1)
  })

  it('stops when it is no longer wanted', async () => {
    const shards = await shardsOf(four)
    let breaths = 0
    const pulse = {
      report: () => undefined,
      breathe: () => (++breaths > 5 ? Promise.reject(new Cancelled()) : Promise.resolve()),
    }
    await expect(fitRange(shards, four.recipe, DEFAULTS, pulse, () => undefined)).rejects.toBeInstanceOf(Cancelled)
  })
})
