import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { confusionAt, foundPerKind, meanRecall } from '../../../src/engine/scoring/confusion'
import { flaggedCount } from '../../../src/engine/scoring/threshold'

const scores = Float32Array.from([9, 8, 5, 5, 2, 1])
const attacks = Uint8Array.from([1, 0, 1, 0, 1, 0])

describe('what a threshold gets right and wrong', () => {
  it('is counted by hand; a score at the threshold is not flagged', () => {
    expect(confusionAt(scores, attacks, 5)).toEqual({
      foundCount: 1,
      missedCount: 2,
      falseAlarmCount: 1,
      quietCount: 2,
    })
    expect(confusionAt(scores, attacks, 4)).toEqual({
      foundCount: 2,
      missedCount: 1,
      falseAlarmCount: 2,
      quietCount: 1,
    })
    expect(confusionAt(scores, attacks, 9)).toEqual({
      foundCount: 0,
      missedCount: 3,
      falseAlarmCount: 0,
      quietCount: 3,
    })
  })

  it('adds up to all rows, to all attacks and to all flagged', () => {
    const rows = fc.array(fc.tuple(fc.float({ min: 0, max: 9, noNaN: true }), fc.nat(1)), { maxLength: 50 })
    fc.assert(
      fc.property(rows, fc.float({ min: 0, max: 9, noNaN: true }), (rows, threshold) => {
        const scores = Float32Array.from(rows, ([score]) => score)
        const attacks = Uint8Array.from(rows, ([, attack]) => attack)
        const { foundCount, missedCount, falseAlarmCount, quietCount } = confusionAt(scores, attacks, threshold)
        expect(foundCount + missedCount + falseAlarmCount + quietCount).toBe(rows.length)
        expect(foundCount + missedCount).toBe(attacks.reduce((sum, attack) => sum + attack, 0))
        expect(foundCount + falseAlarmCount).toBe(flaggedCount(scores, threshold))
      }),
    )
  })
})

describe('recall per kind of attack', () => {
  it('counts attacks alone, and kinds without any have no part in the mean', () => {
    const kinds = [1, 0, 1, 0, 2, 0]
    const counts = foundPerKind(scores, attacks, kinds, 4, 5)
    expect([...counts.rowCounts]).toEqual([0, 2, 1, 0])
    expect([...counts.foundCounts]).toEqual([0, 1, 0, 0])
    expect(meanRecall(counts)).toBe(0.25)
    expect(meanRecall(foundPerKind(scores, new Uint8Array(6), kinds, 4, 5))).toBeNull()
  })
})
