import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayMonthOrder } from '../../../src/engine/table/day-month'
import { daysFromCivil, secondsOf, secondsOfText } from '../../../src/engine/table/times'
import type { Cells } from '../../../src/engine/table/table'
import { tableOf } from '../support/tables'

const cells = (column: readonly number[] | readonly string[]): Cells => tableOf({ column }).cells[0]!
const utc = (iso: string): number => Date.parse(iso) / 1000

describe('a text is a time', () => {
  it.each([
    ['2017-07-07T15:30:05Z', '2017-07-07T15:30:05Z'],
    ['2017-07-07 15:30:05.250', '2017-07-07T15:30:05.250Z'],
    ['2017-07-07T15:30:05+02:00', '2017-07-07T13:30:05Z'],
    ['2017-07-07T15:30:05-0530', '2017-07-07T21:00:05Z'],
    ['2011/08/10 09:46:53.047277', '2011-08-10T09:46:53.047277Z'],
    ['2017-07-07', '2017-07-07T00:00:00Z'],
    ['7/7/2017 3:30', '2017-07-07T03:30:00Z'],
    ['03/07/2017 08:55:58 PM', '2017-07-03T20:55:58Z'],
    ['3.7.17 12:00 AM', '2017-07-03T00:00:00Z'],
    ['07/Jul/2017:15:30:05 +0000', '2017-07-07T15:30:05Z'],
    ['7 July 2017 15:30:05', '2017-07-07T15:30:05Z'],
    ['Jul  7, 2017 15:30:05.123456789 UTC', '2017-07-07T15:30:05.123Z'],
    ['Fri Jul 7 2017 15:30:05', '2017-07-07T15:30:05Z'],
    ['Jul  7 15:30:05', '2000-07-07T15:30:05Z'],
    ['29/02/2024 00:00', '2024-02-29T00:00:00Z'],
  ])('%s', (text, iso) => {
    expect(secondsOfText(text, 'day first')).toBeCloseTo(utc(iso), 3)
  })

  it('of day', () => {
    expect(secondsOfText('01:02:03.5', 'day first')).toBe(3723.5)
  })

  it.each([
    '',
    'tcp',
    '10.0.0.1',
    '17',
    '2017-13-01',
    '2017-02-29',
    '31/4/2017',
    '25:00:00',
    '12:60',
    '13:00 PM',
    '2001:db8::1',
    'Foo 7 2017 15:30:05',
    'Januar',
  ])('but not %j', (text) => {
    expect(secondsOfText(text, 'day first')).toBeNaN()
  })
})

describe('days are counted in the Gregorian calendar', () => {
  it('as the clock of the host counts them', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1600-01-01'), max: new Date('2999-12-31'), noInvalidDate: true }),
        (date) => {
          const days = daysFromCivil(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
          expect(days).toBe(Math.floor(date.getTime() / 86_400_000))
        },
      ),
    )
  })
})

describe('day or month first', () => {
  it.each([
    [['3/7/2017 8:55', '15/7/2017 8:55'], 'day first'],
    [['3/7/2017 8:55', '3/17/2017 8:55'], 'month first'],
    [['3/7/2017 8:55 PM'], 'month first'],
    [['3/7/2017 8:55'], 'day first'],
  ] as const)('%j is %s', (texts, order) => {
    expect(dayMonthOrder(texts)).toBe(order)
  })
})

describe('a column of times', () => {
  it.each([
    ['seconds', 1655072474.795457],
    ['milliseconds', 1655072474795.457],
    ['microseconds', 1655072474795457],
  ])('may count %s since 1970', (_, value) => {
    expect(secondsOf(cells([NaN, value]))?.[1]).toBeCloseTo(1655072474.795457, 3)
  })

  it('may count nanoseconds, in numbers too long for a number', () => {
    expect(secondsOf(cells(['1655072474795457000', '1655072475795457000']))?.[1]).toBeCloseTo(1655072475.795457, 3)
  })

  it('may count from its own beginning', () => {
    expect(secondsOf(cells([0, 0.5, 12]))).toEqual(Float64Array.of(0, 0.5, 12))
  })

  it('has no time where a cell is missing, infinite or no time', () => {
    const rows = ['2017-07-07 00:00:01', '', ...Array<string>(20).fill('2017-07-07 00:00:02'), 'soon']
    const seconds = secondsOf(cells(rows))!
    expect([seconds[0], seconds[1], seconds[22]]).toEqual([utc('2017-07-07T00:00:01Z'), NaN, NaN])
    expect(secondsOf(cells([1, Infinity]))?.[1]).toBeNaN()
  })

  it('is none if most cells are no times', () => {
    expect(secondsOf(cells(['tcp', 'udp', '2017-07-07']))).toBeNull()
    expect(secondsOf(cells(['', '']))).toBeNull()
    expect(secondsOf(cells([NaN, NaN]))).toBeNull()
  })
})
