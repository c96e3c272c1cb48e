import { describe, expect, it } from 'vitest'
import type { ColumnOverride, DoctorNote } from '../../../src/engine/table/column'
import { decideColumns, type DecideExtra } from '../../../src/engine/table/decide'
import { tableOf, type PlainColumn } from '../support/tables'

const ROWS = 300
const column = <T>(make: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => make(row))
/** Looks random, is not, and repeats in no other column. */
const scattered = (seed: number, bound: number): number[] =>
  column((row) => Math.floor(Math.abs(Math.sin((row + 1) * seed)) * 1e6) % bound)

function notesOn(
  columns: Record<string, PlainColumn>,
  overrides: readonly ColumnOverride[] = [],
  extra: DecideExtra = {},
) {
  const notes = decideColumns(tableOf(columns), overrides, extra).notes
  return new Map(notes.map((note): [string, DoctorNote] => [note.id, note]))
}

const context = { ts: column((row) => 1e9 + row), saddr: column((row) => `10.0.0.${row % 3}`) }

describe('the doctor says', () => {
  it('nothing where there is nothing to say', () => {
    expect([...notesOn({ ...context, hot: scattered(3, 9), proto: column((row) => `p${row % 3}`) }).keys()]).toEqual([])
  })

  it('that a truth column was found, and offers to compare it', () => {
    const note = notesOn({ label: column((row) => (row % 4 ? 'benign' : `kind ${row % 7}`)) }).get('truth:label')
    expect(note?.text).toBe(
      'label says “benign” in 75 % of rows, else one of 7 other words. The model never sees it; it is used to check the result.',
    )
    expect(note?.remedies[0]?.overrides).toEqual([{ name: 'label', role: 'feature', type: 'category' }])
  })

  it('how many kinds a truth column of the analyst’s has, though only the commonest are told apart', () => {
    const kinds = Array.from({ length: 1501 }, (_, row) => `kind ${row}`)
    const note = notesOn({ family: kinds }, [{ name: 'family', role: 'ground truth' }]).get('truth:family')
    expect(note?.text).toContain('else one of 1,500 other words')
  })

  it('how wide numbers are, widest bytes first, and its remedy makes them plain', () => {
    const columns = {
      ...context,
      src_bytes: column((row) => (row === 5 ? 381_709_090 : row % 9)),
      count: scattered(5, 2000),
    }
    const note = notesOn(columns).get('wide')
    expect(note?.title).toBe('Byte counts span nine powers of ten')
    expect(note?.text).toContain('largest value of 382 MB')
    expect(note?.columns).toEqual(['src_bytes', 'count'])
    const { profiles, notes } = decideColumns(tableOf(columns), note!.remedies[0]!.overrides)
    expect(profiles.filter(({ transform }) => transform === 'log1p')).toEqual([])
    expect(notes.some(({ id }) => id === 'wide')).toBe(false)
  })

  it('which columns never change, hardly ever say anything, or are ports', () => {
    const notes = notesOn({
      ...context,
      a: column(() => 0),
      b: column(() => 'x'),
      urgent: column((row) => (row === 3 ? 2 : 0)),
      dport: column((row) => (row % 2 ? 80 : 443)),
    })
    expect(notes.get('constant')).toMatchObject({ title: 'Two columns never change', columns: ['a', 'b'] })
    expect(notes.get('rare')).toMatchObject({ title: 'One column is 0 almost everywhere', columns: ['urgent'] })
    expect(notes.get('ports')).toMatchObject({ title: 'A port looks like a number', columns: ['dport'] })
  })

  it.each([
    [{}, 'no-context'],
    [{ ts: context.ts }, 'no-addresses'],
    [{ saddr: context.saddr }, 'no-time'],
  ])('what the file lacks (%#)', (columns, id) => {
    const notes = notesOn({ hot: scattered(3, 9), ...columns })
    expect([...notes.keys()]).toEqual([id])
  })

  it('which numbers are infinite or have gaps', () => {
    const notes = notesOn({
      ...context,
      a: column((row) => (row < 3 ? Infinity : row % 7)),
      b: column((row) => (row < 30 ? NaN : row % 11)),
    })
    expect(notes.get('infinite')?.text).toContain('a: infinite in up to 3 rows')
    expect(notes.get('missing')).toMatchObject({ title: 'One column of numbers has gaps', columns: ['b'] })
    expect(notes.get('missing')?.text).toContain('most in b, 10 % of rows')
  })

  it('that many rows repeat others, from a tenth on', () => {
    const columns = { ...context, hot: scattered(3, 9) }
    expect(notesOn(columns, [], { duplicateCount: 30 }).has('repeats')).toBe(false)
    expect(notesOn(columns, [], { duplicateCount: 31 }).get('repeats')?.title).toBe(
      '10 % of rows repeat another, cell by cell',
    )
  })

  it('that a 12-hour clock without AM and PM hides the afternoon, and not of any other clock', () => {
    const clock = (hour: (row: number) => number): string[] =>
      column((row) => `7/7/2017 ${hour(row)}:${10 + (row % 50)}`)
    expect(notesOn({ Timestamp: clock((row) => 1 + (row % 12)) }).has('twelve-hours')).toBe(true)
    expect(notesOn({ Timestamp: clock((row) => row % 12) }).has('twelve-hours')).toBe(false)
    expect(notesOn({ Timestamp: clock((row) => 1 + (row % 14)) }).has('twelve-hours')).toBe(false)
    expect(notesOn({ Timestamp: clock((row) => 1 + (row % 12)).map((text) => `${text} PM`) }).has('twelve-hours')).toBe(
      false,
    )
  })
})

describe('columns that say the same thing', () => {
  const a = scattered(3, 45)
  const twin = a.map((value) => value * 2 + 1)
  const opposite = a.map((value) => -value)
  const columns = { ...context, a, other: scattered(7, 80), twin, opposite }

  it('are found, whichever way they move', () => {
    const note = notesOn(columns).get('alike')
    expect(note).toMatchObject({
      title: 'Columns say the same thing up to three times',
      state: 'your call',
      columns: ['a', 'twin', 'opposite'],
    })
  })

  it('are thinned to one of each by one remedy, kept by the other, and not asked about again', () => {
    const [keepAll, keepOne] = notesOn(columns).get('alike')!.remedies
    const thinned = decideColumns(tableOf(columns), keepOne!.overrides)
    expect(thinned.profiles.filter(({ role }) => role === 'feature').map(({ name }) => name)).toEqual(['a', 'other'])
    expect(notesOn(columns, keepOne!.overrides).has('alike')).toBe(false)
    expect(notesOn(columns, keepAll!.overrides).has('alike')).toBe(false)
  })

  it('come before what has been done', () => {
    const notes = decideColumns(tableOf({ ...columns, dead: column(() => 0) }), []).notes
    expect(notes.map(({ state }) => state)).toEqual(['your call', 'done'])
  })
})
