import { describe, expect, it } from 'vitest'
import { hashesOf, hashOf } from '../../../src/engine/intake/scan/entry-hash'
import { GrowingEntries } from '../../../src/engine/intake/scan/growing-entries'
import { utf8Bytes } from '../../../src/engine/intake/utf8'
import { seededRandom } from '../../../src/engine/numeric/random'
import { ByteDictionary } from '../../../src/engine/table/byte-dictionary'
import { PackedTexts } from '../../../src/engine/table/packed-texts'

const random = seededRandom(57)
const words = (count: number): string[] =>
  Array.from({ length: count }, () => 'ab'.repeat(random.below(12)) + String(random.below(count)))

function entriesOf(texts: readonly string[]) {
  const growing = new GrowingEntries()
  for (const text of texts) growing.add(utf8Bytes(text))
  const entries = growing.finish()
  return { ...entries, hashes: hashesOf(entries) }
}

function add(dictionary: ByteDictionary, text: string): number {
  const bytes = utf8Bytes(text)
  return dictionary.add(bytes, 0, bytes.length, hashOf(bytes, 0, bytes.length))
}

const textsIn = (dictionary: ByteDictionary): readonly string[] => new PackedTexts(dictionary.entries()).texts

describe('a dictionary of bytes', () => {
  it('gives each different text one code, in order of first appearance, from whatever room it began with', () => {
    const texts = words(5000)
    const dictionary = new ByteDictionary(3, 10)
    const codes = texts.map((text) => add(dictionary, text))
    const different = [...new Set(texts)]
    expect(textsIn(dictionary)).toEqual(different)
    expect(codes).toEqual(texts.map((text) => different.indexOf(text)))
  })

  it('takes texts that are all different at once, and finds them after', () => {
    const texts = [...new Set(words(3000)), '']
    const dictionary = new ByteDictionary(16, 16)
    add(dictionary, '')
    const codes = dictionary.addDifferent(entriesOf(texts))
    const expected = [...texts.slice(0, -1).map((_, index) => index + 1), 0]
    expect([...codes]).toEqual(expected)
    expect(texts.map((text) => add(dictionary, text))).toEqual(expected)
    expect(textsIn(dictionary)).toEqual(['', ...texts.slice(0, -1)])
  })

  it('tells texts of one hash apart', () => {
    const dictionary = new ByteDictionary(4, 16)
    const [a, b] = [utf8Bytes('a'), utf8Bytes('b')]
    expect([dictionary.add(a, 0, 1, 7), dictionary.add(b, 0, 1, 7), dictionary.add(a, 0, 1, 7)]).toEqual([0, 1, 0])
  })
})
