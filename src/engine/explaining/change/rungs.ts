/**
 * Rungs: one column of a changed row at its best.
 */

import type { Setting } from './editable-columns'
import type { WhatIf } from './what-if'

/** Columns need so many rounds to settle beside each other. */
export const ROUNDS = 2

/** The rung at which a column lowers the score most; null without rungs. */
export function bestOf(whatIf: WhatIf, column: number): { readonly setting: Setting; readonly score: number } | null {
  let best: { setting: Setting; score: number } | null = null
  for (const setting of whatIf.columns[column]!.ladder) {
    const score = whatIf.score(column, setting, best?.score)
    if (best === null || score < best.score) best = { setting, score }
  }
  return best
}

export function improve(whatIf: WhatIf, column: number): void {
  const best = bestOf(whatIf, column)
  if (best !== null && best.score < whatIf.score()) whatIf.change(column, best.setting)
}
