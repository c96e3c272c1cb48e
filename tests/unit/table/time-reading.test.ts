import { describe, expect, it } from 'vitest'
import type { ColumnOverride, ColumnProfile } from '../../../src/engine/table/column'
import { decideColumns } from '../../../src/engine/table/decide'
import { secondsOf } from '../../../src/engine/table/times'
import { tableOf, type PlainColumn } from '../support/tables'

const ROWS = 60
const column = <T>(make: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => make(row))
const minute = (row: number): string => String(row % 60).padStart(2, '0')

const understood = (stamp: PlainColumn, overrides: readonly ColumnOverride[] = [], utcOffsetMinutes = 0) =>
  decideColumns(tableOf({ timestamp: stamp, packets: column((row) => row % 5) }), overrides, { utcOffsetMinutes })

const profile = (...asked: Parameters<typeof understood>): ColumnProfile => understood(...asked).profiles[0]!

describe('a column of times says', () => {
  it.each<[string, PlainColumn, string]>([
    [
      'that its zone is written',
      column((row) => `2017-07-07T08:${minute(row)}:00Z`),
      'the zone is written in the file',
    ],
    ['so for an offset', column((row) => `2017-07-07 08:${minute(row)}:00.5+02:00`), 'the zone is written in the file'],
    ['what was assumed', column((row) => `2017-07-07 08:${minute(row)}`), 'no zone in the file: taken as UTC'],
    [
      'that some name one',
      column((row) => `2017-07-07 08:${minute(row)}:00${row % 2 ? 'Z' : ''}`),
      'some name a zone, the others are taken as UTC',
    ],
    ['seconds since 1970', column((row) => 1.5e9 + row), 'seconds since 1970, UTC by definition'],
    ['milliseconds', column((row) => 1.5e12 + row), 'milliseconds since 1970, UTC by definition'],
    ['microseconds', column((row) => 1.5e15 + row), 'microseconds since 1970, UTC by definition'],
    ['nanoseconds, too long for numbers', column((row) => `15000000000000000${minute(row)}`), 'nanoseconds since 1970'],
    ['a day above 12', column((row) => `${10 + (row % 9)}/04/2017 08:00`), 'day first, as a part above 12 shows'],
    ['a month that comes first', column((row) => `04/${10 + (row % 9)}/2017 08:00`), 'month first, as a part above 12'],
    ['what nothing shows', column((row) => `0${1 + (row % 9)}/04/2017 08:00`), 'taken as day first'],
    ['what AM and PM suggest', column((row) => `0${1 + (row % 9)}/04/2017 08:00 PM`), 'taken as month first'],
  ])('%s', (_, stamp, words) => {
    expect(profile(stamp)).toMatchObject({ type: 'time', role: 'time' })
    expect(profile(stamp).reason).toContain(words)
  })

  it('nothing about a zone where a number counts from the start of the capture', () => {
    expect(profile(column((row) => row / 10)).time?.zone ?? 'elapsed').toBe('elapsed')
  })

  it('nothing about day and month where every date is the same either way', () => {
    expect(profile(column((row) => `7/7/2017 3:${minute(row)}`)).reason).not.toMatch(/first|nothing shows/)
    expect(understood(column((row) => `7/7/2017 3:${minute(row)}`)).notes.map(({ id }) => id)).not.toContain(
      'day-month:timestamp',
    )
  })
})

describe('what the analyst says of times', () => {
  const local = column((row) => `2017-07-07 08:${minute(row)}:00`)
  const mixed = column((row) => `2017-07-07 08:00:00${row % 2 ? 'Z' : ''}`)

  it('moves those without a zone, and only those', () => {
    const { time } = profile(mixed, [], 120)
    const seconds = secondsOf(tableOf({ mixed }).cells[0]!, time)!
    expect([seconds[0], seconds[1]]).toEqual([Date.UTC(2017, 6, 7, 6) / 1000, Date.UTC(2017, 6, 7, 8) / 1000])
    expect(profile(local, [], 120).distribution).toMatchObject({ smallest: Date.UTC(2017, 6, 7, 6) / 1000 })
    expect(profile(local, [], -210).reason).toContain('taken as UTC−3:30')
  })

  it('does not move epoch times or times that name their zone', () => {
    expect(
      profile(
        column((row) => 1.5e9 + row),
        [],
        120,
      ).distribution,
    ).toMatchObject({ smallest: 1.5e9 })
    const zoned = column((row) => `2017-07-07T08:${minute(row)}:00Z`)
    expect(profile(zoned, [], 120).distribution).toMatchObject({ smallest: Date.UTC(2017, 6, 7, 8) / 1000 })
  })

  it('turns day and month round, and back', () => {
    const stamp = column((row) => `0${3 + (row % 2)}/04/2017 08:00`)
    const { notes } = understood(stamp)
    const note = notes.find(({ id }) => id === 'day-month:timestamp')!
    expect(note.state).toBe('your call')
    expect(note.text).toContain('nothing shows whether 03/04/2017 names the day or the month first')
    const turned = understood(stamp, note.remedies[0]!.overrides)
    expect(turned.notes.map(({ id }) => id)).not.toContain('day-month:timestamp')
    expect(turned.profiles[0]).toMatchObject({
      role: 'time',
      meaning: 'start time',
      decidedBy: 'analyst',
      distribution: { smallest: Date.UTC(2017, 2, 4, 8) / 1000 },
    })
    expect(profile(stamp).distribution).toMatchObject({ smallest: Date.UTC(2017, 3, 3, 8) / 1000 })
  })
})
