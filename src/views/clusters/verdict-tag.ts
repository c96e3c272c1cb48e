/**
 * Verdict tag: the outlined word beside a group's title, where its name alone would claim too much.
 */

import { techniquesOf } from '../../wording/attack-techniques'
import type { Verdict } from '../../worker/protocol'

/** Null where the title can stand alone. */
export function verdictTag(verdict: Verdict): string | null {
  if (verdict.kind === 'unnamed' || verdict.strength === 'none')
    return verdict.kind === 'ordinary' ? null : 'no clear kind'
  if (verdict.strength === 'weak') return 'weak evidence'
  return null
}

/** "T1498, T1499": what MITRE ATT&CK numbers it as; '' for what is no attack. */
export const techniqueTag = ({ kind }: Verdict): string =>
  techniquesOf(kind)
    .map(({ id }) => id)
    .join(', ')
