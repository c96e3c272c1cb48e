/**
 * Traffic: a table read as network traffic, by what its columns mean; the ground the verdicts stand on.
 *
 * Every part is null where the file has no such column: a verdict that needs it then says nothing.
 */

import { asTexts } from '../table/as-texts'
import type { ColumnProfile, Meaning } from '../table/column'
import { mayServe } from '../table/context'
import type { Table, TextCells } from '../table/table'
import { secondsOf } from '../table/times'
import { OUTCOMES, isDenied, outcomeOfState } from './connection-outcomes'
import { familyOf, type ServiceFamily } from './service-families'

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
  'count', 'srv_count', 'serror_rate', 'rerror_rate', 'same_srv_rate', 'diff_srv_rate', 'srv_diff_host_rate',
  'dst_host_diff_srv_rate', 'num_failed_logins',
] as const

/** Reads the sample once; groupings for any K then share it. Time O(rows). */
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
    bytesSent: numbersOf('bytes sent'), bytesReturned: numbersOf('bytes returned'),
    packetsSent: numbersOf('packets sent'), packetsReturned: numbersOf('packets returned'),
  }
  const state = textsOf('connection state')
  const action = textsOf('action')
  return {
    rowCount: table.rowCount, source: textsOf('source address'), destination: textsOf('destination address'),
    destinationPort, protocol: textsOf('protocol'), service, family: familiesOf(service, destinationPort, table.rowCount),
    state, action, outcome: outcomesOf(state, action, amounts.packetsReturned ?? amounts.bytesReturned), ...amounts,
    duration: durationOf(table, profileOf('duration')), seconds: time && secondsOf(table.cells[time.index]!), rates: ratesOf(table),
  }
}

function numbersAt(table: Table, index: number): Float64Array {
  const cells = table.cells[index]!
  if (cells.kind === 'numbers') return cells.values
  const byCode = Float64Array.from(cells.dictionary, (text) => (text.trim() === '' ? NaN : Number(text)))
  return Float64Array.from(cells.codes, (code) => byCode[code]!)
}

/** CICFlowMeter counts in microseconds, nProbe in milliseconds; both say so in their manuals, not in every file. */
function durationOf(table: Table, profile: ColumnProfile | null): Float64Array | null {
  if (profile === null) return null
  const name = profile.name.trim().toLowerCase()
  const values = numbersAt(table, profile.index)
  const unit = name === 'flow duration' ? 1e-6 : name.includes('millisecond') ? 1e-3 : 1
  return unit === 1 ? values : values.map((value) => value * unit)
}

function ratesOf(table: Table): ReadonlyMap<string, Float64Array> {
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

/** A firewall's no comes first, then the state; failing both, whether anything came back. */
function outcomesOf(state: TextCells | null, action: TextCells | null, returned: Float64Array | null): Uint8Array | null {
  const rowCount = (state ?? action)?.codes.length ?? returned?.length
  if (rowCount === undefined) return null
  const denied = action?.dictionary.map(isDenied)
  const byState = state?.dictionary.map((text) => OUTCOMES.indexOf(outcomeOfState(text)))
  const [completed, unanswered, deniedCode] = [OUTCOMES.indexOf('completed'), OUTCOMES.indexOf('unanswered'), OUTCOMES.indexOf('denied')]
  return Uint8Array.from({ length: rowCount }, (_, row) => {
    if (denied && denied[action!.codes[row]!]) return deniedCode
    const fromState = byState ? byState[state!.codes[row]!]! : 0
    if (fromState !== 0 || returned === null) return fromState
    return returned[row]! > 0 ? completed : unanswered
  })
}
