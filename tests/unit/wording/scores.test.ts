import { describe, expect, test } from 'vitest'
import { rarityWords } from '../../../src/wording/scores'

const words = (atLeast: number, own = true): string => rarityWords({ atLeast, rowCount: 25_192 }, own)

describe('how rare a score is', () => {
  test('is said as the share of flows that score less, with as many digits as tell', () => {
    expect(words(5)).toBe('Stranger than 99.98 % of this file’s 25,192 flows')
    expect(words(45)).toBe('Stranger than 99.8 % of this file’s 25,192 flows')
    expect(words(7558)).toBe('Stranger than 70 % of this file’s 25,192 flows')
    expect(words(239)).toBe('Stranger than 99.1 % of this file’s 25,192 flows')
  })

  test('never rounds to all or none while some score as much', () => {
    expect(words(2)).toBe('Stranger than 99.992 % of this file’s 25,192 flows')
    expect(words(1, false)).toBe('Stranger than 99.996 % of this file’s 25,192 flows')
    expect(words(25_190)).toBe('Stranger than less than 1 % of this file’s 25,192 flows')
  })

  test('names the ends in words', () => {
    expect(words(1)).toBe('The strangest of this file’s 25,192 flows')
    expect(words(0, false)).toBe('Stranger than all of this file’s 25,192 flows')
    expect(words(25_192)).toBe('No stranger than any of this file’s 25,192 flows')
  })
})
