/**
 * Answer words: what the model says to one flow, as the sentences of the screen.
 */

import type { ClusterCard, Judgement } from '../../worker/protocol'
import { letterOf } from '../../wording/letters'
import { share } from '../../wording/numbers'
import { rarityWords, scoreWords } from '../../wording/scores'
import { listOf, lowerFirst, plural, spell } from '../../wording/sentences'

/** "This flow does not belong: it scores 22.5, the threshold is 10.1" */
export function answerHeadline(judgement: Judgement, threshold: number): string {
  const score = scoreWords(judgement.score)
  if (judgement.score > threshold)
    return `This flow does not belong: it scores ${score}, the threshold is ${scoreWords(threshold)}`
  const news = [...judgement.unseen, ...judgement.outOfRange].map(({ column }) => column)
  return news.length > 0
    ? `This flow scores ${score}, below the threshold of ${scoreWords(threshold)}, but has values never seen: ${listOf(news.slice(0, 3))}`
    : `This flow is ordinary: it scores ${score}, below the threshold of ${scoreWords(threshold)}`
}

/** "It is nearest to group B, which looks like a SYN flood." */
export function answerSubline(judgement: Judgement, cards: readonly ClusterCard[]): string {
  const history = judgement.historyUnknown ? ' What happened around it is not known here and counts as usual.' : ''
  return `${nearestWords(judgement, cards)}${history}`
}

function nearestWords(judgement: Judgement, cards: readonly ClusterCard[]): string {
  const title = cards[judgement.clusterIndex]?.verdict.title
  const nearest = `It is nearest to group ${letterOf(judgement.clusterIndex)}`
  if (title === undefined) return `${nearest}.`
  return /^looks like/i.test(title) ? `${nearest}, which ${lowerFirst(title)}.` : `${nearest}: ${lowerFirst(title)}.`
}

/** "Stranger than 99.98 % of this model’s 25,192 flows." @returns '' for a model that was kept without its scores' calibration */
export const rarityLine = ({ rarity }: Judgement): string =>
  rarity === null ? '' : `${rarityWords(rarity, false, 'the model’s')}.`

/** How far the flow is from a group, in the usual distance of that group's own flows. */
export const relativeDistance = ({ distance, usual }: Judgement['distances'][number]): number =>
  usual > 0 ? distance / usual : distance

/** "It falls inside group A" or "It falls outside every group; A is nearest". */
export function placeTitle(judgement: Judgement, cards: readonly ClusterCard[]): string {
  const nearest = judgement.distances[judgement.clusterIndex]
  const title = cards[judgement.clusterIndex]?.verdict.title ?? ''
  const letter = letterOf(judgement.clusterIndex)
  if (nearest === undefined) return `It is nearest to group ${letter}`
  return relativeDistance(nearest) <= INSIDE
    ? `It falls inside group ${letter}: ${lowerFirst(title)}`
    : `It falls outside every group; ${letter} is nearest`
}

/** A flow up to this many usual distances from the middle of a group counts as inside it. */
const INSIDE = 2

/** "Four columns make 84 % of the score": the fewest that make most of it, at most four. */
export function partsTitle(judgement: Judgement): string {
  const largest = judgement.parts[0]
  if (judgement.score > 1 && largest?.kind === 'source' && largest.adds >= judgement.score / 3)
    return `Its source alone makes ${share(largest.adds / judgement.score)} of the score`
  const columns = judgement.parts.filter((part) => part.column !== null && part.adds > 0)
  let sum = 0
  let used = 0
  for (const part of columns.slice(0, 4)) {
    sum += part.adds
    used++
    if (sum >= judgement.score * 0.8) break
  }
  // A usual flow scores 1; what makes up less than that is no finding.
  if (used === 0 || judgement.score <= 1) return 'Nothing about it is unusual'
  if (sum < judgement.score * 0.25) return 'Many small differences add up'
  return `${spell(used)} ${plural(used, 'column makes', 'columns make')} ${share(Math.min(1, sum / judgement.score))} of the score`
}
