import { describe, expect, it } from 'vitest'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../src/engine/numeric/random'
import type { Meaning } from '../../../src/engine/table/column'
import { contextColumns } from '../../../src/engine/table/context'
import { ContextSoFar, type Ends } from '../../../src/engine/table/context-so-far'
import { derivedAt } from '../../../src/engine/table/derived-numbers'
import { secondsReader } from '../../../src/engine/table/times'
import { profilesOf, tableOf, type PlainColumn } from '../support/tables'

const MEANINGS: Readonly<Record<string, Meaning>> = {
  seconds: 'start time',
  source: 'source address',
  destination: 'destination address',
  port: 'destination port',
  returned: 'bytes returned',
}

/** Few hosts, so that windows of a hundred flows fill; a beacon every 30 s, and a burst in the middle. */
function madeFlows(rowCount: number) {
  const random = seededRandom(3)
  let now = 1000
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const beats = row % 9 === 0
    if (beats) now = Math.floor(now / 30) * 30 + 30
    else now += row > 400 && row < 900 ? 0.001 : 3 * random.next()
    return {
      seconds: now,
      source: beats ? 'b' : `s${random.below(4)}`,
      destination: beats ? 'c2' : `d${random.below(30)}`,
      port: beats ? 443 : random.below(50),
      returned: random.below(3) * 100,
    }
  })
  const columns = Object.keys(rows[0]!) as (keyof (typeof rows)[number])[]
  return Object.fromEntries(columns.map((name) => [name, rows.map((row) => row[name]) as PlainColumn]))
}

const COLUMNS = ['seconds', 'source', 'destination', 'port', 'returned'] as const

/** The ends of each row, as a reader of lines would tell them. */
function endsOf(columns: Readonly<Record<string, PlainColumn>>, row: number): Ends {
  const textOf = (name: string): string | null => (name in columns ? String(columns[name]![row]) : null)
  const returned = columns.returned?.[row]
  return {
    source: textOf('source'),
    destination: textOf('destination'),
    port: textOf('port'),
    unanswered: returned === undefined ? null : Number(returned) > 0 ? 0 : 1,
    seconds: 'seconds' in columns ? Number(columns.seconds![row]) : null,
  }
}

describe('what hosts did lately, flow by flow', () => {
  it.each([
    [COLUMNS],
    [['seconds', 'source', 'destination', 'returned']],
    [['source', 'destination', 'port', 'returned']],
    [['seconds', 'destination', 'port']],
    [['seconds', 'port', 'returned']],
    [['port', 'returned']],
  ])('is what the whole file gives in order of time: %s', async (names) => {
    const all = madeFlows(1500)
    const columns = Object.fromEntries(names.map((name) => [name, all[name]!]))
    const table = tableOf(columns)
    const profiles = profilesOf(table).map((profile) => ({ ...profile, meaning: MEANINGS[profile.name] ?? null }))
    const whole = await contextColumns(table, profiles, silentPulse)
    const soFar = new ContextSoFar(endsOf(columns, 0))
    for (let row = 0; row < table.rowCount; row++) {
      const values = soFar.next(endsOf(columns, row))
      expect([...values.keys()].sort()).toEqual(whole.map(({ name }) => name).sort())
      for (const { name, cells } of whole)
        expect([row, name, values.get(name)]).toEqual([row, name, derivedAt(cells, row)])
    }
  })

  it('outlives a moment far in the future, and takes a flow without a time for one of now', () => {
    const flow = (seconds: number): Ends => ({ source: 'a', destination: null, port: null, unanswered: null, seconds })
    const rate = 'source: log of flows in 10 seconds'
    const context = new ContextSoFar(flow(0))
    const rates = [100, 101, 4e9, 102, 103, NaN, 104].map((seconds) => context.next(flow(seconds)).get(rate)!)
    expect(rates.map((value) => Math.round(Math.exp(value)))).toEqual([1, 2, 1, 1, 2, 3, 4])
  })
})

describe('how times are written, told from some of them', () => {
  it.each([
    [['1700000000.5', '1700000001.25'], '1700000002', 1_700_000_002],
    [['1700000000500', '1700000001000'], '1700000002000', 1_700_000_002],
    [['1700000000500000000', '1700000001000000000'], '1700000002000000000', 1_700_000_002],
    [['2023-11-14T22:13:20Z'], '2023-11-14 22:13:22', 1_700_000_002],
    [['14/11/2023 22:13:20'], '14/11/2023 22:13:22', 1_700_000_002],
  ])('%j', (texts, next, seconds) => {
    expect(secondsReader(texts)!(next)).toBe(seconds)
    expect(secondsReader(texts)!('soon')).toBeNaN()
  })

  it('is nothing where they are no times', () => {
    expect(secondsReader(['tcp', 'udp'])).toBeNull()
    expect(secondsReader([])).toBeNull()
  })
})
