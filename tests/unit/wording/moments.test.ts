import { describe, expect, it } from 'vitest'
import { moment, span } from '../../../src/wording/moments'

describe('a moment', () => {
  it.each([
    [1_772_541_870.9, '2026-03-03 12:44:30'],
    [951_782_400, '2000-02-29 00:00:00'],
    [1_709_251_199, '2024-02-29 23:59:59'],
    [4_102_444_800, '2100-01-01 00:00:00'],
    [43_470, '12:04:30'],
    [90_061, '90,061 s'],
  ])('of %d seconds is %s', (seconds, words) => {
    expect(moment(seconds)).toBe(words)
    if (seconds > 1e8)
      expect(new Date(Math.floor(seconds) * 1000).toISOString()).toBe(`${words.replace(' ', 'T')}.000Z`)
  })

  it('is the one the calendar says, for a day of every month over four centuries', () => {
    for (let day = 1200; day < 146_097; day += 29) {
      const seconds = day * 86_400 + 3661
      expect(moment(seconds)).toBe(`${new Date(seconds * 1000).toISOString().slice(0, 10)} 01:01:01`)
    }
  })
})

describe('a span', () => {
  it('names its day once', () => {
    expect(span('2026-03-03 12:04:30', '2026-03-03 12:05:52')).toBe('2026-03-03 12:04:30 to 12:05:52')
    expect(span('2026-03-03 12:04:30', '2026-03-04 01:00:00')).toBe('2026-03-03 12:04:30 to 2026-03-04 01:00:00')
    expect(span('12:04:30', '12:05:52')).toBe('12:04:30 to 12:05:52')
    expect(span('12:04:30', '12:04:30')).toBe('12:04:30')
  })
})
