/**
 * Levels: the different texts of a column and how often each occurs.
 */

import { asTexts } from './as-texts'
import { measureColumn } from './measure'
import type { Cells } from './table'

export interface Level {
  readonly text: string
  readonly count: number
}

/**
 * The most frequent first, ties by text; missing cells are no level.
 * @param counts per code, if they are known already
 */
export function levelsOf(cells: Cells, counts?: Uint32Array): readonly Level[] {
  const texts = asTexts(cells)
  const measured = counts ?? (measureColumn(texts) as { readonly counts: Uint32Array }).counts
  const levels: Level[] = []
  for (let code = 1; code < measured.length; code++) {
    if (measured[code]! > 0) levels.push({ text: texts.dictionary[code]!, count: measured[code]! })
  }
  return levels.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
}
