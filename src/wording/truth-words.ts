/**
 * Truth words: how the ranking does against the file's own ground truth.
 */

import { count, decimals, share } from './numbers'
import { plural } from './sentences'

/** A figure from 0 to 1 that is no share of anything one could count. */
export const figureWords = (value: number): string => decimals(value, 3)

/** What an area under the curve below a half means; nothing above it. */
export const chanceWords = (auroc: number): string =>
  auroc < 0.5 ? ' (worse than chance: over all flows, benign ones mostly outscore attacks)' : ''

/** "An attack outscores a benign flow 98 % of the time" */
export const rocTitle = (auroc: number): string => `An attack outscores a benign flow ${share(auroc)} of the time`

/** "Precision averages 0.853 down the ranking, by chance 0.050" */
export const precisionTitle = (averagePrecision: number, attackShare: number): string =>
  `Precision averages ${figureWords(averagePrecision)} down the ranking, by chance ${figureWords(attackShare)}`

interface Confusion {
  readonly foundCount: number
  readonly missedCount: number
  readonly falseAlarmCount: number
}

/** "88 of the 100 flagged flows are attacks; 620 of all 708 attacks are missed" */
export function truthHeadline({ foundCount, missedCount, falseAlarmCount }: Confusion): string {
  const flagged = foundCount + falseAlarmCount
  const attacks = foundCount + missedCount
  return `${flaggedWords(foundCount, flagged)}; ${missedWords(missedCount, attacks)}`
}

function flaggedWords(found: number, flagged: number): string {
  if (flagged === 0) return 'No flow is flagged'
  if (flagged === 1) return `The one flagged flow is ${found === 1 ? 'an attack' : 'no attack'}`
  if (found === flagged) return `All ${count(flagged)} flagged flows are attacks`
  if (found === 0) return `None of the ${count(flagged)} flagged flows is an attack`
  return `${count(found)} of the ${count(flagged)} flagged flows ${plural(found, 'is an attack', 'are attacks')}`
}

function missedWords(missed: number, attacks: number): string {
  if (missed === 0) return attacks === 1 ? 'the one attack is found' : `all ${count(attacks)} attacks are found`
  if (attacks === 1) return 'the one attack is missed'
  if (missed === attacks) return `all ${count(attacks)} attacks are missed`
  return `${count(missed)} of all ${count(attacks)} attacks ${plural(missed, 'is', 'are')} missed`
}

interface KindsFound {
  readonly kindColumn: string | null
  readonly kindCount: number
  readonly foundKindCount: number
}

/** "; 7 of 9 kinds of attack are among the flagged"; nothing where kinds aren't told apart. */
export function kindsFoundWords({ kindColumn, kindCount, foundKindCount }: KindsFound): string {
  if (kindColumn === null) return ''
  const who =
    foundKindCount === kindCount ? `all ${count(kindCount)}` : `${count(foundKindCount)} of ${count(kindCount)}`
  return `; ${who} kinds of attack ${foundKindCount === 1 ? 'is' : 'are'} among the flagged`
}
