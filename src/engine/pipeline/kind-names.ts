/**
 * Kind names: the column that tells kinds of attack apart where the ground truth itself says only yes or no, as
 * `attack_cat` beside `label` in UNSW-NB15. Like the truth it is never a feature.
 */

import { isAttack } from '../scoring/ground-truth'
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

/** @returns null where no other column that was left out as an answer tells more kinds of attack apart than the truth does */
export async function readKindNames(
  rows: TableRows,
  profiles: readonly ColumnProfile[],
  truthTexts: readonly string[],
): Promise<KindNames | null> {
  let best: KindNames | null = null
  let most = attackCount(truthTexts)
  for (const { index, name } of profiles.filter(mayNameKinds)) {
    const { codes, dictionary: texts } = asTexts(await rows.column(index))
    const kindCount = attackCount(texts)
    if (kindCount <= most) continue
    best = { column: name, codes, texts }
    most = kindCount
  }
  return best
}

/** Words of attacks; `0` and `1` are one. */
const attackCount = (texts: readonly string[]): number => texts.filter(isAttack).length

const mayNameKinds = ({ role, meaning, distinctCount }: ColumnProfile): boolean =>
  role === 'ignored' && meaning === 'ground truth' && distinctCount <= MOST_KINDS
