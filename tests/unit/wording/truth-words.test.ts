import { describe, expect, it } from 'vitest'
import { chanceWords, kindsFoundWords, precisionTitle, rocTitle, truthHeadline } from '../../../src/wording/truth-words'

const headline = (foundCount: number, missedCount: number, falseAlarmCount: number): string =>
  truthHeadline({ foundCount, missedCount, falseAlarmCount })

describe('the ranking against ground truth, in words', () => {
  it('says where it is worse than chance, and only there', () => {
    expect(chanceWords(0.458)).toMatch(/^ \(worse than chance/)
    expect([0.5, 0.98, NaN].map(chanceWords)).toEqual(['', '', ''])
  })

  it.each([
    [88, 620, 12, '88 of the 100 flagged flows are attacks; 620 of all 708 attacks are missed'],
    [1, 1, 2, '1 of the 3 flagged flows is an attack; 1 of all 2 attacks is missed'],
    [5, 0, 0, 'All 5 flagged flows are attacks; all 5 attacks are found'],
    [0, 5, 5, 'None of the 5 flagged flows is an attack; all 5 attacks are missed'],
    [0, 1, 1, 'The one flagged flow is no attack; the one attack is missed'],
    [1, 0, 0, 'The one flagged flow is an attack; the one attack is found'],
    [0, 7, 0, 'No flow is flagged; all 7 attacks are missed'],
  ])('%i found, %i missed, %i false alarms', (found, missed, falseAlarms, sentence) => {
    expect(headline(found, missed, falseAlarms)).toBe(sentence)
  })

  it('says what the curves say', () => {
    expect(rocTitle(0.983)).toBe('An attack outscores a benign flow 98 % of the time')
    expect(precisionTitle(0.8531, 0.05)).toBe('Precision averages 0.853 down the ranking, by chance 0.050')
  })

  it('counts the kinds that are among the flagged, where kinds are told apart', () => {
    expect(kindsFoundWords({ kindColumn: 'kind', kindCount: 9, foundKindCount: 7 })).toBe(
      '; 7 of 9 kinds of attack are among the flagged',
    )
    expect(kindsFoundWords({ kindColumn: 'kind', kindCount: 5, foundKindCount: 1 })).toMatch(
      /1 of 5 kinds of attack is/,
    )
    expect(kindsFoundWords({ kindColumn: 'kind', kindCount: 3, foundKindCount: 3 })).toMatch(/; all 3 kinds/)
    expect(kindsFoundWords({ kindColumn: null, kindCount: 1, foundKindCount: 1 })).toBe('')
  })
})
