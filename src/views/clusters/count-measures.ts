/**
 * Count measures: the lines on which number of groups each measure prefers. The numbers are the engine's.
 */

import type { Choice, OpinionPoint, Opinions } from '../../worker/protocol'
import { compact, count, decimals, share } from '../../wording/numbers'

export interface MeasureRow {
  readonly name: string
  /** Its value at the K it prefers; '' without. */
  readonly value: string
  /** The K, "none", "yes" or "no". */
  readonly prefers: string
}

export function measureRows({ knee, silhouettePeak, silhouetteSampleSize, opinions }: Choice): readonly MeasureRow[] {
  const rows: MeasureRow[] = [
    row('Bend of the curve', knee?.clusterCount, knee && `strength ${decimals(knee.strength, 2)}`),
  ]
  if (silhouettePeak !== null) {
    const value = `${decimals(silhouettePeak.value, 2)} on ${count(silhouetteSampleSize)} flows`
    rows.push(row('Best silhouette', silhouettePeak.clusterCount, value))
  }
  return opinions === undefined ? rows : [...rows, ...opinionRows(opinions)]
}

function opinionRows({ prefers, points, isNatural, shuffleCount }: Opinions): readonly MeasureRow[] {
  const at = (clusterCount: number | null): OpinionPoint | undefined =>
    points.find((point) => point.clusterCount === clusterCount)
  const rows = [
    row('Davies–Bouldin, smallest', prefers.daviesBouldin, valueOf(at(prefers.daviesBouldin)?.daviesBouldin, two)),
    row(
      'Calinski–Harabasz, largest',
      prefers.calinskiHarabasz,
      valueOf(at(prefers.calinskiHarabasz)?.calinskiHarabasz, (value) => compact(Math.round(value))),
    ),
    row('Most groups that re-runs agree on', prefers.agreement, valueOf(at(prefers.agreement)?.agreement, two)),
  ]
  const shuffledLeft = valueOf(at(prefers.shuffled)?.shuffledShare, (value) => `${share(value)} left`)
  return [
    ...rows,
    ...(shuffleCount === 0 ? [] : [row('Furthest ahead of shuffled columns', prefers.shuffled, shuffledLeft)]),
    { name: 'Structure beyond chance', value: '', prefers: isNatural ? 'yes' : 'no' },
  ]
}

const row = (name: string, clusterCount: number | null | undefined, value: string | null): MeasureRow => ({
  name,
  value: value ?? '',
  prefers: typeof clusterCount === 'number' ? String(clusterCount) : 'none',
})

const two = (value: number): string => decimals(value, 2)

const valueOf = (value: number | null | undefined, words: (value: number) => string): string =>
  value === null || value === undefined ? '' : words(value)

/** On how many flows it was asked, and where every figure stands. */
export function askedWords({ opinions, silhouetteSampleSize }: Choice): string {
  if (opinions === undefined) return ''
  const { sampleSize, redrawCount, shuffleCount } = opinions
  const shuffled = shuffleCount === 0 ? '' : `, and with their columns shuffled ${times(shuffleCount)}`
  return (
    `Silhouette and Davies–Bouldin are of ${count(silhouetteSampleSize)} flows, some of every group; re-runs of ${count(sampleSize)} flows ` +
    `drawn again ${times(redrawCount)}${shuffled}. They agree from an adjusted Rand index of 0.95. The rest is of all flows. ` +
    'The figures for every K stand in the table behind the curve.'
  )
}

const times = (value: number): string => (value === 2 ? 'twice' : `${count(value)} times`)
