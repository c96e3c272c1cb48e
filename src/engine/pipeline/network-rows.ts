/**
 * Network rows: the columns of a table that network features are made of, found by what they mean.
 */

import { failedOf, outcomesOf } from '../explaining/traffic-outcomes'
import { OUTCOMES } from '../explaining/connection-outcomes'
import type { Pulse } from '../numeric/pulse'
import { readAsTexts } from '../table/as-texts'
import type { ColumnProfile, Meaning } from '../table/column'
import { filledForward, keysOf, mayServe, secondsOfStart, type ContextCells } from '../table/context'
import type { Need } from '../table/network/feature'
import type { NetworkRows } from '../table/network/rows'
import { allNumbers, isNumbers, type StoredCells } from '../table/stored'
import type { TextCells } from '../table/table'

const SERVES = {
  time: 'start time',
  source: 'source address',
  destination: 'destination address',
  port: 'destination port',
  sourcePort: 'source port',
  state: 'connection state',
  action: 'action',
  sent: 'bytes sent',
  returned: 'bytes returned',
  packetsReturned: 'packets returned',
} as const satisfies Readonly<Record<string, Meaning>>

type Part = keyof typeof SERVES

/** Of the columns, one of which a feature needs. */
export const NEEDED_MEANINGS: Readonly<Record<Need, readonly Meaning[]>> = {
  time: ['start time'],
  source: ['source address'],
  destination: ['destination address'],
  port: ['destination port'],
  'source port': ['source port'],
  outcome: ['connection state', 'action', 'bytes returned', 'packets returned'],
  bytes: ['bytes sent', 'bytes returned'],
}

/** Per part the column that serves for it; none where there is no such column, or the analyst has left it out. */
export type NetworkColumns = Readonly<Partial<Record<Part, ColumnProfile>>>

export function networkColumnsOf(profiles: readonly ColumnProfile[]): NetworkColumns {
  const found = (Object.keys(SERVES) as Part[]).flatMap((part): [Part, ColumnProfile][] => {
    const profile = profiles.find(({ meaning, ...rest }) => meaning === SERVES[part] && mayServe({ meaning, ...rest }))
    return profile === undefined ? [] : [[part, profile]]
  })
  return Object.fromEntries(found)
}

/** Whether the columns have what a feature needs. */
export function hasNeed(columns: NetworkColumns, need: Need): boolean {
  const served = Object.values(columns).map(({ meaning }) => meaning)
  const serves = (meaning: Meaning): boolean => served.includes(meaning)
  return need === 'bytes' ? NEEDED_MEANINGS.bytes.every(serves) : NEEDED_MEANINGS[need].some(serves)
}

/** @param table with at least the cells of these columns, at their index */
export async function networkRowsOf(table: ContextCells, columns: NetworkColumns, pulse: Pulse): Promise<NetworkRows> {
  const breathe = (): Promise<void> => pulse.breathe()
  const cellsOf = (part: Part): StoredCells | null => {
    const index = columns[part]?.index
    return index === undefined ? null : table.cells[index]!
  }
  const textsOf = async (part: Part): Promise<TextCells | null> => {
    const cells = cellsOf(part)
    return cells && readAsTexts(cells, breathe)
  }
  const returned = numbersIn(cellsOf('returned'))
  const reply = returned ?? numbersIn(cellsOf('packetsReturned'))
  const outcome = outcomesOf(await textsOf('state'), await textsOf('action'), reply)
  await breathe()
  const unanswered = OUTCOMES.indexOf('unanswered')
  return {
    rowCount: table.rowCount,
    seconds: filledForward(await secondsOfStart(cellsOf('time'), columns.time?.time, breathe)),
    source: await keysOf(cellsOf('source'), breathe),
    destination: await keysOf(cellsOf('destination'), breathe),
    port: await keysOf(cellsOf('port'), breathe),
    sourcePort: await keysOf(cellsOf('sourcePort'), breathe),
    unanswered: outcome && outcome.map((code) => Number(code === unanswered)),
    failed: outcome && failedOf(outcome, reply),
    bytesSent: amounts(numbersIn(cellsOf('sent'))),
    bytesReturned: amounts(returned),
  }
}

const numbersIn = (cells: StoredCells | null): Float64Array | null =>
  cells !== null && isNumbers(cells) ? allNumbers(cells) : null

/** What is missing, infinite or below zero is no amount. */
const amounts = (values: Float64Array | null): Float64Array | null =>
  values && values.map((value) => (value > 0 && Number.isFinite(value) ? value : 0))
