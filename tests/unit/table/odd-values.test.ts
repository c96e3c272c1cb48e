import { describe, expect, it } from 'vitest'
import type { DoctorNote } from '../../../src/engine/table/column'
import { decideColumns } from '../../../src/engine/table/decide'
import { codesOf, rightShareOf } from '../../../src/engine/table/notes/giveaways'
import { tableOf, type PlainColumn } from '../support/tables'

const ROWS = 400
const column = <T>(make: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => make(row))
/** Looks random, is not. */
const scattered = (seed: number, bound: number): number[] =>
  column((row) => Math.floor(Math.abs(Math.sin((row + 1) * seed)) * 1e6) % bound)

function notesOn(columns: Record<string, PlainColumn>): ReadonlyMap<string, DoctorNote> {
  const { notes } = decideColumns(tableOf(columns), [])
  return new Map(notes.map((note): [string, DoctorNote] => [note.id, note]))
}

describe('impossible values are named:', () => {
  it.each<[string, string, PlainColumn, string]>([
    ['a negative duration', 'duration', column((row) => (row < 3 ? -5 : row)), 'goes down to -5, in 3 rows'],
    ['a negative packet count', 'orig_pkts', column((row) => (row === 9 ? -1 : row % 7)), 'goes down to -1, in 1 row'],
    ['a port beyond 65,535', 'dst_port', column((row) => (row < 2 ? 70_000 : row % 9)), 'has 70,000, in 2 rows'],
    ['a share above one', 'serror_rate', column((row) => (row < 5 ? 7 : (row % 5) / 5)), 'goes up to 7, in 5 rows'],
    [
      'an address with an octet above 255',
      'src_ip',
      column((row) => (row < 4 ? '10.0.300.1' : `10.0.0.${row % 9}`)),
      'has “10.0.300.1”, such as 4 rows have',
    ],
  ])('%s', (_, name, cells, words) => {
    const note = notesOn({ [name]: cells, other: scattered(3, 9) }).get(`impossible:${name}`)
    expect(note?.text.replaceAll('−', '-')).toContain(words)
  })

  it('bytes without a packet', () => {
    const bytes = column((row) => 100 + (row % 50))
    const packets = column((row) => (row % 10 === 0 ? 0 : 1 + (row % 3)))
    const note = notesOn({ orig_bytes: bytes, orig_pkts: packets }).get('no-packets:orig_bytes')
    expect(note?.text).toContain('In 10 % of rows orig_bytes is more than 0 while orig_pkts is 0')
    expect(note?.remedies[0]?.overrides).toEqual([{ name: 'orig_pkts', role: 'ignored' }])
  })

  it.each<[string, string, PlainColumn]>([
    ['−1 where a sensor says that nothing was there', 'Init_Win_bytes_forward', column((row) => (row % 3) - 1)],
    ['a ratio of more than one', 'Down/Up Ratio', column((row) => row % 7)],
    ['a rate per second', 'pkt rate', column((row) => row * 3)],
    ['a temperature', 'offset', column((row) => row - 200)],
    ['the last port', 'dst_port', column((row) => (row % 2 ? 65_535 : 80))],
    ['the last octet', 'src_ip', column((row) => `255.255.255.${row % 256}`)],
  ])('but not %s', (_, name, cells) => {
    expect([...notesOn({ [name]: cells, other: scattered(3, 9) }).keys()]).not.toContain(`impossible:${name}`)
  })
})

describe('swapped directions', () => {
  const ports = (swappedOf10: number) => ({
    src_port: column((row) => (row % 10 < swappedOf10 ? 443 : 40_000 + row)),
    dst_port: column((row) => (row % 10 < swappedOf10 ? 40_000 + row : 443)),
  })

  it('are said with their share, and the port can be left out', () => {
    const note = notesOn(ports(2)).get('swapped')
    expect(note).toMatchObject({ state: 'your call', columns: ['src_port', 'dst_port'] })
    expect(note?.text).toContain('In 20 % of rows src_port is a server’s port')
    expect(note?.text).toContain('in 80 % it is the other way round')
    expect(note?.remedies[0]?.overrides).toEqual([{ name: 'dst_port', role: 'ignored' }])
  })

  it('are not said of clients that call servers', () => {
    expect(notesOn(ports(0)).has('swapped')).toBe(false)
  })
})

describe('a column that gives the ground truth away', () => {
  const label = column((row) => (row % 4 === 0 ? 'attack' : 'benign'))

  it('is named with its share of right guesses, and stays a feature until the analyst says otherwise', () => {
    const columns = { label, judged: column((row) => (row % 4 === 0 ? 7 + (row % 3) : row % 3)), hot: scattered(3, 9) }
    const { notes, profiles } = decideColumns(tableOf(columns), [])
    const note = notes.find(({ id }) => id === 'giveaway')
    expect(note).toMatchObject({ title: 'judged gives label away', state: 'your call', columns: ['judged'] })
    expect(note?.text).toContain('judged alone tells 100 % of label right')
    expect(profiles.find(({ name }) => name === 'judged')?.role).toBe('feature')
  })

  it('is not one that a sensor must have seen, nor one that only leans that way', () => {
    const columns = {
      label,
      dst_port: column((row) => (row % 4 === 0 ? 23 : 443)),
      leaning: column((row) => (row % 4 === 0 && row % 20 !== 0 ? 9 : row % 3)),
    }
    expect(notesOn(columns).has('giveaway')).toBe(false)
  })

  it('is never one whose values are all its own', () => {
    const kinds = codesOf(Array.from({ length: 100 }, (_, row) => (row % 2 ? 'a' : 'b')))
    expect(
      rightShareOf(
        kinds.codes.map((_, row) => row),
        kinds,
      ),
    ).toBe(0)
    expect(rightShareOf(kinds.codes, kinds)).toBe(1)
    expect(
      rightShareOf(
        kinds.codes.map(() => 1),
        kinds,
      ),
    ).toBe(0)
  })
})

describe('an identifier that looks like a number', () => {
  it('is said, whether it fits a number or is too long for one', () => {
    const note = notesOn({
      session_id: column((row) => 1000 + row),
      ref: column((row) => `1234567890123456${String(row).padStart(4, '0')}`),
      hot: scattered(3, 9),
    }).get('identifiers')
    expect(note).toMatchObject({ state: 'done', columns: ['session_id', 'ref'] })
  })
})
