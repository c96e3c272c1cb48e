import { describe, expect, it } from 'vitest'
import { budgetWords, changeSentence, scoresTitle, suggestionSentence } from '../../../src/wording/threshold-words'

const suggestion = {
  strength: 'clear',
  flaggedCount: 20,
  upper: 5.787,
  lower: 5.034,
  agreeingCount: 20,
  drawCount: 20,
  apart: null,
} as const
const none = { ...suggestion, strength: 'none', flaggedCount: 0 } as const

describe('what the scores suggest, in words', () => {
  it('names the gap, its strength and how often it was found again', () => {
    expect(suggestionSentence(suggestion)).toBe(
      'Clear gap from 5.03 to 5.79: it holds in 20 of 20 draws without a tenth of the flows.',
    )
    expect(suggestionSentence({ ...suggestion, strength: 'weak', agreeingCount: 12 })).toMatch(
      /^Weak gap .* in 12 of 20/,
    )
    expect(suggestionSentence(none)).toBe('The scores suggest no threshold: they thin out without a gap that holds.')
    expect(suggestionSentence({ ...none, apart: { rowCount: 1, upper: 5.5, lower: 3.3 } })).toBe(
      'The scores suggest no threshold: 1 flow stands apart (5.50, the next 3.30), too few to tell from chance.',
    )
    expect(suggestionSentence(null)).toBe('')
  })

  it('is the finding of the chart', () => {
    expect(scoresTitle(5.01, suggestion)).toBe('Scores thin out past 5, and 20 flows stand apart above 5.03')
    expect(scoresTitle(5.01, { ...suggestion, flaggedCount: 1 })).toMatch(/and 1 flow stands apart above 5\.03$/)
    expect(scoresTitle(10.14, none)).toBe('Scores thin out past 10, with no gap that holds')
    expect(scoresTitle(2.2, { ...none, apart: { rowCount: 1, upper: 5.5, lower: 3.3 } })).toBe(
      'Scores thin out past 2.2, and 1 flow lies far above',
    )
    expect(scoresTitle(10.14, null)).toBe('Scores thin out past 10')
  })
})

describe('a move of the threshold, in words', () => {
  const nothing = { rowCount: 0, perCluster: [0, 0], kinds: [], kindCount: 0 }

  it('says what enters, by group and by kind', () => {
    const entering = {
      rowCount: 23,
      perCluster: [3, 20],
      kinds: [
        { kind: 'neptune', rowCount: 18 },
        { kind: 'normal', rowCount: 5 },
      ],
      kindCount: 2,
    }
    expect(changeSentence(10.1, entering, nothing)).toBe(
      'Against 10.1 before, 23 flows enter: 20 in group B and 3 in A; 18 neptune and 5 normal by the truth column.',
    )
  })

  it('says what leaves, and sums up what is of many groups and kinds', () => {
    const leaving = {
      rowCount: 50,
      perCluster: [10, 9, 8, 7, 16],
      kinds: [
        { kind: '', rowCount: 20 },
        { kind: 'scan', rowCount: 10 },
      ],
      kindCount: 5,
    }
    expect(changeSentence(2, nothing, leaving)).toBe(
      'Against 2.00 before, 50 flows leave: 16 in group E, 10 in A, 9 in B and 15 in others; 20 not said, 10 scan and 20 of other kinds by the truth column.',
    )
  })

  it('is short where all are alike, or nothing crosses', () => {
    const one = { rowCount: 1, perCluster: [0, 1], kinds: [], kindCount: 0 }
    expect(changeSentence(2, one, nothing)).toBe('Against 2.00 before, 1 flow enters: in group B.')
    const alike = { rowCount: 9, perCluster: [9, 0], kinds: [{ kind: 'scan', rowCount: 9 }], kindCount: 1 }
    expect(changeSentence(2, nothing, alike)).toBe(
      'Against 2.00 before, 9 flows leave: all in group A; all scan by the truth column.',
    )
    expect(changeSentence(2, nothing, nothing)).toBe('Against 2.00 before, no flow enters and none leaves.')
  })

  it('spreads a budget over days', () => {
    expect([budgetWords(1), budgetWords(12)]).toEqual(['over 1 day with flows', 'over 12 days with flows'])
  })
})
