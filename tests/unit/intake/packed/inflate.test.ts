import { constants, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Inflater, type InflateStop } from '../../../../src/engine/intake/packed/inflate'
import { seededRandom } from '../../../../src/engine/numeric/random'

/** Flow-like text: words that come again and numbers that don't. */
function flowText(seed: number, rowCount: number): Buffer {
  const random = seededRandom(seed)
  const rows = Array.from(
    { length: rowCount },
    () => `${random.next()},tcp,http,SF,${Math.floor(random.next() * 999)}\n`,
  )
  return Buffer.from(rows.join(''))
}

function noise(seed: number, size: number): Buffer {
  const random = seededRandom(seed)
  return Buffer.from(Array.from({ length: size }, () => Math.floor(random.next() * 256)))
}

function inflate(
  packed: Uint8Array,
  pieceBytes: number,
): { readonly stop: InflateStop; readonly bytes: Buffer; readonly unread: number } {
  const inflater = new Inflater()
  const pieces: Uint8Array[] = []
  for (let at = 0; ;) {
    const stop = inflater.run()
    pieces.push(inflater.take().slice())
    if (stop === 'end')
      return { stop, bytes: Buffer.concat(pieces), unread: inflater.unread().length + Math.max(0, packed.length - at) }
    if (stop === 'broken' || (stop === 'input' && at >= packed.length && at > 0)) {
      return { stop, bytes: Buffer.concat(pieces), unread: 0 }
    }
    if (stop === 'input') {
      inflater.feed(packed.subarray(at, at + pieceBytes), at + pieceBytes >= packed.length)
      at += pieceBytes
    }
  }
}

const CONTENTS: readonly (readonly [string, Buffer])[] = [
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from('a')],
  ['a megabyte of one byte', Buffer.alloc(1_048_576, 97)],
  ['text of flows', flowText(1, 20_000)],
  ['noise', noise(2, 300_000)],
]

describe('what zlib packed', () => {
  const ways = [0, 1, 6, 9].map((level) => ({ level }))
  const strategies = [constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE].map((strategy) => ({ strategy }))
  it.each(CONTENTS)('is unpacked in every way of packing it: %s', (_, content) => {
    for (const way of [...ways, ...strategies]) {
      expect(inflate(deflateRawSync(content, way), 65_536).bytes.equals(content)).toBe(true)
    }
  })

  it('is the same however small its pieces are', () => {
    const content = flowText(3, 400)
    const packed = deflateRawSync(content)
    for (const pieceBytes of [1, 2, 7, 640, 641]) expect(inflate(packed, pieceBytes).bytes.equals(content)).toBe(true)
  })

  it('leaves what stands behind it unread', () => {
    const packed = deflateRawSync(flowText(4, 3000))
    const { stop, unread } = inflate(Buffer.concat([packed, Buffer.alloc(5000, 9)]), 1000)
    expect([stop, unread]).toEqual(['end', 5000])
  })

  it('that was cut off anywhere gives the beginning of what was packed', () => {
    const content = flowText(5, 60)
    const packed = deflateRawSync(content)
    for (let length = 1; length < packed.length; length++) {
      const { stop, bytes } = inflate(packed.subarray(0, length), 300)
      expect(stop).toBe('input')
      expect(bytes.equals(content.subarray(0, bytes.length))).toBe(true)
    }
  })
})

describe('what no packer wrote', () => {
  it.each([
    ['a block of the kind that is reserved', [0b111]],
    ['a stored block whose length doesn’t fit its check', [1, 5, 0, 5, 0]],
    // A fixed block: the length of three, and a distance of one before anything was written.
    ['a copy from before the beginning', [0b00000011, 0b00000010, 0, 0, 0, 0, 0, 0, 0, 0]],
  ])('is broken: %s', (_, bytes) => {
    expect(inflate(Uint8Array.from(bytes), 100).stop).toBe('broken')
  })
})
