/**
 * Meanings: what a column means in network terms, found from its name.
 *
 * Time, ground truth and a few kinds more that need the values or the other columns beside the name are settled in
 * `decide.ts`; here stands what names alone say.
 */

import { normalisedName } from '../intake/names'
import { CAPTURE_UNITS, DETAIL_NAMES } from './capture-names'
import type { Meaning, Unit } from './column'
import {
  CODE_NAMES,
  END_TIME_NAMES,
  LEAK_NAMES,
  MAYBE_TRUTH_NAMES,
  MEANING_NAMES,
  NAT_DESTINATION_PORT_NAMES,
  NAT_SOURCE_PORT_NAMES,
  START_TIME_NAMES,
  TRUTH_NAMES,
  UNIT_NAMES,
} from './meaning-names'

/** What a name says of a column, beyond its meaning. */
export type NameHint =
  | 'start time'
  | 'end time'
  | 'truth'
  | 'maybe truth'
  | 'leak'
  | 'annotation'
  | 'NAT source port'
  | 'NAT destination port'
  | 'code'
  | 'detail'

const words = (names: string): string[] => names.split(/\s+/).filter(Boolean)

const MEANINGS: ReadonlyMap<string, Meaning> = new Map(
  Object.entries(MEANING_NAMES).flatMap(([meaning, names]) => words(names).map((name) => [name, meaning as Meaning])),
)

const HINTS: ReadonlyMap<string, NameHint> = new Map(
  (
    [
      ['start time', START_TIME_NAMES],
      ['end time', END_TIME_NAMES],
      ['truth', TRUTH_NAMES],
      ['maybe truth', MAYBE_TRUTH_NAMES],
      ['leak', LEAK_NAMES],
      ['NAT source port', NAT_SOURCE_PORT_NAMES],
      ['NAT destination port', NAT_DESTINATION_PORT_NAMES],
      ['code', CODE_NAMES],
      ['detail', DETAIL_NAMES],
    ] as const
  ).flatMap(([hint, names]) => words(names).map((name): [string, NameHint] => [name, hint])),
)

const UNITS: ReadonlyMap<string, Unit> = new Map(
  [UNIT_NAMES, CAPTURE_UNITS].flatMap((table) =>
    Object.entries(table).flatMap(([unit, names]) => words(names).map((name): [string, Unit] => [name, unit as Unit])),
  ),
)

export const meaningOf = (name: string): Meaning | null => MEANINGS.get(normalisedName(name)) ?? null

/**
 * A name that begins with two underscores is a note of whoever made the file ("__truth"), not something a sensor saw;
 * one that ends with them as well ("__proto__") is just odd.
 */
export function hintOf(name: string): NameHint | null {
  const normalised = normalisedName(name)
  const hint = /^attack|attack$/.test(normalised) ? 'truth' : (HINTS.get(normalised) ?? null)
  if (!name.startsWith('__') || name.endsWith('__')) return hint
  return hint === 'truth' || hint === 'maybe truth' ? 'truth' : 'annotation'
}

const MEANING_UNITS: ReadonlyMap<Meaning, Unit> = new Map<Meaning, Unit>([
  ['duration', 'seconds'],
  ['bytes sent', 'bytes'],
  ['bytes returned', 'bytes'],
  ['bytes both ways', 'bytes'],
  ['packets sent', 'packets'],
  ['packets returned', 'packets'],
  ['packets both ways', 'packets'],
])

/** "Flow Duration" is CICFlowMeter's, in microseconds; "flow_duration_s" and the like say their unit at their end. */
export function unitOf(name: string): Unit {
  const normalised = normalisedName(name)
  const known = UNITS.get(normalised)
  if (known !== undefined) return known
  const meaning = meaningOf(name)
  if (meaning !== null) return MEANING_UNITS.get(meaning) ?? null
  return /(^|_|\s)(rate|ratio|share|fraction)$/i.test(name) ? 'share' : null
}
