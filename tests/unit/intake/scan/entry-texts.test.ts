import { describe, expect, it } from 'vitest'
import { decodeEntries } from '../../../../src/engine/intake/scan/entry-texts'
import { GrowingEntries } from '../../../../src/engine/intake/scan/growing-entries'

function entriesOf(...cells: string[]) {
  const entries = new GrowingEntries()
  for (const cell of cells) entries.add(Uint8Array.from(cell, (letter) => letter.charCodeAt(0)))
  return entries.finish()
}

describe('the texts of entries', () => {
  it('are trimmed as cells are', () => {
    expect(decodeEntries(entriesOf(' a ', 'b\t', '', '\xa0c', 'd\xa0'), 'latin-1')).toEqual([
      'a',
      'b',
      '',
      '\xa0c',
      'd',
    ])
  })

  it('stand in the encoding asked for', () => {
    const entries = entriesOf('caf\xe9', 'Ã©', 'ï»¿x')
    expect(decodeEntries(entries, 'latin-1')).toEqual(['café', 'Ã©', 'ï»¿x'])
    expect(decodeEntries(entries, 'utf-8')).toEqual(['caf�', 'é', '\ufeffx'])
  })

  it('don’t run into each other: half a character and its other half are damage twice', () => {
    expect(decodeEntries(entriesOf('\xe2\x82', '\xac'), 'utf-8')).toEqual(['�', '�'])
  })

  it('can be had in parts', () => {
    const entries = entriesOf('a', 'bb', '', 'ccc')
    expect([...decodeEntries(entries, 'utf-8', 0, 3), ...decodeEntries(entries, 'utf-8', 3)]).toEqual([
      'a',
      'bb',
      '',
      'ccc',
    ])
    expect(decodeEntries(entries, 'utf-8', 2, 2)).toEqual([])
    expect(decodeEntries(entriesOf(), 'utf-8')).toEqual([])
    expect(decodeEntries(entriesOf(''), 'utf-8')).toEqual([''])
  })
})
