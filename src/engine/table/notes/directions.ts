/**
 * Directions: rows whose source looks like a server and whose destination like a client, as the columns name them.
 *
 * Clients take a port of 32,768 or above (Linux; RFC 6335 names 49,152 as the first dynamic one), servers wait at well-known ports below
 * 1,024. A row that has it the other way round is a reply that became a row of its own, or a flow whose first packet the sensor missed.
 */

import { share } from '../../../wording/numbers'
import type { ColumnProfile, DoctorNote, Meaning } from '../column'
import type { DoctorCase } from '../doctor'
import { sampledNumbers } from './sampled'

const PAST_WELL_KNOWN = 1024
const FIRST_EPHEMERAL = 32_768

/** From this share of rows on it is no chance; from the second on, the ports tell flows apart by who spoke. */
const WORTH_A_WORD = 0.02
const PRESSING = 0.1

export function directionNotes({ table, profiles }: DoctorCase): DoctorNote[] {
  const portOf = (meaning: Meaning): ColumnProfile | undefined => profiles.find((one) => one.meaning === meaning)
  const [source, destination] = [portOf('source port'), portOf('destination port')]
  if (source === undefined || destination?.role !== 'feature') return []
  const [from, to] = [sampledNumbers(table, source.index), sampledNumbers(table, destination.index)]
  if (from === null || to === null || from.length === 0) return []
  const isServer = (port: number): boolean => port > 0 && port < PAST_WELL_KNOWN
  const swapped = from.filter((port, row) => isServer(port) && to[row]! >= FIRST_EPHEMERAL).length
  const straight = from.filter((port, row) => port >= FIRST_EPHEMERAL && isServer(to[row]!)).length
  const swappedShare = swapped / from.length
  return swappedShare < WORTH_A_WORD
    ? []
    : [swappedNote(source.name, destination.name, swappedShare, straight / from.length)]
}

function swappedNote(source: string, destination: string, swappedShare: number, straightShare: number): DoctorNote {
  return {
    id: 'swapped',
    title: 'Some flows seem to run from server to client',
    text:
      `In ${share(swappedShare)} of rows ${source} is a server’s port (below 1,024) and ${destination} a client’s (32,768 or above); in ` +
      `${share(straightShare)} it is the other way round, as it should be. They are replies that became rows of their own, or flows whose ` +
      `first packet was missed. Rows can’t be turned round here; without ${destination} they differ less by who spoke.`,
    state: swappedShare < PRESSING ? 'note' : 'your call',
    columns: [source, destination],
    remedies: [
      { label: `Leave ${destination} out`, overrides: [{ name: destination, role: 'ignored' }] },
      ...(swappedShare < PRESSING ? [] : [{ label: 'Keep it', overrides: [] }]),
    ],
  }
}
