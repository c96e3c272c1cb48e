import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/engine/numeric/random'
import { agreementOf, opinionThresholds, type Agreement } from '../../../src/engine/scoring/forest/agreement'
import { rankCorrelation } from '../../../src/engine/scoring/forest/rank-correlation'

const quiet = () => Promise.resolve()
const agreement = (scores: Float32Array, opinion: Float32Array, threshold: number): Agreement =>
  agreementOf(scores, opinion, opinionThresholds(scores, opinion, threshold))

describe('the agreement of two opinions', () => {
  it('by hand: of three flagged rows the other one has two, and one of its own', () => {
    const scores = Float32Array.of(9, 8, 7, 1, 1, 1, 1, 1, 1, 1)
    const opinion = Float32Array.of(0.9, 0.3, 0.8, 0.2, 0.7, 0.1, 0.1, 0.1, 0.1, 0.1)
    expect(agreement(scores, opinion, 5)).toEqual({
      flaggedCount: 3,
      strangeShare: 0.3,
      agreedCount: 2,
      sharedCount: 2,
      nearCount: 0,
      alone: Uint32Array.of(4),
    })
  })

  it('calls a flagged row agreed on within the strangest hundredth, though its own list is shorter', () => {
    const scores = Float32Array.from({ length: 1000 }, (_, row) => (row === 500 ? 50 : row === 3 ? 9 : 1))
    const opinion = Float32Array.from({ length: 1000 }, (_, row) => (row === 500 ? 0.91 : row < 5 ? 0.95 : row / 1e4))
    // The five are as strange as each other: all of them, or none. One of them is strange to the score as well.
    expect(agreement(scores, opinion, 10)).toEqual({
      flaggedCount: 1,
      strangeShare: 0.01,
      agreedCount: 1,
      sharedCount: 0,
      nearCount: 1,
      alone: Uint32Array.of(0, 1, 2, 4),
    })
  })

  it('has nothing to agree on where nothing is flagged', () => {
    const scores = Float32Array.of(1, 2, 3)
    expect(agreement(scores, scores, 9)).toMatchObject({ flaggedCount: 0, agreedCount: 0, alone: new Uint32Array(0) })
  })

  it('by law: whoever agrees with himself agrees on all', () => {
    const random = seededRandom(2)
    const scores = Float32Array.from({ length: 500 }, () => random.next())
    const own = agreement(scores, scores, 0.9)
    expect(own.agreedCount).toBe(own.flaggedCount)
    expect(own.sharedCount).toBe(own.flaggedCount)
    expect(own.alone).toHaveLength(0)
  })
})

describe('the rank correlation', () => {
  it('is 1 for the same order, −1 for the other way round, whatever the scale', async () => {
    const scores = Float32Array.of(1, 5, 2, 100)
    expect(await rankCorrelation(scores, Float32Array.of(10, 12, 11, 13), quiet)).toBe(1)
    expect(await rankCorrelation(scores, Float32Array.of(4, 2, 3, 1), quiet)).toBe(-1)
  })

  it('gives equal scores the mean of their ranks: 1, 2½, 2½, 4 against 1, 3, 2, 4 is 4.5 / √(4.5 · 5)', async () => {
    expect(await rankCorrelation(Float32Array.of(1, 2, 2, 3), Float32Array.of(1, 3, 2, 4), quiet)).toBeCloseTo(
      4.5 / Math.sqrt(4.5 * 5),
      12,
    )
  })

  it('is none where all rows score alike', async () => {
    expect(await rankCorrelation(Float32Array.of(1, 1), Float32Array.of(1, 2), quiet)).toBeNull()
  })
})
