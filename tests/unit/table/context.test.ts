import { describe, expect, it } from 'vitest'
import { log } from '../../../src/engine/numeric/portable-math'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import type { Meaning } from '../../../src/engine/table/column'
import { contextColumns, type ContextColumn } from '../../../src/engine/table/context'
import { derivedValues } from '../../../src/engine/table/derived-numbers'
import { profilesOf, tableOf, type PlainColumn } from '../support/tables'

const MEANINGS: Readonly<Record<string, Meaning>> = {
  ts: 'start time',
  src: 'source address',
  dst: 'destination address',
  dport: 'destination port',
  dbytes: 'bytes returned',
}

function contextOf(columns: Readonly<Record<string, PlainColumn>>): Promise<readonly ContextColumn[]> {
  const table = tableOf(columns)
  return contextColumns(
    table,
    profilesOf(table).map((profile) => ({ ...profile, meaning: MEANINGS[profile.name] ?? null })),
    silentPulse,
  )
}

const named = (columns: readonly ContextColumn[], start: string): number[] =>
  Array.from(derivedValues(columns.find(({ name }) => name.startsWith(start))!.cells))

const seven = {
  ts: [5, 1, 2, 3, 30, 31, 4],
  src: ['a', 'a', 'b', 'a', 'a', 'c', 'a'],
  dst: ['x', 'x', 'y', 'z', 'x', 'x', 'w'],
  dport: [80, 80, 443, 80, 22, 80, 81],
  dbytes: [0, 5, 0, 0, 7, 0, 0],
}

/** The reference recipe's `context` on the same rows, rounded to nine decimals. */
const expected: Readonly<Record<string, readonly number[]>> = {
  'source: distinct destinations': [0.333333333, 0.166666667, 0.166666667, 0.285714286, 0.3, 0.166666667, 0.375],
  'source: distinct ports': [0.222222222, 0.166666667, 0.166666667, 0.142857143, 0.3, 0.166666667, 0.25],
  'source: unanswered': [0.333333333, 0, 0.166666667, 0.142857143, 0.3, 0.166666667, 0.25],
  'destination: distinct sources': [
    0.142857143, 0.166666667, 0.166666667, 0.166666667, 0.125, 0.222222222, 0.166666667,
  ],
  'destination: distinct ports': [0.142857143, 0.166666667, 0.166666667, 0.166666667, 0.25, 0.222222222, 0.166666667],
  'destination: unanswered': [0.142857143, 0, 0.166666667, 0.166666667, 0.125, 0.222222222, 0.166666667],
  'source: log of flows': [1.386294361, 0, 0, 0.693147181, 0, 0, 1.098612289],
  'destination: log of flows': [0.693147181, 0, 0, 0, 0, 0.693147181, 0],
  'pair: regularity': [0, 0, 0, 0, 0, 0, 0],
}

describe('what source and destination did lately', () => {
  it.each(Object.entries(expected))('%s agrees with the reference, in time order', async (start, values) => {
    named(await contextOf(seven), start).forEach((value, row) => expect(value).toBeCloseTo(values[row]!, 9))
  })

  it('is nothing without an address, and half of it with one', async () => {
    expect(await contextOf({ dport: seven.dport, dbytes: seven.dbytes })).toEqual([])
    expect(await contextOf({ ts: seven.ts, dbytes: seven.dbytes })).toEqual([])
    expect((await contextOf({ ts: seven.ts, dst: seven.dst })).map(({ name }) => name)).toEqual([
      'destination: log of flows in 10 seconds',
    ])
  })

  it('without addresses is of the port and of the whole file, by hand', async () => {
    const columns = await contextOf({ ts: [1, 2, 3, 14], dport: [80, 80, 53, 80], dbytes: [0, 9, 9, 0] })
    expect(Object.fromEntries(columns.map(({ name, cells }) => [name, Array.from(derivedValues(cells))]))).toEqual({
      'port: unanswered share of its last 100 flows': [1 / 6, 1 / 7, 0, 2 / 8],
      'port: log of flows in 10 seconds': [0, log(2), 0, 0],
      'all: distinct ports per flow in its last 100 flows': [1 / 6, 1 / 7, 2 / 8, 2 / 9],
      'all: unanswered share of its last 100 flows': [1 / 6, 1 / 7, 1 / 8, 2 / 9],
      'all: log of flows in 10 seconds': [0, log(2), log(3), 0],
    })
  })

  it('tells hosts behind one gateway apart by whom and what they call', async () => {
    const rows = Array.from({ length: 60 }, (_, row) => row)
    // One address for all: two flows in three are ordinary, the third tries port after port of one host.
    const columns = await contextOf({
      src: rows.map(() => 'gateway'),
      dst: rows.map((row) => (row % 3 === 2 ? 'victim' : `site ${row % 3}`)),
      dport: rows.map((row) => (row % 3 === 2 ? 1000 + row : 443)),
      dbytes: rows.map((row) => (row % 3 === 2 ? 0 : 500)),
    })
    const last = (start: string): readonly number[] => named(columns, start).slice(-3)
    expect(last('source: distinct ports')[2]! - last('source: distinct ports')[0]!).toBeLessThan(0.05)
    expect(last('pair: distinct ports')).toEqual([1 / 25, 1 / 25, 20 / 25])
    expect(last('pair: unanswered')).toEqual([0, 0, 20 / 25])
    expect(last('service: distinct destinations')).toEqual([2 / 44, 2 / 45, 1 / 6])
  })

  it('takes the order of the file where there are no times, and then knows no rates', async () => {
    const columns = await contextOf({ src: ['a', 'a', 'a'], dst: ['x', 'y', 'x'] })
    expect(named(columns, 'source: distinct destinations')).toEqual([1 / 6, 2 / 7, 2 / 8])
    expect(columns.some(({ name }) => name.includes('10 seconds'))).toBe(false)
  })

  it('looks back on a hundred flows and no further', async () => {
    const rows = Array.from({ length: 250 }, (_, row) => row)
    const distinct = named(
      await contextOf({ src: rows.map(() => 'a'), dst: rows.map((row) => (row < 120 ? `host ${row}` : 'one')) }),
      'source: distinct',
    )
    expect(distinct[119]).toBe(100 / 105)
    expect(distinct[169]).toBe(51 / 105)
    expect(distinct[249]).toBe(1 / 105)
  })

  it('tells a clockwork from chance: the reference gives 7.89 and 8.0 for a beat with one slip of half a second', async () => {
    const times = [0, 10, 20, 30, 40.5, 50, 60, 70, 80]
    const beat = named(
      await contextOf({ ts: times, src: times.map(() => 'a'), dst: times.map(() => 'b'), dport: times.map(() => 1) }),
      'pair: regularity',
    )
    expect(beat.slice(0, 7)).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(beat[7]).toBeCloseTo(7.891032779404661, 9)
    expect(beat[8]).toBeCloseTo(8, 9)
  })

  it('never looks at a later flow: cutting the file short changes nothing before the cut', async () => {
    const cut = Object.fromEntries(
      Object.entries(seven).map(([name, cells]) => [name, cells.slice(0, 3)]),
    ) as typeof seven
    const inOrder = { ...cut, ts: [1, 2, 3] }
    const longer = { ...seven, ts: [1, 2, 3, 4, 5, 6, 7] }
    const whole = await contextOf(longer)
    ;(await contextOf(inOrder)).forEach(({ cells }, column) => {
      expect(derivedValues(cells)).toEqual(derivedValues(whole[column]!.cells).slice(0, 3))
    })
  })

  it('leaves out an address that the analyst left out, and one that is the ground truth', async () => {
    const table = tableOf({ src: ['a', 'b'], dst: ['x', 'y'] })
    const profiles = profilesOf(table).map((profile) => ({ ...profile, meaning: MEANINGS[profile.name] ?? null }))
    const leftOut = profiles.map((profile) => ({ ...profile, role: 'ignored' as const, decidedBy: 'analyst' as const }))
    expect(await contextColumns(table, leftOut, silentPulse)).toEqual([])
    expect(
      await contextColumns(
        table,
        profiles.map((profile) => ({ ...profile, role: 'ground truth' as const })),
        silentPulse,
      ),
    ).toEqual([])
    const byEngine = profiles.map((profile) => ({ ...profile, role: 'ignored' as const }))
    expect((await contextColumns(table, byEngine, silentPulse)).length).toBe(2)
  })
})
