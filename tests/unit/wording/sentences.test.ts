import { describe, expect, it } from 'vitest'
import { letterOf } from '../../../src/wording/letters'
import { listOf, lowerFirst, plural, shortened, spell, spellInside, upperFirst } from '../../../src/wording/sentences'

describe('sentences', () => {
  it('joins a list with commas and a last "and"', () => {
    expect(listOf([])).toBe('')
    expect(listOf(['a'])).toBe('a')
    expect(listOf(['a', 'b'])).toBe('a and b')
    expect(listOf(['a', 'b', 'c'])).toBe('a, b and c')
    expect(listOf(['a', 'b'], 'or')).toBe('a or b')
  })

  it('spells numbers up to twelve and writes the rest in digits', () => {
    expect(spell(0)).toBe('None')
    expect(spell(7)).toBe('Seven')
    expect(spell(12)).toBe('Twelve')
    expect(spell(13)).toBe('13')
    expect(spell(25192)).toBe('25,192')
    expect(spellInside(4)).toBe('four')
  })

  it('keeps the capitals of an abbreviation when a phrase moves into a sentence', () => {
    expect(lowerFirst('Bytes sent')).toBe('bytes sent')
    expect(lowerFirst('SSH sessions')).toBe('SSH sessions')
    expect(lowerFirst('A different host each time')).toBe('a different host each time')
    expect(upperFirst('web and mail')).toBe('Web and mail')
  })

  it('counts one and many', () => {
    expect(plural(1, 'flow')).toBe('flow')
    expect(plural(0, 'flow')).toBe('flows')
    expect(plural(2, 'entry', 'entries')).toBe('entries')
  })

  it('cuts long texts of a file', () => {
    expect(shortened('abc', 3)).toBe('abc')
    expect(shortened('abcd', 3)).toBe('ab…')
  })
})

describe('letters', () => {
  it('goes on after Z with two letters', () => {
    expect([0, 1, 25, 26, 27, 51, 52, 701, 702].map(letterOf)).toEqual([
      'A',
      'B',
      'Z',
      'AA',
      'AB',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ])
  })
})
