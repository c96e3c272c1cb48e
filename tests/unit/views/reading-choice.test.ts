import { describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../../src/worker/protocol'
import { choiceOf, choiceWords, delimiterProblem, optionsOf } from '../../../src/views/columns/reading-choice'

describe('the fields of the reading dialog', () => {
  it.each<[string, ReadOptions]>([
    ['nothing', {}],
    ['a known delimiter', { delimiter: '\t' }],
    ['a typed delimiter', { delimiter: ';;' }],
    [
      'all of it',
      { anyway: true, delimiter: '|', header: false, encoding: 'latin-1', quote: 'none', utcOffsetMinutes: -210 },
    ],
    ['UTC said aloud', { utcOffsetMinutes: 0 }],
  ])('give back what they were filled with: %s', (_, options) => {
    expect(optionsOf(choiceOf(options))).toEqual(options)
  })

  it('take \\t for a tab', () => {
    expect(optionsOf({ ...choiceOf({}), delimiter: 'typed', typed: '\\t|' })).toEqual({ delimiter: '\t|' })
  })

  it.each([
    ['', 'Type what stands between two cells.'],
    ['123456789', 'At most 8 characters.'],
    ['"', 'A quotation mark wraps cells and can’t part them.'],
    ['::', undefined],
  ])('refuse “%s” in words', (typed, problem) => {
    expect(delimiterProblem(typed)).toBe(problem)
  })

  it('say what was overruled', () => {
    expect(choiceWords({ delimiter: ';', header: false, utcOffsetMinutes: 330 })).toBe(
      'parted by semicolon, without a header line and times without a zone at UTC+5:30',
    )
  })
})
