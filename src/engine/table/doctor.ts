/**
 * Doctor: what the analyst should know about the columns before they are compared, most pressing first.
 */

import type { ColumnProfile, DoctorNote } from './column'
import type { ColumnFacts } from './column-facts'
import { alikeNote } from './notes/alike'
import { cellNotes } from './notes/cells'
import { contextNotes } from './notes/context'
import { directionNotes } from './notes/directions'
import { giveawayNotes } from './notes/giveaways'
import { identifierNotes } from './notes/identifiers'
import { impossibleNotes } from './notes/impossible'
import { scaleNotes } from './notes/scales'
import { sourceNotes } from './notes/sources'
import { truthNotes } from './notes/truth'
import type { TableDigest } from './digest'

export interface DoctorCase {
  readonly table: TableDigest
  readonly columns: readonly ColumnFacts[]
  readonly profiles: readonly ColumnProfile[]
  readonly duplicateCount: number
}

const STATES: readonly DoctorNote['state'][] = ['your call', 'note', 'done']

const ASKED: readonly ((found: DoctorCase) => readonly DoctorNote[])[] = [
  alikeNote,
  sourceNotes,
  giveawayNotes,
  directionNotes,
  contextNotes,
  impossibleNotes,
  cellNotes,
  truthNotes,
  scaleNotes,
  identifierNotes,
]

/** What waits for an answer comes first, then what to know, then what has been done. */
export function doctorNotes(found: DoctorCase): readonly DoctorNote[] {
  const notes = ASKED.flatMap((ask) => ask(found))
  return notes.sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state))
}
