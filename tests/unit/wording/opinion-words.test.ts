import { describe, expect, it } from 'vitest'
import { agreedWords, opinionDetail, opinionHeadline, rowOpinionWords } from '../../../src/wording/opinion-words'

const agreement = (flaggedCount: number, agreedCount: number, sharedCount = agreedCount) => ({
  flaggedCount,
  agreedCount,
  sharedCount,
  strangeShare: 0.01,
  nearCount: Math.min(10, flaggedCount - sharedCount),
  alone: new Uint32Array(flaggedCount - sharedCount - Math.min(10, flaggedCount - sharedCount)),
})

describe('what an isolation forest says', () => {
  it('is counted in the headline, whether of many, all, none, one or nothing', () => {
    expect(opinionHeadline(agreement(100, 35))).toBe('An isolation forest agrees on 35 of the 100 flagged flows')
    expect(opinionHeadline(agreement(100, 100))).toBe('An isolation forest agrees on all 100 flagged flows')
    expect(opinionHeadline(agreement(100, 0))).toBe('An isolation forest agrees on none of the 100 flagged flows')
    expect(opinionHeadline(agreement(1, 0))).toBe('An isolation forest does not agree on the flagged flow')
    expect(opinionHeadline(agreement(0, 0))).toBe('Nothing is flagged that an isolation forest could agree on')
  })

  it('is measured by its own strangest flows and by the order of all', () => {
    expect(opinionDetail(agreement(100, 35, 23), 0.917)).toBe(
      'It agrees where a flow is among its 1 % strangest too. Of its own 100 strangest, 23 are flagged, and 10 others are among the 1 % that are strangest by the score. Over all flows the two orders are much alike (rank correlation 0.92).',
    )
    expect(opinionDetail(agreement(0, 0), null)).toBe('One of the two tells no flows apart.')
  })

  it('of one flow is a count where it is rare, else a share', () => {
    expect(rowOpinionWords(true, true, { atLeast: 12, rowCount: 25_192 })).toBe(
      'The isolation forest agrees: to it, 12 of 25,192 flows are at least this strange.',
    )
    expect(rowOpinionWords(true, false, { atLeast: 380, rowCount: 1000 })).toBe(
      'The isolation forest does not agree: to it, 38 % of flows are at least this strange.',
    )
    expect(rowOpinionWords(false, true, { atLeast: 1, rowCount: 1000 })).toBe(
      'Strange to the isolation forest alone: to it, no other of 1,000 flows is as strange.',
    )
    expect(rowOpinionWords(false, false, { atLeast: 1000, rowCount: 1000 })).toBe(
      'To the isolation forest, 100 % of flows are at least this strange.',
    )
  })

  it('of a story is a word or a count', () => {
    expect([agreedWords(0, 4), agreedWords(4, 4), agreedWords(3, 4), agreedWords(1, 1), agreedWords(0, 1)]).toEqual([
      'agrees on none',
      'agrees on all',
      'agrees on 3',
      'agrees',
      'does not agree',
    ])
  })
})
