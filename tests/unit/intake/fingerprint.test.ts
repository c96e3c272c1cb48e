import { describe, expect, it } from 'vitest'
import { Fingerprint } from '../../../src/engine/intake/fingerprint'

const fingerprintOf = (...pieces: Uint8Array[]): string => {
  const print = new Fingerprint()
  for (const piece of pieces) print.add(piece)
  return print.text()
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The plain definition, with numbers of any size. */
const byDefinition = (bytes: Uint8Array): string => {
  let hash = 0xcbf29ce484222325n
  for (const byte of bytes) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn
  return hash.toString(16).padStart(16, '0')
}

describe('the fingerprint', () => {
  it.each([
    ['', 'cbf29ce484222325'],
    ['a', 'af63dc4c8601ec8c'],
    ['foobar', '85944171f73967e8'],
  ])('of %j is the published FNV-1a 64', (text, hash) => {
    expect(fingerprintOf(bytesOf(text))).toBe(hash)
  })

  it('equals the definition in big integers, for every byte value', () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 197 + (i >> 3)) & 255)
    expect(fingerprintOf(bytes)).toBe(byDefinition(bytes))
  })

  it('does not depend on how the bytes are sliced', () => {
    const bytes = Uint8Array.from({ length: 997 }, (_, i) => (i * 31) & 255)
    expect(fingerprintOf(bytes.subarray(0, 1), bytes.subarray(1, 600), bytes.subarray(600))).toBe(fingerprintOf(bytes))
  })
})
