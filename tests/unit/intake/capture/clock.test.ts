import { describe, expect, it } from 'vitest'
import { clockOf } from '../../../../src/engine/intake/capture/clock'
import { seededRandom } from '../../../../src/engine/numeric/random'

const read = (resolution: number, ticks: bigint, offset = 0): [number, number] => {
  const into = { seconds: 0, nanoseconds: 0 }
  clockOf(resolution, offset).read(Number(ticks >> 32n), Number(ticks & 0xffffffffn), into)
  return [into.seconds, into.nanoseconds]
}

/** The same by whole numbers of any size. */
function exact(resolution: number, ticks: bigint): [number, number] {
  const perSecond = (resolution & 0x80 ? 2n : 10n) ** BigInt(resolution & 0x7f)
  return [Number(ticks / perSecond), Number(((ticks % perSecond) * 1_000_000_000n) / perSecond)]
}

describe('the clock of an interface', () => {
  it('reads microseconds and nanoseconds of today exactly', () => {
    expect(read(6, 1_700_000_000_123_456n)).toEqual([1_700_000_000, 123_456_000])
    expect(read(9, 1_700_000_000_123_456_789n)).toEqual([1_700_000_000, 123_456_789])
  })

  it('adds its offset, forwards or backwards', () => {
    expect(read(6, 5_000_001n, 1_700_000_000)).toEqual([1_700_000_005, 1000])
    expect(read(0, 100n, -40)).toEqual([60, 0])
  })

  it('agrees with whole numbers of any size in every resolution', () => {
    const random = seededRandom(1)
    const resolutions = Array.from({ length: 256 }, (_, resolution) => resolution)
    for (const resolution of resolutions) {
      for (let draw = 0; draw < 40; draw++) {
        const high = random.below(draw % 2 === 0 ? 2 ** 32 : 2 ** 19)
        const ticks = (BigInt(high) << 32n) | BigInt(random.below(2 ** 32))
        expect([resolution, ticks, ...read(resolution, ticks)]).toEqual([
          resolution,
          ticks,
          ...exact(resolution, ticks),
        ])
      }
    }
  })

  it('drops what is below a nanosecond', () => {
    expect(read(12, 1_999_999_999_999n)).toEqual([1, 999_999_999])
    expect(read(0x80 | 40, 2n ** 40n - 1n)).toEqual([0, 999_999_999])
  })
})
