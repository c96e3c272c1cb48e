/**
 * Truth filter: the rows that a threshold gets right or wrong by ground truth, and those of one kind.
 */

import type { Found } from './found'
import type { TruthFilter } from './truth-answers'
import { kindNamesOf } from './truth-report'

export type RowTest = (row: number) => boolean

/** @returns null where nothing is asked, or nothing can be told; then no row is left out */
export function truthTest(found: Found, filter: TruthFilter | null | undefined, threshold: number): RowTest | null {
  const { scores, attacks, live } = found
  if (filter === null || filter === undefined || scores === null || attacks === null || !live?.truth) return null
  const { codes, texts } = kindNamesOf(live.truth)
  const code = filter.kind === null ? -1 : texts.indexOf(filter.kind)
  const isFlagged: RowTest = (row) => scores[row]! > threshold
  const isAttack: RowTest = (row) => attacks[row] === 1
  const asked: Record<NonNullable<TruthFilter['outcome']>, RowTest> = {
    found: (row) => isAttack(row) && isFlagged(row),
    missed: (row) => isAttack(row) && !isFlagged(row),
    'false alarm': (row) => !isAttack(row) && isFlagged(row),
  }
  const fits: RowTest = filter.outcome === null ? () => true : asked[filter.outcome]
  return filter.kind === null ? fits : (row) => codes[row] === code && fits(row)
}
