/**
 * Source notes: what is known to be wrong, or other than it seems, in what a known generator writes.
 *
 * Sources: G. Engelen, V. Rimmer and W. Joosen, "Troubleshooting an Intrusion Detection Dataset: the CICIDS2017 Case Study", IEEE SPW 2021,
 * doi:10.1109/SPW53761.2021.00009, and the list of fixes in their CICFlowMeter; Wireshark User's Guide, "The Packet List Pane".
 */

import { CIC_FLOW_METER, PACKET_LIST, schemaOf } from '../../intake/schemas'
import { normalisedName } from '../../intake/names'
import type { ColumnProfile, DoctorNote } from '../column'
import type { DoctorCase } from '../doctor'
import { namesOf } from './names'

export function sourceNotes({ table, profiles }: DoctorCase): DoctorNote[] {
  const schema = schemaOf(table.columnNames)
  if (schema === PACKET_LIST) return [packetsNote()]
  if (schema !== CIC_FLOW_METER || isRewritten(table.columnNames)) return []
  return [...endsNote(profiles), ...countersNote(profiles), ...momentsNote(profiles)]
}

/** The Python program of the same name, a work of its own, writes all names in snake case. */
const isRewritten = (names: readonly string[]): boolean => names.every((name) => name === name.toLowerCase())

const STUDY = 'Engelen, Rimmer and Joosen, 2021'

const packetsNote = (): DoctorNote => ({
  id: 'packets',
  title: 'Each row is a packet, not a flow',
  text:
    'This is Wireshark’s packet list: sizes are those of single packets, and no row says how long a conversation took or what came back. ' +
    'Open the capture itself, or Wireshark’s Statistics → Conversations saved as CSV.',
  state: 'note',
  columns: [],
  remedies: [],
})

function endsNote(profiles: readonly ColumnProfile[]): DoctorNote[] {
  const columns = named(profiles, /^flowduration$/)
  return [
    {
      id: 'cic-ends',
      title: 'Some TCP flows may be the ends of others',
      text:
        'The original CICFlowMeter ends a TCP flow at the first FIN and not at a RST, so what is still sent becomes a flow of its own ' +
        `(${STUDY}). Short flows of one or two packets may be such ends. Later versions mend this; the file doesn’t say which one made it.`,
      state: 'note',
      columns: columns.map(({ name }) => name),
      remedies: [],
    },
  ]
}

function countersNote(profiles: readonly ColumnProfile[]): DoctorNote[] {
  const columns = named(profiles, /^[fb]wd(psh|urg)flags$/).filter(({ role }) => role === 'feature')
  if (columns.length === 0) return []
  return [
    {
      id: 'cic-flags',
      title: 'Flags are miscounted',
      text: `${namesOf(columns)}: the original CICFlowMeter doesn’t count them up as packets come (${STUDY}).`,
      state: 'note',
      columns: columns.map(({ name }) => name),
      remedies: [leaveOut(columns)],
    },
  ]
}

/** Microseconds since 1970, from 2001 on: no flow is active or idle so long. */
const EARLIEST_MOMENT = 1e15

function momentsNote(profiles: readonly ColumnProfile[]): DoctorNote[] {
  const columns = named(profiles, /^(active|idle)(mean|max|min)$/).filter(
    ({ distribution, role }) =>
      role === 'feature' && distribution.kind === 'numbers' && distribution.largest >= EARLIEST_MOMENT,
  )
  if (columns.length === 0) return []
  return [
    {
      id: 'cic-moments',
      title: 'Moments stand where spans should',
      text: `${namesOf(columns)}: some values are times of day in microseconds since 1970, an error of the original CICFlowMeter (${STUDY}).`,
      state: 'note',
      columns: columns.map(({ name }) => name),
      remedies: [leaveOut(columns)],
    },
  ]
}

const named = (profiles: readonly ColumnProfile[], pattern: RegExp): readonly ColumnProfile[] =>
  profiles.filter(({ name }) => pattern.test(normalisedName(name)))

const leaveOut = (columns: readonly ColumnProfile[]): DoctorNote['remedies'][number] => ({
  label: 'Leave out',
  overrides: columns.map(({ name }) => ({ name, role: 'ignored' as const })),
})
