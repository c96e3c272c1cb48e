/**
 * Disagreement: in one plain sentence, which number of groups each measure prefers.
 */

import { share } from '../../wording/numbers'
import { listOf, plural, spellInside } from '../../wording/sentences'
import type { Choice, ElbowPoint, Opinions } from './result'

/**
 * "The measures disagree: 3 by the bend and by silhouette; 12, the most tried, by the lead over shuffled columns."
 * @param chosen K, for an example where there is no natural one
 */
export function disagreement(
  opinions: Opinions,
  { knee, silhouettePeak }: Pick<Choice, 'knee' | 'silhouettePeak'>,
  elbow: readonly ElbowPoint[],
  chosen: number,
): string {
  const { isNatural, prefers } = opinions
  if (!isNatural) return noNaturalSentence(opinions, silhouettePeak, elbow, chosen)
  const votes: readonly (readonly [number | null | undefined, string])[] = [
    [knee?.clusterCount, 'the bend'],
    [silhouettePeak?.clusterCount, 'silhouette'],
    [prefers.calinskiHarabasz, 'Calinski–Harabasz'],
    [prefers.daviesBouldin, 'Davies–Bouldin'],
    [prefers.shuffled, 'the lead over shuffled columns'],
  ]
  const byCount = new Map<number, string[]>()
  for (const [clusterCount, name] of votes) {
    if (typeof clusterCount === 'number') byCount.set(clusterCount, [...(byCount.get(clusterCount) ?? []), name])
  }
  const asked = [...byCount.values()].reduce((sum, names) => sum + names.length, 0)
  if (byCount.size === 0) return ''
  if (byCount.size === 1) return agreedSentence([...byCount.keys()][0]!, asked)
  const mostTried = elbow.at(-1)!.clusterCount
  const said = [...byCount]
    .sort(([a], [b]) => a - b)
    .map(
      ([clusterCount, names]) =>
        `${clusterCount}${clusterCount === mostTried ? ', the most tried,' : ''} by ${listOf(names)}`,
    )
  return `The measures disagree: ${said.join('; ')}.`
}

const agreedSentence = (clusterCount: number, asked: number): string =>
  asked === 1
    ? `The one measure that has a say prefers ${clusterCount}.`
    : `All ${spellInside(asked)} measures agree on ${clusterCount}.`

/** What the file and its shuffled columns leave at the chosen K, or at the next if that is one group. */
function noNaturalSentence(
  { points, shuffleCount }: Opinions,
  silhouettePeak: Choice['silhouettePeak'],
  elbow: readonly ElbowPoint[],
  chosen: number,
): string {
  const start = 'There is no natural number of groups'
  if (shuffleCount === 0) {
    if (silhouettePeak === null) return `${start}.`
    return `${start}: in the one column used, groups stand apart by a silhouette of ${silhouettePeak.value.toFixed(2)} at best.`
  }
  const at = points.findIndex(({ clusterCount }) => clusterCount >= Math.max(2, chosen))
  if (at < 0) return `${start}.`
  const { clusterCount, shuffledShare } = points[at]!
  return (
    `${start}: cut into ${spellInside(clusterCount)}, ${share(elbow[at]!.inertiaShare)} of the spread is left inside the ` +
    `${plural(clusterCount, 'group')}, and ${share(shuffledShare)} with every column shuffled by itself.`
  )
}
