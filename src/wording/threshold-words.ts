/**
 * Threshold words: what the scores suggest, and what a move of the threshold brings in and puts out.
 */

import { letterOf } from './letters'
import { count, number } from './numbers'
import { scoreWords } from './scores'
import { listOf, plural, shortened } from './sentences'

interface Suggestion {
  readonly strength: 'clear' | 'weak' | 'none'
  readonly flaggedCount: number
  readonly upper: number
  readonly lower: number
  readonly agreeingCount: number
  readonly drawCount: number
}

/** "A clear gap: 20 flows score 5.79 or more, the next 5.03. Found again in 20 of 20 draws that leave out a tenth of the flows." */
export function suggestionSentence(suggestion: Suggestion | null): string {
  if (suggestion === null) return ''
  const { strength, flaggedCount, upper, lower, agreeingCount, drawCount } = suggestion
  if (strength === 'none')
    return 'No gap that holds: the scores thin out evenly, so a budget or a share has to say where to stop.'
  const who = `${count(flaggedCount)} ${plural(flaggedCount, 'flow scores', 'flows score')} ${scoreWords(upper)} or more, the next ${scoreWords(lower)}`
  return `A ${strength} gap: ${who}. Found again in ${agreeingCount} of ${drawCount} draws that leave out a tenth of the flows.`
}

/** "Scores thin out past 10, and 34 flows stand apart above 22" @param threshold of the run itself, not of the handle */
export function scoresTitle(threshold: number, suggestion: Suggestion | null): string {
  const thin = `Scores thin out past ${number(Number(threshold.toPrecision(2)))}`
  if (suggestion === null) return thin
  const { strength, flaggedCount, lower } = suggestion
  if (strength === 'none') return `${thin}, with no gap that holds`
  return `${thin}, and ${count(flaggedCount)} ${plural(flaggedCount, 'flow stands', 'flows stand')} apart above ${scoreWords(lower)}`
}

interface Crossing {
  readonly rowCount: number
  readonly perCluster: readonly number[]
  readonly kinds: readonly { readonly kind: string; readonly rowCount: number }[]
  readonly kindCount: number
}

/** "Against 10.1 before, 23 flows enter: 20 in group B and 3 in A; by the truth column 18 neptune and 5 normal." */
export function changeSentence(before: number, entering: Crossing, leaving: Crossing): string {
  const against = `Against ${scoreWords(before)} before`
  if (entering.rowCount + leaving.rowCount === 0) return `${against}, no flow enters and none leaves.`
  const [crossed, one, many] =
    entering.rowCount > 0 ? ([entering, 'enters', 'enter'] as const) : ([leaving, 'leaves', 'leave'] as const)
  const who = `${count(crossed.rowCount)} ${plural(crossed.rowCount, `flow ${one}`, `flows ${many}`)}`
  return `${against}, ${who}: ${groupWords(crossed)}${kindWords(crossed)}.`
}

/** "20 in group B and 3 in A", the largest first; the smallest of more than four together. */
function groupWords({ perCluster }: Crossing): string {
  const present = perCluster.map((rowCount, cluster) => ({ rowCount, cluster })).filter(({ rowCount }) => rowCount > 0)
  present.sort((a, b) => b.rowCount - a.rowCount)
  const named = present
    .slice(0, 3)
    .map(({ rowCount, cluster }, place) => `${count(rowCount)} in ${place === 0 ? 'group ' : ''}${letterOf(cluster)}`)
  const rest = present.slice(3).reduce((sum, { rowCount }) => sum + rowCount, 0)
  return listOf(rest > 0 ? [...named, `${count(rest)} in others`] : named)
}

function kindWords({ kinds, kindCount, rowCount }: Crossing): string {
  if (kinds.length === 0) return ''
  const named = kinds.map(
    (kind) => `${count(kind.rowCount)} ${kind.kind === '' ? 'not said' : shortened(kind.kind, 24)}`,
  )
  const rest = rowCount - kinds.reduce((sum, kind) => sum + kind.rowCount, 0)
  return `; by the truth column ${listOf(kindCount > kinds.length ? [...named, `${count(rest)} others`] : named)}`
}

/** "20 a day over 5 days are 100 flows" */
export const budgetWords = (dayCount: number): string => `over ${count(dayCount)} ${plural(dayCount, 'day')} with flows`
