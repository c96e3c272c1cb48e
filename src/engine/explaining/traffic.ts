/**
 * Traffic: a table read as network traffic, by what its columns mean; the ground the verdicts stand on.
 *
 * Every part is null where the file has no such column: a verdict that needs it then says nothing.
 */

import type { Pulse } from '../numeric/pulse'
import { asTexts, readAsTexts } from '../table/as-texts'
import type { ColumnProfile, Meaning, Unit } from '../table/column'
import { mayServe } from '../table/context'
import type { Table, TextCells } from '../table/table'
import { readTimes, secondsOf } from '../table/times'
import { isInside } from './facts/addresses'
import { familyOf, type ServiceFamily } from './service-families'
import { failedOf, outcomesOf } from './traffic-outcomes'

export interface Traffic {
  readonly rowCount: number
  readonly source: TextCells | null
  readonly destination: TextCells | null
  /** NaN where missing. */
  readonly destinationPort: Float64Array | null
  readonly protocol: TextCells | null
  readonly service: TextCells | null
  /** Per row, null where it is none that is known; the whole is null without service and port columns. */
  readonly family: readonly (ServiceFamily | null)[] | null
  readonly state: TextCells | null
  readonly action: TextCells | null
  /** Per row an index into OUTCOMES. */
  readonly outcome: Uint8Array | null
  /** Per row 1 if it came to nothing: not answered, refused, denied, or reset with nothing back; null if unknown. */
  readonly failed: Uint8Array | null
  /** Per code of `destination` whether it is inside; null if no address of the file is, so that none can be told. */
  readonly destinationInside: readonly boolean[] | null
  readonly bytesSent: Float64Array | null
  readonly bytesReturned: Float64Array | null
  readonly packetsSent: Float64Array | null
  readonly packetsReturned: Float64Array | null
  /** Seconds. */
  readonly duration: Float64Array | null
  /** Start, in seconds from any moment; NaN where missing. */
  readonly seconds: Float64Array | null
  /** KDD's rates and counts by their name, the columns the file has. */
  readonly rates: ReadonlyMap<string, Float64Array>
}

/** KDD's features that verdicts ask about; see wording/column-words-kdd.ts for what they say. */
const RATE_COLUMNS = [
  'count',
  'srv_count',
  'serror_rate',
  'rerror_rate',
  'same_srv_rate',
  'diff_srv_rate',
  'srv_diff_host_rate',
  'dst_host_diff_srv_rate',
  'num_failed_logins',
] as const

/**
 * Reads the sample once; groupings for any K then share it. Time O(rows), 30 ms for 65,536 once `readTrafficColumns` has
 * gone through the columns.
 */
export function readTraffic(table: Table, profiles: readonly ColumnProfile[]): Traffic {
  const profileOf = (meaning: Meaning): ColumnProfile | null =>
    profiles.find((profile) => profile.meaning === meaning && mayServe(profile)) ?? null
  const textsOf = (meaning: Meaning): TextCells | null => {
    const profile = profileOf(meaning)
    return profile && asTexts(table.cells[profile.index]!)
  }
  const numbersOf = (meaning: Meaning): Float64Array | null => {
    const profile = profileOf(meaning)
    return profile && numbersAt(table, profile.index)
  }
  const time = profileOf('start time')
  const service = textsOf('service')
  const destinationPort = numbersOf('destination port')
  const amounts = {
    bytesSent: numbersOf('bytes sent'),
    bytesReturned: numbersOf('bytes returned'),
    packetsSent: numbersOf('packets sent'),
    packetsReturned: numbersOf('packets returned'),
  }
  const state = textsOf('connection state')
  const action = textsOf('action')
  const [source, destination] = [textsOf('source address'), textsOf('destination address')]
  const outcome = outcomesOf(state, action, amounts.packetsReturned ?? amounts.bytesReturned)
  return {
    rowCount: table.rowCount,
    source,
    destination,
    destinationInside: insideOf(source, destination),
    destinationPort,
    protocol: textsOf('protocol'),
    service,
    family: familiesOf(service, destinationPort, table.rowCount),
    state,
    action,
    outcome,
    failed: outcome && failedOf(outcome, amounts.bytesReturned ?? amounts.packetsReturned),
    ...amounts,
    duration: durationOf(table, profileOf('duration')),
    seconds: time && secondsOf(table.cells[time.index]!, time.time),
    rates: ratesOf(table),
  }
}

/** What `readTraffic` asks of single columns, with a breath after each, so that it has them at hand. */
export async function readTrafficColumns(
  table: Table,
  profiles: readonly ColumnProfile[],
  pulse: Pulse,
): Promise<void> {
  for (const { meaning, index, time } of profiles) {
    if (meaning === null) continue
    if (meaning === 'start time') await readTimes(table.cells[index]!, () => pulse.breathe(), time)
    else if (READ_AS_TEXTS.includes(meaning)) await readAsTexts(table.cells[index]!, () => pulse.breathe())
    await pulse.breathe()
  }
}

const READ_AS_TEXTS: readonly Meaning[] = [
  'source address',
  'destination address',
  'protocol',
  'service',
  'connection state',
  'action',
]

function numbersAt(table: Table, index: number): Float64Array {
  const cells = table.cells[index]!
  if (cells.kind === 'numbers') return cells.values
  const byCode = Float64Array.from(cells.dictionary, (text) => (text.trim() === '' ? NaN : Number(text)))
  return Float64Array.from(cells.codes, (code) => byCode[code]!)
}

const SECONDS_PER_UNIT: Partial<Record<NonNullable<Unit>, number>> = { milliseconds: 1e-3, microseconds: 1e-6 }

function durationOf(table: Table, profile: ColumnProfile | null): Float64Array | null {
  if (profile === null) return null
  const factor = (profile.unit && SECONDS_PER_UNIT[profile.unit]) ?? 1
  return factor === 1 ? numbersAt(table, profile.index) : numbersAt(table, profile.index).map((value) => value * factor)
}

/** Any table may have a column "count"; these two together are KDD's alone. */
const ONLY_KDD = ['serror_rate', 'same_srv_rate'] as const

function ratesOf(table: Table): ReadonlyMap<string, Float64Array> {
  if (!ONLY_KDD.every((name) => table.columnNames.includes(name))) return new Map()
  const found = RATE_COLUMNS.filter((name) => table.columnNames.includes(name))
  return new Map(found.map((name) => [name, numbersAt(table, table.columnNames.indexOf(name))] as const))
}

function familiesOf(service: TextCells | null, port: Float64Array | null, rowCount: number): Traffic['family'] {
  if (service === null && port === null) return null
  const known = new Map<string, ServiceFamily | null>()
  return Array.from({ length: rowCount }, (_, row) => {
    const word = service === null ? '' : service.dictionary[service.codes[row]!]!
    const number = port === null ? NaN : port[row]!
    const key = `${number}:${word}`
    const family = known.get(key)
    if (family !== undefined) return family
    const found = familyOf(word === '' ? null : word, number)
    known.set(key, found)
    return found
  })
}

function insideOf(source: TextCells | null, destination: TextCells | null): readonly boolean[] | null {
  if (destination === null) return null
  const inside = destination.dictionary.map(isInside)
  return inside.includes(true) || source?.dictionary.some(isInside) ? inside : null
}
