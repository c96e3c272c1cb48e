import { describe, expect, it } from 'vitest'
import { clusterBands } from '../../../src/engine/explaining/cluster-bands'
import { mainReason, reasonsOfRow, type PlainPart, type ReasonInput } from '../../../src/engine/explaining/reasons'
import { cellText } from '../../../src/engine/table/table'
import { tableOf } from '../support/tables'
import { withMeanings } from './sample-traffic'

const ROWS = 200
/** Cluster A: diff_srv_rate 0.05 … 0.14, src_bytes 0 … 3.6 kB, flag S0; cluster B: others. The last row of A is odd. */
const table = tableOf({
  diff_srv_rate: Array.from({ length: ROWS }, (_, row) => (row === 99 ? 1 : row < 100 ? 0.05 + (row % 10) / 100 : 0)),
  src_bytes: Array.from({ length: ROWS }, (_, row) =>
    row === 99 ? 9_100_000 : row < 100 ? (row % 10) * 400 : 300_000,
  ),
  flag: Array.from({ length: ROWS }, (_, row) => (row === 99 ? 'SH' : row < 100 ? 'S0' : 'SF')),
  source: Array.from({ length: ROWS }, () => '10.0.0.9'),
})
const profiles = withMeanings(table, {
  diff_srv_rate: { unit: 'share' },
  src_bytes: { unit: 'bytes', meaning: 'bytes sent' },
  flag: { meaning: 'connection state' },
  source: { meaning: 'source address', type: 'address', role: 'identity' },
})
const assignments = Uint8Array.from({ length: ROWS }, (_, row) => (row < 100 ? 0 : 1))
const bands = await clusterBands(table, assignments, 2, profiles, [
  { name: 'source: log of flows in 10 seconds', values: new Float64Array(ROWS).fill(Math.log(3)) },
])

const input = (row: number, parts: readonly PlainPart[]): ReasonInput => ({
  row,
  score: parts.reduce((sum, { adds }) => sum + adds, 0),
  clusterIndex: assignments[row]!,
  parts,
  profiles,
  bands,
  textOf: (column) =>
    table.columnNames.includes(column)
      ? cellText(table.cells[table.columnNames.indexOf(column)]!, row)
      : String(Math.log(50)),
})

const column = (name: string, adds: number): PlainPart => ({ column: name, kind: 'column', adds })

describe('reasons', () => {
  const parts = [
    column('src_bytes', 4),
    column('diff_srv_rate', 5),
    column('flag', 0.7),
    { column: null, kind: 'rare combination', adds: 0.3 } as const,
  ]
  const reasons = reasonsOfRow(input(99, parts))

  it('keep every part, largest first, so that they add up to the score', () => {
    expect(reasons.parts.map(({ adds }) => adds)).toEqual([5, 4, 0.7, 0.3])
    expect(reasons.parts.reduce((sum, { adds }) => sum + adds, 0)).toBeCloseTo(reasons.score, 12)
  })

  it('show actual against typical in the cluster', () => {
    expect(reasons.parts[0]).toMatchObject({
      label: 'Calls to different services',
      actual: '1.00',
      typical: { kind: 'band', actual: 1, unit: 'share' },
    })
    const typical = reasons.parts[0]!.typical
    expect(typical?.kind === 'band' && [typical.low, typical.median, typical.high]).toEqual([
      expect.closeTo(0.05, 6),
      expect.closeTo(0.095, 6),
      expect.closeTo(0.14, 6),
    ])
    expect(reasons.parts[2]).toMatchObject({
      label: 'Connection state',
      actual: 'SH',
      typical: { kind: 'level', level: 'S0', share: 0.99, actualShare: 0.01 },
    })
    expect(reasons.parts[3]).toMatchObject({ label: 'Rare combination', actual: '', typical: null })
  })

  it('say the main ones in one sentence with their numbers', () => {
    expect(
      reasonsOfRow(input(99, [column('src_bytes', 4), column('diff_srv_rate', 4.5), column('flag', 1.5)])).sentence,
    ).toBe('Calls to different services 1.00, typical 0.05 to 0.14 in group A; bytes sent 9.1 MB, typical 0 to 3.6 kB.')
    expect(mainReason(input(99, [column('src_bytes', 4), column('flag', 1)]))).toBe(
      'Bytes sent 9.1 MB, typical 0 to 3.6 kB',
    )
    expect(mainReason(input(99, [column('flag', 1)]))).toBe(
      'Connection state SH (SYN, then FIN, never answered), usually S0 (99 %)',
    )
  })

  it('say when a value is usual for its group but not for the file', () => {
    expect(reasonsOfRow(input(3, [column('flag', 1)])).sentence).toBe(
      'Connection state S0 (never answered), in 50 % of all flows.',
    )
  })

  it('speak of the source by its address, and of counts it made, not of their logarithm', () => {
    expect(reasonsOfRow(input(99, [{ column: null, kind: 'source', adds: 1 }])).sentence).toBe(
      'Other flows of 10.0.0.9 stand out too.',
    )
    expect(reasonsOfRow(input(99, [column('source: log of flows in 10 seconds', 1)])).sentence).toBe(
      'Flows of its source in 10 s 50, typical 3 in group A.',
    )
  })

  it('begin with what a column says, however much the source adds', () => {
    const parts = [{ column: null, kind: 'source', adds: 5 } as const, column('flag', 2), column('src_bytes', 0.1)]
    expect(reasonsOfRow(input(99, parts)).sentence).toBe(
      'Connection state SH (SYN, then FIN, never answered), usually S0 in group A (99 %); other flows of 10.0.0.9 stand out too.',
    )
    expect(mainReason(input(99, parts))).toBe('Connection state SH (SYN, then FIN, never answered), usually S0 (99 %)')
  })

  it('compare a type of ICMP with no port', () => {
    const flow = (proto: string): string => {
      const ports = withMeanings(table, {
        flag: { meaning: 'destination port', type: 'port' },
        source: { meaning: 'protocol', type: 'category', role: 'feature' },
      })
      const of = { ...input(99, [column('flag', 2)]), profiles: ports }
      return reasonsOfRow({ ...of, textOf: (name) => (name === 'source' ? proto : '3') }).sentence
    }
    expect(flow('icmp')).toBe('ICMP type or code 3.')
    expect(flow('udp')).toMatch(/^Connection state 3, usually S0 in group A/)
  })

  it('have a word for a row that scores nothing', () => {
    expect(reasonsOfRow(input(3, [])).sentence).toBe('Nothing about it stands out.')
    expect(mainReason(input(3, []))).toBe('Nothing stands out')
  })
})

describe('cluster bands', () => {
  it('hold percentiles per cluster and over all rows', () => {
    const index = bands.columns.findIndex(({ name }) => name === 'src_bytes')
    expect(bands.clusters[1]![index]).toEqual({ kind: 'band', low: 300_000, median: 300_000, high: 300_000 })
    expect(bands.all[index]).toMatchObject({ kind: 'band', high: 300_000 })
  })

  it('leave out what is no feature of a flow, and survive JSON', () => {
    expect(bands.columns.map(({ name }) => name)).not.toContain('source')
    expect(JSON.parse(JSON.stringify(bands))).toEqual(bands)
  })

  it('have nothing to say of an empty cluster or a column without values', async () => {
    const empty = tableOf({ a: [NaN, NaN], b: ['x', ''] })
    const found = await clusterBands(empty, Uint8Array.of(0, 0), 2, withMeanings(empty, {}))
    expect(found.clusters).toEqual([
      [
        null,
        {
          kind: 'levels',
          levels: [
            { text: 'x', share: 0.5 },
            { text: '', share: 0.5 },
          ],
        },
      ],
      [null, null],
    ])
  })
})
