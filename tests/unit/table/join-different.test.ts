import { describe, expect, it } from 'vitest'
import { hashesOf } from '../../../src/engine/intake/scan/entry-hash'
import { decodeEntries } from '../../../src/engine/intake/scan/entry-texts'
import { GrowingEntries } from '../../../src/engine/intake/scan/growing-entries'
import type { Entries } from '../../../src/engine/intake/scan/scanned-range'
import { utf8Bytes } from '../../../src/engine/intake/utf8'
import { joinDifferent } from '../../../src/engine/table/join-different'

const ids = (first: number, count: number): string[] => Array.from({ length: count }, (_, at) => `C${first + at}xQ`)

function hashed(texts: readonly string[]): Required<Entries> {
  const growing = new GrowingEntries()
  for (const text of texts) growing.add(utf8Bytes(text))
  const entries = growing.finish()
  return { ...entries, hashes: hashesOf(entries) }
}

describe('joinDifferent', () => {
  it('puts the parts one behind the other, the missing cell in front, though hashes of different texts are alike', () => {
    const texts = [
      [...ids(0, 100_000), '', ...ids(100_000, 50_000)],
      ['', ...ids(150_000, 100_000)],
      ids(250_000, 50_000),
    ]
    const parts = texts.map(hashed)
    const hashes = parts.flatMap((part) => [...part.hashes])
    expect(new Set(hashes).size).toBeLessThan(300_001)

    const joined = joinDifferent(parts)!
    const dictionary = decodeEntries(joined.entries, 'utf-8')
    expect(dictionary.length).toBe(300_001)
    expect(dictionary[0]).toBe('')
    const seen = joined.maps.map((map) => Array.from(map, (code) => dictionary[code]!))
    expect(seen).toEqual(texts)
    expect(joined.maps[1]![0]).toBe(0)
    expect(joined.maps[1]![1]).toBe(150_001)
  })

  it('leaves it to others where one text is in two parts', () => {
    expect(joinDifferent([ids(0, 60_000), ids(59_999, 60_000)].map(hashed))).toBeNull()
    expect(joinDifferent([ids(0, 60_000), ids(0, 60_000)].map(hashed))).toBeNull()
  })

  it('leaves one part, and few texts, to others', () => {
    expect(joinDifferent([hashed(ids(0, 100_000))])).toBeNull()
    expect(joinDifferent([ids(0, 10), ids(10, 10)].map(hashed))).toBeNull()
  })
})
