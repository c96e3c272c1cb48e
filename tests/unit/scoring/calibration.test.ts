import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../../src/engine/numeric/random'
import {
  calibrate,
  countAbove,
  countedRarity,
  isCalibration,
  rarityOf,
  type Calibration,
} from '../../../src/engine/scoring/calibration'
import { flaggedCount, thresholdFor } from '../../../src/engine/scoring/threshold'

/** Skewed like scores: most near 1, a few far out; with ties. */
function madeScores(rowCount: number, seed: number): Float32Array {
  const random = seededRandom(seed)
  return Float32Array.from({ length: rowCount }, () => {
    const far = 1 / (random.below(rowCount) + 1)
    return Math.round((1 + 200 * far) * 50) / 50
  })
}

describe('calibration', async () => {
  test('by hand: five scores, two of them alike', async () => {
    const kept = await calibrate(Float32Array.of(1, 4, 2, 2, 8))
    expect(kept).toEqual({ rowCount: 5, scores: [8, 4, 2, 1], atLeast: [1, 2, 4, 5] })
    expect(rarityOf(kept, 9).atLeast).toBe(0)
    expect(rarityOf(kept, 8).atLeast).toBe(1)
    expect(rarityOf(kept, 5).atLeast).toBe(1)
    expect(rarityOf(kept, 2).atLeast).toBe(4)
    expect(rarityOf(kept, 0.5).atLeast).toBe(5)
  })

  test('is exact in the tail and never off by more than a twentieth', async () => {
    const scores = madeScores(50_000, 3)
    const kept = await calibrate(scores)
    expect(kept.scores.length).toBeLessThan(300)
    for (let row = 0; row < scores.length; row += 97) {
      const truth = countedRarity(scores, scores[row]!).atLeast
      const said = rarityOf(kept, scores[row]!).atLeast
      if (truth <= 128) expect(said).toBe(truth)
      else expect(Math.abs(said - truth)).toBeLessThanOrEqual(0.05 * truth)
    }
  })

  test('counts what a threshold flags as it was, up to the hundred flows of a default', async () => {
    const scores = madeScores(50_000, 4)
    const kept = await calibrate(scores)
    for (const count of [1, 35, 64, 100]) {
      const threshold = thresholdFor(scores, count)
      expect(countAbove(kept, threshold)).toBe(flaggedCount(scores, threshold))
    }
    expect(countAbove(await calibrate(Float32Array.of(2, 2)), 2)).toBe(0)
    expect(countAbove(await calibrate(Float32Array.of(3, 2, 2)), 2)).toBe(1)
    expect(countAbove(await calibrate(Float32Array.of(3, 2, 2)), 1)).toBe(3)
  })

  test('counts above any threshold within a twentieth, whatever the ties, and never more above a higher one', async () => {
    const random = seededRandom(9)
    const tied = Float32Array.from({ length: 20_000 }, (_, row) =>
      row < 200 ? 20 + random.next() : row < 15_000 ? 5.1 : 5 * random.next(),
    )
    const kept = await calibrate(tied)
    let before = tied.length
    for (const threshold of [...kept.scores].reverse().flatMap((score) => [score, score + 0.0001])) {
      const said = countAbove(kept, threshold)
      const truth = flaggedCount(tied, threshold)
      expect(Math.abs(said - truth)).toBeLessThanOrEqual(0.05 * truth)
      expect(said).toBeLessThanOrEqual(before)
      before = said
    }
    expect(Math.abs(countAbove(kept, 10) - 200)).toBeLessThanOrEqual(10)
    expect(countAbove(await calibrate(Float32Array.of(7, 5.1, 5.1, 5.1, 1)), 5.1)).toBe(1)
  })

  test('a stranger flow is never called commoner', async () => {
    const kept = await calibrate(madeScores(20_000, 5))
    let before = Infinity
    for (let score = 0; score < 220; score += 0.173) {
      const { atLeast } = rarityOf(kept, score)
      expect(atLeast).toBeLessThanOrEqual(before)
      before = atLeast
    }
    expect(before).toBe(0)
  })

  test('a score in double precision is compared as it was kept', async () => {
    const scores = Float32Array.of(0.1, 0.2, 0.3)
    expect(rarityOf(await calibrate(scores), 0.3).atLeast).toBe(1)
    expect(countedRarity(scores, 0.3)).toEqual({ atLeast: 1, rowCount: 3 })
  })

  test('scores that are all alike, one flow and no flow have an answer', async () => {
    expect(await calibrate(new Float32Array(1000).fill(1))).toEqual({ rowCount: 1000, scores: [1], atLeast: [1000] })
    expect(rarityOf(await calibrate(Float32Array.of(2)), 3)).toEqual({ atLeast: 0, rowCount: 1 })
    expect(rarityOf(await calibrate(new Float32Array(0)), 3)).toEqual({ atLeast: 0, rowCount: 0 })
  })

  test('what is out of order is no calibration', async () => {
    const kept: Calibration = { rowCount: 3, scores: [3, 2], atLeast: [1, 3] }
    expect(isCalibration(kept)).toBe(true)
    expect(isCalibration({ ...kept, scores: [2, 3] })).toBe(false)
    expect(isCalibration({ ...kept, atLeast: [2, 2] })).toBe(false)
    expect(isCalibration({ ...kept, atLeast: [1, 2] })).toBe(false)
    expect(isCalibration({ ...kept, scores: [3] })).toBe(false)
  })
})
