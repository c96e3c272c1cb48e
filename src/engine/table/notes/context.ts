/**
 * Context notes: what the file lacks to judge a flow by what its hosts did before.
 */

import type { DoctorNote } from '../column'
import { dayMonthOf } from '../day-month'
import type { DoctorCase } from '../doctor'
import { secondsOfDistinct } from '../times'

export function contextNotes(found: DoctorCase): DoctorNote[] {
  return [...lackNote(found), ...dayMonthNotes(found), ...twelveHourNote(found)]
}

function lackNote({ profiles }: DoctorCase): DoctorNote[] {
  const hasTime = profiles.some(({ meaning }) => meaning === 'start time')
  const hasAddress = profiles.some(({ meaning }) => meaning === 'source address' || meaning === 'destination address')
  if (hasAddress)
    return hasTime
      ? []
      : [
          note(
            'no-time',
            'No times',
            'Flows are taken in the order of the file; there is no check for beacons and bursts. If another export has times, open that one.',
          ),
        ]
  if (hasTime)
    return [
      note(
        'no-addresses',
        'No addresses',
        'Without them there is no list of hosts, and no flow is judged by what its host did before. If another export has them, open that one.',
      ),
    ]
  return [
    note(
      'no-context',
      'No time and no addresses',
      'Without them there is no beaconing check and no list of hosts. If another export has them, open that one.',
    ),
  ]
}

const note = (id: string, title: string, text: string, columns: readonly string[] = []): DoctorNote => ({
  id,
  title,
  text,
  state: 'note',
  columns,
  remedies: [],
})

function dayMonthNotes({ columns, profiles }: DoctorCase): DoctorNote[] {
  return profiles.flatMap(({ name, index, time }): DoctorNote[] => {
    if (time?.orderKnownBy !== 'nothing' && time?.orderKnownBy !== 'AM and PM') return []
    const example = dayMonthOf(columns[index]!.cells.distinct?.texts ?? [])?.example ?? ''
    const other = time.order === 'day first' ? 'month first' : 'day first'
    return [
      {
        id: `day-month:${name}`,
        title: 'Day or month first?',
        text: `No date in ${name} has a part above 12, so nothing shows whether ${example} names the day or the month first. Taken as ${time.order}${time.orderKnownBy === 'nothing' ? ', as CICFlowMeter writes' : ', for it has AM and PM'}.`,
        state: 'your call',
        columns: [name],
        remedies: [
          { label: `Read ${other}`, overrides: [{ name, order: other }] },
          { label: `It is ${time.order!}`, overrides: [{ name, order: time.order! }] },
        ],
      },
    ]
  })
}

/** Fewer rows may all lie in one half of a day. */
const ENOUGH_ROWS = 50

/** CICFlowMeter's public files write 3:30 for the afternoon: every hour lies in 1 … 12 and no half of the day is named. */
function twelveHourNote({ table, columns, profiles }: DoctorCase): DoctorNote[] {
  const start = profiles.find(({ meaning }) => meaning === 'start time')
  const cells = start && columns[start.index]!.cells
  if (cells?.kind !== 'texts' || cells.distinct === null || table.rowCount < ENOUGH_ROWS) return []
  if (cells.distinct.texts.some((text) => /[ap]\.?m\.?\b|^\d{4}-|Z$|T/i.test(text))) return []
  const hours = new Set(
    secondsOfDistinct(cells.distinct, start!.time && { ...start!.time, utcOffsetMinutes: 0 })
      ?.filter((second) => !Number.isNaN(second))
      .map((second) => Math.floor(second / 3600) % 24),
  )
  if (hours.size < 3 || [...hours].some((hour) => hour < 1 || hour > 12)) return []
  return [
    note(
      'twelve-hours',
      'Morning and afternoon look alike',
      `${start!.name} uses hours 1 to 12 only and names no half of the day, so 3:30 may be 15:30. The order of flows may be wrong there.`,
      [start!.name],
    ),
  ]
}
