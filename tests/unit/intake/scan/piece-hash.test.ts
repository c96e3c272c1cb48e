import { describe, expect, it } from 'vitest'
import { kernelLoops } from '../../../../src/engine/intake/scan/kernel-loops'
import { mixPlainly, startLanes } from '../../../../src/engine/intake/scan/lanes'
import { fingerprintOf, PieceHash } from '../../../../src/engine/intake/scan/piece-hash'
import { planOf } from './support/reading'

const bytes = Uint8Array.from({ length: 5000 }, (_, at) => (at * 197 + (at >> 3)) & 255)

const hashOf = (pieces: readonly Uint8Array[], pieceBytes: number): Uint8Array => {
  const hash = new PieceHash(pieceBytes)
  for (const piece of pieces) hash.add(piece)
  return hash.finish()
}

/** The definition at the head of lanes.ts, with numbers of any size. */
function byDefinition(block: Uint8Array): bigint[] {
  const words = 16
  return Array.from({ length: words }, (_, lane) => {
    const start = (BigInt(lane + 1) * 0x9e3779b1n) & 0xffffffffn
    const word = [0, 1, 2, 3].reduce((sum, at) => sum + (BigInt(block[lane * 4 + at]!) << BigInt(at * 8)), 0n)
    const mixed = start ^ word
    const turned = ((mixed << 15n) | (mixed >> 17n)) & 0xffffffffn
    return (turned * 0x9e3779b1n) & 0xffffffffn
  })
}

describe('the fingerprint', () => {
  it('takes a block into its lanes as defined', () => {
    const lanes = startLanes()
    mixPlainly(lanes, bytes, 64, 1)
    expect(Array.from(lanes, (lane) => BigInt(lane >>> 0))).toEqual(byDefinition(bytes.subarray(64, 128)))
  })

  it('is the same from the kernel', () => {
    const loops = kernelLoops(planOf(bytes.subarray(0, 100), {})!.scanPlan)!
    loops.stretch(bytes.length).set(bytes)
    const [fast, plain] = [startLanes(), startLanes()]
    loops.mixBlocks(fast, 3, 70)
    mixPlainly(plain, bytes, 3, 70)
    expect(fast).toEqual(plain)
  })

  it('does not depend on how the bytes are sliced', () => {
    for (const pieceBytes of [64, 128, 1024, 1_048_576]) {
      const whole = hashOf([bytes], pieceBytes)
      expect(hashOf([bytes.subarray(0, 1), bytes.subarray(1, 1000), bytes.subarray(1000)], pieceBytes)).toEqual(whole)
      expect(whole).toHaveLength(8 * Math.ceil(bytes.length / pieceBytes))
    }
  })

  it('is made of the pieces, whoever hashed them', () => {
    const parts = [bytes.subarray(0, 2048), bytes.subarray(2048)].map((part) => hashOf([part], 1024))
    expect(fingerprintOf(parts)).toBe(fingerprintOf([hashOf([bytes], 1024)]))
  })

  it('changes with every byte and with the length', () => {
    const prints = new Set([fingerprintOf([hashOf([bytes], 1024)])])
    for (let at = 0; at < bytes.length; at += 7) {
      const other = bytes.slice()
      other[at]! ^= 1
      prints.add(fingerprintOf([hashOf([other], 1024)]))
    }
    prints.add(fingerprintOf([hashOf([bytes.subarray(0, 4999)], 1024)]))
    expect(prints.size).toBe(2 + Math.ceil(bytes.length / 7))
  })

  it('of known bytes is a known one, so that a saved model still knows its file', () => {
    expect(fingerprintOf([hashOf([bytes], 1_048_576)])).toMatchInlineSnapshot(`"248f36d3903ccc65"`)
  })
})
