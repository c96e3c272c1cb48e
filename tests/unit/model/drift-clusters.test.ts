import { describe, expect, it } from 'vitest'
import { mixDrift, type ClusterDrift, type ClustersThen, type MixDrift } from '../../../src/engine/model/drift-clusters'
import { seededRandom } from '../../../src/engine/numeric/random'

/** A model of groups of these sizes, each of spread 2 and typical score 1. */
const modelOf = (sizes: readonly number[]): Required<ClustersThen> => ({
  cards: sizes.map((rowCount, clusterIndex) => ({ clusterIndex, rowCount, spread: 2 })),
  typicalScores: sizes.map(() => 1),
})

const drift = (
  then: readonly number[],
  now: readonly number[],
  { meanSquares = now.map(() => 4), scores = now.map((size): number | null => (size === 0 ? null : 1)) } = {},
): MixDrift =>
  mixDrift(modelOf(then), {
    sizes: now,
    inertias: now.map((size, cluster) => size * meanSquares[cluster]!),
    typicalScores: scores,
    flaggedCounts: now.map((size) => size / 10),
  })

const of = ({ clusters }: MixDrift, clusterIndex: number): ClusterDrift =>
  clusters.find((cluster) => cluster.clusterIndex === clusterIndex)!

describe('the drift of clusters', () => {
  it('by hand: 60:40 that became 40:60 is 0.2 ln 1.5 twice, and each cluster has its half of it', () => {
    const mix = drift([6e8, 4e8], [4e8, 6e8])
    expect(mix.stability).toBeCloseTo(0.4 * Math.log(1.5), 6)
    expect(mix.strength).toBe('moved')
    for (const { stabilityTerm } of mix.clusters) expect(stabilityTerm).toBeCloseTo(0.2 * Math.log(1.5), 12)
    expect(of(mix, 0)).toMatchObject({
      move: 'shrank',
      shareThen: 0.6,
      shareNow: 0.4,
      rowCountThen: 6e8,
      rowCountNow: 4e8,
    })
    expect(of(mix, 1).move).toBe('grew')
  })

  it('is steady below 0.1 and another mix from 0.25 on', () => {
    expect(drift([5e8, 5e8], [4.4e8, 5.6e8]).strength).toBe('steady')
    expect(drift([5e8, 5e8], [4e8, 6e8]).strength).toBe('steady')
    expect(drift([5e8, 5e8], [3.4e8, 6.6e8]).strength).toBe('moved')
    expect(drift([5e8, 5e8], [2.5e8, 7.5e8]).strength).toBe('another')
  })

  it('puts the largest change first, and a cluster that is gone has no distance and no score', () => {
    const mix = drift([500, 300, 200], [650, 350, 0])
    expect(mix.clusters.map(({ clusterIndex }) => clusterIndex)).toEqual([2, 0, 1])
    expect(of(mix, 2)).toMatchObject({ move: 'shrank', rowCountNow: 0, shareNow: 0, spreadNow: null, scoreNow: null })
    expect(of(mix, 2).isOtherwise).toBe(false)
  })

  it('finds no move between two draws from one hat, on 40 of 40 seeds, whatever the length', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = seededRandom(seed)
      const draw = (rowCount: number): number[] => {
        const sizes = [0, 0, 0, 0]
        for (let row = 0; row < rowCount; row++) sizes[[0, 0, 0, 0, 0, 1, 1, 1, 2, 3][random.below(10)]!]!++
        return sizes
      }
      const mix = drift(draw(5000), draw([40, 400, 4000][seed % 3]!))
      expect(mix.stability).toBeLessThan(0.1)
      expect(mix.clusters.map(({ move }) => move)).toEqual(['held', 'held', 'held', 'held'])
    }
  })

  it('says how much farther from its centre a cluster lies, and how much stranger it is', () => {
    const mix = drift([500, 500], [500, 500], { meanSquares: [4, 16], scores: [1.2, 1.6] })
    expect(of(mix, 0)).toMatchObject({ spreadThen: 2, spreadNow: 2, scoreThen: 1, scoreNow: 1.2, isOtherwise: false })
    expect(of(mix, 1)).toMatchObject({ spreadThen: 2, spreadNow: 4, scoreThen: 1, scoreNow: 1.6, isOtherwise: true })
    expect(mix.clusters.every(({ move }) => move === 'held')).toBe(true)
  })

  it('says nothing of the distances of a handful of flows', () => {
    expect(of(drift([500, 500], [1000, 20], { meanSquares: [4, 400] }), 1).isOtherwise).toBe(false)
  })

  it('of a model kept before scores were kept per cluster tells shares and distances', () => {
    const { cards } = modelOf([500, 500])
    const mix = mixDrift(
      { cards },
      { sizes: [100, 900], inertias: [400, 3600], typicalScores: [1, 3], flaggedCounts: [3, 7] },
    )
    expect(mix.clusters.map(({ clusterIndex, flaggedCountNow }) => [clusterIndex, flaggedCountNow]).sort()).toEqual([
      [0, 3],
      [1, 7],
    ])
    expect(of(mix, 1)).toMatchObject({ move: 'grew', spreadNow: 2, scoreThen: null, scoreNow: 3, isOtherwise: false })
  })
})
