import fc from 'fast-check'
import { expect, it } from 'vitest'
import { gzipSync } from 'node:zlib'
import { packed } from '../../../scripts/build/packing/packed.ts'
import { unpacked } from '../../../src/worker/packing/unpacked'
import { sourceFiles } from '../source-files'

const NOTHING = new Uint8Array(0)
const there = (bytes: Uint8Array, before = NOTHING): Uint8Array => unpacked(packed(bytes, before), bytes.length, before)

it('any bytes come back as they were', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(there(bytes)).toEqual(bytes)
    }),
  )
})

it('so do bytes that repeat themselves, near and far, in copies of every length', () => {
  const word = fc.constantFrom('a', 'ab', 'const ', 'function(', 'é', 'x'.repeat(300), '\0'.repeat(900))
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), (words) => {
      const bytes = new TextEncoder().encode(words.join(''))
      expect(there(bytes)).toEqual(bytes)
    }),
  )
})

it('what stands before is copied from, and is no part of it', () => {
  const words = 'the page and its workers say the same things in the same words'
  const [bytes, before] = [new TextEncoder().encode(`now ${words}!`), new TextEncoder().encode(`first ${words}.`)]
  expect(there(bytes, before)).toEqual(bytes)
  expect(packed(bytes, before).length).toBeLessThan(packed(bytes, NOTHING).length / 2)
  expect(there(NOTHING, before)).toEqual(NOTHING)
})

it('no bytes are no bytes', () => {
  expect(there(new Uint8Array(0))).toEqual(new Uint8Array(0))
})

it('code takes a tenth less than gzip makes of it, and comes back', () => {
  const text = sourceFiles('src/engine/table').map(({ tree }) => tree.text)
  const bytes = new TextEncoder().encode(text.join('\n'))
  const small = packed(bytes, NOTHING)
  expect(small.length).toBeLessThan(0.9 * gzipSync(bytes, { level: 9 }).length)
  expect(unpacked(small, bytes.length, NOTHING)).toEqual(bytes)
})
