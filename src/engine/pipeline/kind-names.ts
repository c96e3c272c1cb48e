/**
 * Kind names: the column that tells kinds of attack apart where the ground truth itself says only yes or no, as
 * `attack_cat` beside `label` in UNSW-NB15. Like the truth it is never a feature.
 */

import { asTexts } from '../table/as-texts'
import type { ColumnProfile } from '../table/column'
import type { Codes } from '../table/table'
import type { TableRows } from './table-rows'

export interface KindNames {
  readonly column: string
  /** Per row a code of `texts`. */
  readonly codes: Codes
  readonly texts: readonly string[]
}

/** More different words than these name rows, not kinds (as table/truth-column.ts). */
const MOST_KINDS = 250

/** @returns null where no other column that was left out as an answer tells more words apart than the truth does */
export async function readKindNames(
  rows: TableRows,
  profiles: readonly ColumnProfile[],
  truth: ColumnProfile,
): Promise<KindNames | null> {
  const [best] = profiles
    .filter((profile) => namesKinds(profile) && profile.distinctCount > truth.distinctCount)
    .sort((a, b) => b.distinctCount - a.distinctCount || a.index - b.index)
  if (best === undefined) return null
  const { codes, dictionary } = asTexts(await rows.column(best.index))
  return { column: best.name, codes, texts: dictionary }
}

const namesKinds = ({ role, meaning, distinctCount }: ColumnProfile): boolean =>
  role === 'ignored' && meaning === 'ground truth' && distinctCount <= MOST_KINDS
