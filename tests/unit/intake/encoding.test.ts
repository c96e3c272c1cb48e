import { describe, expect, it } from 'vitest'
import { Decoding } from '../../../src/engine/intake/decoding'
import { detectEncoding } from '../../../src/engine/intake/encoding'
import type { Encoding } from '../../../src/engine/intake/facts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), littleEndian)
  return new Uint8Array(view.buffer)
}

/** Decodes in slices of one length. */
function decoded(bytes: Uint8Array, encoding: Encoding, sliceBytes: number, certain = false) {
  const decoding = new Decoding(encoding, certain)
  let text = ''
  for (let start = 0; start < bytes.length; start += sliceBytes) {
    text += decoding.push(bytes.subarray(start, start + sliceBytes), start + sliceBytes >= bytes.length)
  }
  return { text, encoding: decoding.encoding, warnings: decoding.warnings() }
}

describe('the encoding', () => {
  it.each<[string, Uint8Array, Encoding]>([
    ['plain ASCII', utf8('a,b\n1,2\n'), 'utf-8'],
    ['UTF-8', utf8('ort\nKöln\n'), 'utf-8'],
    ['UTF-8 with a mark', utf8('\ufefford\nKöln\n'), 'utf-8-bom'],
    ['UTF-16 little-endian with a mark', utf16('\ufeffa,b\n1,2\n', true), 'utf-16le'],
    ['UTF-16 big-endian with a mark', utf16('\ufeffa,b\n1,2\n', false), 'utf-16be'],
    ['UTF-16 little-endian without a mark', utf16('a,b\n1,2\n', true), 'utf-16le'],
    ['UTF-16 big-endian without a mark', utf16('a,b\n1,2\n', false), 'utf-16be'],
    ['Latin-1', latin1('ort\nKöln\n'), 'latin-1'],
    ['UTF-8 cut inside a character', utf8('Köln').subarray(0, 2), 'utf-8'],
    ['UTF-8 with a damaged byte later on', Uint8Array.of(...utf8('Köln '), 0xff), 'utf-8'],
  ])('of %s is found', (_, bytes, encoding) => {
    expect(detectEncoding(bytes)).toBe(encoding)
  })

  it.each([1, 2, 3, 7])('decodes the same in slices of %i bytes', (sliceBytes) => {
    const text = 'Köln,東京,😀\n1,2,3\n'
    expect(decoded(utf8(`\ufeff${text}`), 'utf-8-bom', sliceBytes).text).toBe(text)
    expect(decoded(utf16(`\ufeff${text}`, true), 'utf-16le', sliceBytes).text).toBe(text)
    expect(decoded(utf16(`\ufeff${text}`, false), 'utf-16be', sliceBytes).text).toBe(text)
    expect(decoded(latin1('Köln'), 'latin-1', sliceBytes).text).toBe('Köln')
  })

  it.each([1, 2, 3, 64])(
    'turns out to be Latin-1 at the first accent that is no UTF-8, in slices of %i bytes',
    (sliceBytes) => {
      const bytes = latin1('ort\nBonn\nKöln\nMünchen\n')
      expect(decoded(bytes, 'utf-8', sliceBytes)).toEqual({
        text: 'ort\nBonn\nKöln\nMünchen\n',
        encoding: 'latin-1',
        warnings: [],
      })
    },
  )

  it('stays what the analyst said', () => {
    expect(decoded(latin1('Köln'), 'utf-8', 64, true)).toMatchObject({ text: 'K�ln', encoding: 'utf-8' })
  })

  it('stays UTF-8 where real UTF-8 came before a damaged byte, and says where it is damaged', () => {
    const { text, encoding, warnings } = decoded(Uint8Array.of(...utf8('Köln '), 0xff, 0x41), 'utf-8', 64)
    expect([text, encoding]).toEqual(['Köln �A', 'utf-8'])
    expect(warnings[0]).toContain('byte 6')
  })
})
