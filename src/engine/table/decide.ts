/**
 * Decide: what every column is and what it is used for, with the reasons, and what the analyst should know about it.
 */

import type { DeclaredType } from '../intake/declared'
import { normalisedName } from '../intake/names'
import { schemaOf } from '../intake/schemas'
import type { ColumnOverride, ColumnProfile, DoctorNote } from './column'
import { factsOfTable, type ColumnFacts } from './column-facts'
import { defaultDecision, isTime, type TableFacts } from './default-decision'
import { doctorNotes } from './doctor'
import { digestOf, type TableDigest } from './digest'
import type { Measure } from './measure'
import { overruled } from './overrule'
import { profileOf } from './profile'
import type { Table } from './table'
import type { TimeChoice } from './time-reading'
import { chooseTruth, truthCandidates } from './truth-column'

export interface DecideExtra {
  /** What `measureColumns` has counted; it is counted here, without a pause, if it isn't handed in. */
  readonly measures?: readonly Measure[]
  /** Rows that repeat another in every cell, from the ledger. */
  readonly duplicateCount?: number
  /** What the file says of its columns' types; none where it says nothing. */
  readonly declared?: readonly (DeclaredType | null)[]
  /** What the clock of times without a zone is ahead of UTC; they are taken as UTC if nobody says otherwise. */
  readonly utcOffsetMinutes?: number
}

export interface Decided {
  /** One per column, in the file's order. */
  readonly profiles: readonly ColumnProfile[]
  readonly notes: readonly DoctorNote[]
  readonly warnings: readonly string[]
}

/** @param overrides the last one for a column counts; one for a column that isn't there is a warning */
export const decideColumns = (table: Table, overrides: readonly ColumnOverride[], extra: DecideExtra = {}): Decided =>
  decideFrom(digestOf(table, extra.measures), overrides, extra)

/** The same without the rows. */
export function decideFrom(
  table: TableDigest,
  overrides: readonly ColumnOverride[],
  { duplicateCount = 0, declared = [], utcOffsetMinutes = 0 }: Omit<DecideExtra, 'measures'>,
): Decided {
  const columns = factsOfTable(table, declared)
  const overrideOf = new Map(overrides.map((override) => [override.name, override]))
  const tableFacts = factsAbout(columns, overrideOf)
  const profiles = columns.map((facts) => {
    const override = overrideOf.get(facts.name)
    return decideColumn(facts, tableFacts, override, { utcOffsetMinutes, order: override?.order })
  })
  const notes = doctorNotes({ table, columns, profiles, duplicateCount })
  return { profiles, notes, warnings: unknownColumns(table, overrides) }
}

function decideColumn(
  facts: ColumnFacts,
  table: TableFacts,
  override: ColumnOverride | undefined,
  choice: TimeChoice,
): ColumnProfile {
  const byDefault = defaultDecision(facts, table)
  if (override === undefined || saysNothing(override)) return profileOf(facts, byDefault, 'engine', choice)
  const said = overruled(facts, override, byDefault)
  return profileOf(said.facts, said.decision, 'analyst', choice)
}

const saysNothing = ({ type, role, transform, order }: ColumnOverride): boolean =>
  type === undefined && role === undefined && transform === undefined && order === undefined

/** A truth that the analyst names comes first; a column the analyst uses otherwise is none. */
function factsAbout(columns: readonly ColumnFacts[], overrideOf: ReadonlyMap<string, ColumnOverride>): TableFacts {
  const roleOf = ({ name }: ColumnFacts): ColumnOverride['role'] => overrideOf.get(name)?.role
  const candidates = truthCandidates(columns, schemaOf(columns.map(({ name }) => name)))
  const named = columns.find((facts) => roleOf(facts) === 'ground truth')
  const truth = named ?? chooseTruth(candidates.filter((facts) => roleOf(facts) === undefined))
  return { truth, truthCandidates: new Set(candidates), startTime: startTimeOf(columns) }
}

/** A start's name says more than a "timestamp", which may be when the flow was written down. */
const NAMES_A_START = /start|begin|first/

/** The first named as a start; else the first named as a time or an end; else the first whose values are times. */
function startTimeOf(columns: readonly ColumnFacts[]): ColumnFacts | null {
  const times = columns.filter(isTime)
  const named = (hint: 'start time' | 'end time'): ColumnFacts[] => times.filter((facts) => facts.hint === hint)
  const starts = named('start time')
  const start = starts.find(({ name }) => NAMES_A_START.test(normalisedName(name))) ?? starts[0]
  return start ?? named('end time')[0] ?? times[0] ?? null
}

function unknownColumns(table: TableDigest, overrides: readonly ColumnOverride[]): string[] {
  const unknown = overrides.map(({ name }) => name).filter((name) => !table.columnNames.includes(name))
  return unknown.map((name) => `What you decided about “${name}” waits: this file has no such column.`)
}
