import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/engine/numeric/random'
import { MOST_POINTS, operatingPoints, type OperatingPoint } from '../../../src/engine/scoring/curves'
import { auroc, averagePrecision } from '../../../src/engine/scoring/evaluation'
import { rankedGroups, scoreGroups } from '../../../src/engine/scoring/score-groups'

function areaUnder(points: readonly OperatingPoint[]): number {
  let area = 0
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1]!, points[i]!]
    area += ((b.falseAlarmShare - a.falseAlarmShare) * (a.recall + b.recall)) / 2
  }
  return area
}

function stepsOf(points: readonly OperatingPoint[]): number {
  let sum = 0
  for (let i = 1; i < points.length; i++) sum += (points[i]!.recall - points[i - 1]!.recall) * points[i]!.precision
  return sum
}

/** Attacks score a little higher; a tenth of all scores is one and the same. */
function made(rowCount: number, seed: number): { scores: Float32Array; attacks: Uint8Array } {
  const random = seededRandom(seed)
  const attacks = Uint8Array.from({ length: rowCount }, () => (random.next() < 0.05 ? 1 : 0))
  const scores = Float32Array.from(attacks, (attack) => (random.next() < 0.1 ? 2 : Math.exp(random.normal()) + attack))
  return { scores, attacks }
}

describe('the points of the curves', () => {
  it('are those worked out by hand, equal scores as one', () => {
    const points = operatingPoints(scoreGroups([9, 8, 8, 7, 1], [1, 1, 0, 0, 0]))
    const shape = points.map(({ score, flaggedCount, attackCount }) => [score, flaggedCount, attackCount])
    expect(shape).toEqual([
      [null, 0, 0],
      [9, 1, 1],
      [8, 3, 2],
      [7, 4, 2],
      [1, 5, 2],
    ])
    expect(points.map(({ recall }) => recall)).toEqual([0, 0.5, 1, 1, 1])
    expect(points.map(({ falseAlarmShare }) => falseAlarmShare)).toEqual([0, 0, 1 / 3, 2 / 3, 1])
    expect(points.map(({ precision }) => precision)).toEqual([1, 1, 2 / 3, 1 / 2, 2 / 5])
  })

  it('have the areas that the figures say, where none is left out', () => {
    const scores = [0.1, 0.4, 0.35, 0.8, 0.8, 0.8, 0.2, 0.35, 0.9, 0.05]
    const attacks = [0, 0, 1, 1, 0, 1, 0, 0, 1, 0]
    const points = operatingPoints(scoreGroups(scores, attacks))
    expect(areaUnder(points)).toBeCloseTo(auroc(scores, attacks), 12)
    expect(stepsOf(points)).toBeCloseTo(averagePrecision(scores, attacks), 12)
  })

  it.each([1, 2, 3])('of 30,000 rows are some hundred, each exact, from none flagged to all', async (seed) => {
    const { scores, attacks } = made(30_000, seed)
    const points = operatingPoints(await rankedGroups(scores, attacks, () => Promise.resolve()))
    expect(points.length).toBeGreaterThan(100)
    expect(points.length).toBeLessThanOrEqual(MOST_POINTS)
    expect([points[0]!.recall, points.at(-1)!.recall, points.at(-1)!.falseAlarmShare]).toEqual([0, 1, 1])
    for (const { score, flaggedCount, attackCount } of points.slice(1).filter((_, i) => i % 20 === 0)) {
      const flagged = [...scores.keys()].filter((row) => scores[row]! >= score!)
      expect(flagged).toHaveLength(flaggedCount)
      expect(flagged.filter((row) => attacks[row] === 1)).toHaveLength(attackCount)
    }
    expect(areaUnder(points)).toBeCloseTo(auroc(scores, attacks), 3)
  })

  it('leave nothing out that lies further than a step from a kept one, but along a straight line', async () => {
    const { scores, attacks } = made(5000, 9)
    const groups = await rankedGroups(scores, attacks, () => Promise.resolve())
    const points = operatingPoints(groups)
    let [kept, flagged, found] = [0, 0, 0]
    const attackCount = attacks.reduce((sum, attack) => sum + attack, 0)
    for (let group = 0; group < groups.rowCounts.length; group++) {
      flagged += groups.rowCounts[group]!
      found += groups.attackCounts[group]!
      while (points[kept + 1] && points[kept + 1]!.flaggedCount <= flagged) kept++
      expect(Math.abs(found / attackCount - points[kept]!.recall)).toBeLessThan(1 / 40)
      expect(Math.abs(found / flagged - points[kept]!.precision)).toBeLessThan(1 / 40)
    }
    expect(flagged).toBe(5000)
  })

  it('are two where all scores are equal: chance', () => {
    const points = operatingPoints(scoreGroups([1, 1, 1, 1], [1, 0, 0, 0]))
    expect(points.map(({ recall, falseAlarmShare, precision }) => [recall, falseAlarmShare, precision])).toEqual([
      [0, 0, 0.25],
      [1, 1, 0.25],
    ])
  })
})
