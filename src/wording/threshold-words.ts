/**
 * Threshold words: what the scores suggest, and what a move of the threshold brings in and puts out.
 */

import { letterOf } from './letters'
import { count, number } from './numbers'
import { scoreWords } from './scores'
import { listOf, plural, shortened, upperFirst } from './sentences'

interface Suggestion {
  readonly strength: 'clear' | 'weak' | 'none'
  readonly flaggedCount: number
  readonly upper: number
  readonly lower: number
  readonly agreeingCount: number
  readonly drawCount: number
  readonly apart: { readonly rowCount: number; readonly upper: number; readonly lower: number } | null
}

/** "Clear gap from 5.03 to 5.79: it holds in 20 of 20 draws without a tenth of the flows." */
export function suggestionSentence(suggestion: Suggestion | null): string {
  if (suggestion === null) return ''
  const { strength, upper, lower, agreeingCount, drawCount, apart } = suggestion
  if (strength === 'none' && apart !== null)
    return `The scores suggest no threshold: ${standApart(apart.rowCount)} (${scoreWords(apart.upper)}, the next ${scoreWords(apart.lower)}), too few to tell from chance.`
  if (strength === 'none') return 'The scores suggest no threshold: they thin out without a gap that holds.'
  return `${upperFirst(strength)} gap from ${scoreWords(lower)} to ${scoreWords(upper)}: it holds in ${agreeingCount} of ${drawCount} draws without a tenth of the flows.`
}

/** "Scores thin out past 10, and 34 flows stand apart above 22" @param threshold of the run itself, not of the handle */
export function scoresTitle(threshold: number, suggestion: Suggestion | null): string {
  const thin = `Scores thin out past ${number(Number(threshold.toPrecision(2)))}`
  if (suggestion === null) return thin
  const { strength, flaggedCount, lower, apart } = suggestion
  if (strength !== 'none') return `${thin}, and ${standApart(flaggedCount)} above ${scoreWords(lower)}`
  return apart === null
    ? `${thin}, with no gap that holds`
    : `${thin}, and ${count(apart.rowCount)} ${plural(apart.rowCount, 'flow lies', 'flows lie')} far above`
}

/** "1 flow stands apart" */
const standApart = (rowCount: number): string =>
  `${count(rowCount)} ${plural(rowCount, 'flow stands', 'flows stand')} apart`

interface Crossing {
  readonly rowCount: number
  readonly perCluster: readonly number[]
  readonly kinds: readonly { readonly kind: string; readonly rowCount: number }[]
  readonly kindCount: number
}

/** "Against 10.1 before, 23 flows enter: 20 in group B and 3 in A; 18 neptune and 5 normal by the truth column." */
export function changeSentence(before: number, entering: Crossing, leaving: Crossing): string {
  const against = `Against ${scoreWords(before)} before`
  if (entering.rowCount + leaving.rowCount === 0) return `${against}, no flow enters and none leaves.`
  const [crossed, one, many] =
    entering.rowCount > 0 ? ([entering, 'enters', 'enter'] as const) : ([leaving, 'leaves', 'leave'] as const)
  const who = `${count(crossed.rowCount)} ${plural(crossed.rowCount, `flow ${one}`, `flows ${many}`)}`
  return `${against}, ${who}: ${groupWords(crossed)}${kindWords(crossed)}.`
}

/** "20 in group B and 3 in A", the largest first; the smallest of more than three together. */
function groupWords({ perCluster, rowCount }: Crossing): string {
  const present = perCluster.map((rowCount, cluster) => ({ rowCount, cluster })).filter(({ rowCount }) => rowCount > 0)
  present.sort((a, b) => b.rowCount - a.rowCount)
  if (present.length === 1) return `${allOf(rowCount)}in group ${letterOf(present[0]!.cluster)}`
  const named = present
    .slice(0, 3)
    .map(({ rowCount, cluster }, place) => `${count(rowCount)} in ${place === 0 ? 'group ' : ''}${letterOf(cluster)}`)
  const rest = present.slice(3).reduce((sum, { rowCount }) => sum + rowCount, 0)
  return listOf(rest > 0 ? [...named, `${count(rest)} in others`] : named)
}

const allOf = (rowCount: number): string => (rowCount > 1 ? 'all ' : '')

function kindWords({ kinds, kindCount, rowCount }: Crossing): string {
  if (kinds.length === 0) return ''
  const nameOf = (kind: string): string => (kind === '' ? 'not said' : shortened(kind, 24))
  if (kindCount === 1) return `; ${allOf(rowCount)}${nameOf(kinds[0]!.kind)} by the truth column`
  const named = kinds.map((kind) => `${count(kind.rowCount)} ${nameOf(kind.kind)}`)
  const rest = rowCount - kinds.reduce((sum, kind) => sum + kind.rowCount, 0)
  return `; ${listOf(rest > 0 ? [...named, `${count(rest)} of other kinds`] : named)} by the truth column`
}

/** "over 5 days with flows" */
export const budgetWords = (dayCount: number): string => `over ${count(dayCount)} ${plural(dayCount, 'day')} with flows`
