import { describe, expect, it } from 'vitest'
import { Comparison } from '../../../src/engine/clustering/comparison'
import { toDense } from '../../../src/engine/features/dense'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../src/engine/numeric/random'
import { heaps, plainRows } from '../support/features'

describe('Comparison', () => {
  const rows = heaps(61, 4, 3, 6)
  const dense = toDense(rows.block, rows.recipe)
  const plainDistance = (a: number, b: number): number =>
    Math.hypot(...dense[a]!.map((value, axis) => value - dense[b]![axis]!))

  it('has the distances of the dense space, 0 between equal rows', async () => {
    const compared = await Comparison.of(rows.block, rows.recipe, silentPulse)
    for (let a = 0; a < 61; a++) {
      compared.distancesOf(a).forEach((distance, b) => expect(distance).toBeCloseTo(plainDistance(a, b), 5))
    }
    const { block, recipe } = plainRows([[1 / 3], [1 / 3], [0]], [['a'], ['a'], ['a']])
    expect([...(await Comparison.of(block, recipe, silentPulse)).distancesOf(1)].slice(0, 2)).toEqual([0, 0])
  })

  it('says by how much the inertia would fall, row by row', async () => {
    const compared = await Comparison.of(rows.block, rows.recipe, silentPulse)
    const own = Float64Array.from(dense, (_, row) => (row % 7) / 2)
    compared.gains(own).forEach((gain, row) => {
      const plain = own.reduce((sum, squared, other) => sum + Math.max(0, squared - plainDistance(row, other) ** 2), 0)
      expect(gain).toBeCloseTo(plain, 4)
    })
  })

  it('adds up distances to the rows of each cluster', async () => {
    const compared = await Comparison.of(rows.block, rows.recipe, silentPulse)
    const sums = compared.clusterSums(
      Uint8Array.from(dense, (_, row) => row % 3),
      3,
    )
    for (const row of [0, 17, 60]) {
      const plain = dense.reduce((sum, _, other) => sum + (other % 3 === 2 ? plainDistance(row, other) : 0), 0)
      expect(sums[2]![row]).toBeCloseTo(plain, 3)
    }
  })

  it('gives by the kernel what its twin gives, bit for bit', async () => {
    const random = seededRandom(4)
    for (const { block, recipe } of [heaps(333, 5, 9, 2), heaps(1, 1, 2, 1), heaps(16, 2, 40, 3)]) {
      const fast = await Comparison.of(block, recipe, silentPulse)
      const plain = await Comparison.of(block, recipe, silentPulse, true)
      const own = Float64Array.from({ length: block.rowCount }, () => 20 * random.next())
      const assignments = Uint8Array.from(own, () => random.below(20))
      for (let row = 0; row < block.rowCount; row++) expect(fast.distancesOf(row)).toEqual(plain.distancesOf(row))
      expect(fast.gains(own)).toEqual(plain.gains(own))
      expect(fast.clusterSums(assignments, 20)).toEqual(plain.clusterSums(assignments, 20))
    }
  })
})
