/**
 * Joint columns: columns of codes taken together, a code per combination that occurs.
 *
 * Cells of a flow depend on each other, so that far fewer combinations occur than could. What is looked up per row is then looked up
 * once for several columns: of 41 columns of a million made flows 16 are left, and a walk over the rows takes a third of the time
 * (142 ns a row instead of 411, 2026-11-25).
 */

import type { Codes } from '../table/table'

export interface CodedColumn {
  readonly codes: Codes
  /** Above every code. */
  readonly entryCount: number
}

export interface JointColumn extends CodedColumn {
  readonly members: readonly JointMember[]
}

export interface JointMember {
  /** Which of the columns that were joined. */
  readonly column: number
  /** Per code of the joint column this one's; null where they are the same, as in a column that is joined with none. */
  readonly codeOf: Uint32Array | null
}

/** Tables of 256 bytes a combination stay near the second-level cache: with 1,024 or 4,096 at most a walk is as fast or slower. */
export const MOST_ENTRIES = 2048

/**
 * @param columns null for a column that isn't coded; neighbours are joined
 * @param join    finds the combinations of columns of at most `MOST_JOINABLE` entries, as many columns as will go together
 */
export async function jointColumns(
  columns: readonly (CodedColumn | null)[],
  join: Joiner,
): Promise<readonly JointColumn[]> {
  const places = columns.flatMap((column, place) => (column === null ? [] : [place]))
  const isJoinable = (place: number): boolean => columns[place]!.entryCount <= MOST_JOINABLE
  const joint = places.filter((place) => !isJoinable(place)).map((place) => alone(columns[place]!, place))
  let left = places.filter(isJoinable)
  while (left.length > 0) {
    const joined = left.length === 1 ? null : await join(left.map((place) => columns[place]!))
    const column = joined === null ? alone(columns[left[0]!]!, left[0]!) : named(joined, left)
    joint.push(column)
    left = left.slice(column.members.length)
  }
  return joint
}

/** @returns the first of the columns, as many as go together, joined; null if the first goes with none */
export type Joiner = (columns: readonly CodedColumn[]) => Promise<JointColumn | null>

/** A table of possible combinations has so many entries for each one that occurs: 2 MB. */
export const MOST_JOINABLE = 512

const alone = (column: CodedColumn, place: number): JointColumn => ({
  ...column,
  members: [{ column: place, codeOf: null }],
})

/** @param places of the columns that were to be joined */
const named = (joined: JointColumn, places: readonly number[]): JointColumn => ({
  ...joined,
  members: joined.members.map(({ column, codeOf }) => ({ column: places[column]!, codeOf })),
})

/** What is counted per joint code, per code of one of its members. */
export function perMember(values: ArrayLike<number>, { codeOf }: JointMember, entryCount: number): Float64Array {
  const sums = new Float64Array(entryCount)
  for (let entry = 0; entry < values.length; entry++) sums[codeOf === null ? entry : codeOf[entry]!]! += values[entry]!
  return sums
}

/** Where one of the columns went. */
export function jointOf(
  joint: readonly JointColumn[],
  place: number,
): { readonly column: JointColumn; readonly member: JointMember } {
  const column = joint.find(({ members }) => members.some((member) => member.column === place))!
  return { column, member: column.members.find((member) => member.column === place)! }
}
