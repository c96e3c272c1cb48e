/**
 * Drift of clusters: how the mix of a second file's rows differs from the fitted one's, and how far the rows of each cluster have moved
 * within it. The second file's rows are given to the frozen centroids; nothing is fitted anew.
 *
 * The population stability index of the shares is read as that of a column (drift.ts, where its sources stand): below 0.1 the mix is
 * steady, from 0.25 on it is another one.
 */

import type { ClusterCard } from '../explaining/findings'
import { log } from '../numeric/portable-math'
import { ANOTHER, MOVED, stabilityOf } from './drift'

export interface ClusterDrift {
  readonly clusterIndex: number
  readonly rowCountThen: number
  readonly rowCountNow: number
  /** Of all rows, 0 … 1. */
  readonly shareThen: number
  readonly shareNow: number
  /** Its term of the index, (now − then) · ln(now / then), before chance is taken off. */
  readonly stabilityTerm: number
  readonly move: 'grew' | 'shrank' | 'held'
  /** Root mean squared distance to the centroid, scaled; null without rows. */
  readonly spreadThen: number
  readonly spreadNow: number | null
  /** Median anomalyScore; null without rows, and then for a model kept before it was kept. */
  readonly scoreThen: number | null
  readonly scoreNow: number | null
  /** Of its rows now, those that are flagged: they lie nearest to it, and fit no cluster. */
  readonly flaggedCountNow: number
  /** Whether its rows lie otherwise within it than they did: farther, nearer, stranger or less strange. */
  readonly isOtherwise: boolean
}

export interface MixDrift {
  /** Population stability index of the shares, less chance; 0 and up. */
  readonly stability: number
  readonly strength: 'steady' | 'moved' | 'another'
  /** The cluster whose share has changed most first. */
  readonly clusters: readonly ClusterDrift[]
}

/** What the model keeps of its own. */
export interface ClustersThen {
  readonly cards: readonly Pick<ClusterCard, 'clusterIndex' | 'rowCount' | 'spread'>[]
  readonly typicalScores?: readonly number[]
}

/** What the second file's rows are, cluster by cluster. */
export interface ClustersNow {
  readonly sizes: readonly number[]
  /** Sum of squared distances to the centroid, scaled². */
  readonly inertias: ArrayLike<number>
  /** Median scores; null without rows. */
  readonly typicalScores: readonly (number | null)[]
  readonly flaggedCounts: readonly number[]
}

/** A share within so many standard errors of what it was may be what it was: a dozen clusters are looked at together. */
const CERTAIN_ERRORS = 4
/** Nobody acts on less: a point of all rows, or twice as many or half as many of them. */
const LEAST_POINT = 0.01
const LEAST_RATIO = 2
/** A median or a spread of fewer rows says little; one that is half as large again, or two thirds, is worth a word. Both are ours. */
const LEAST_ROWS = 30
const OTHERWISE = 1.5

/** @param now of a file of at least one row */
export function mixDrift({ cards, typicalScores }: ClustersThen, now: ClustersNow): MixDrift {
  const sizesThen = cards.map(({ rowCount }) => rowCount)
  const [rowsThen, rowsNow] = [sumOf(sizesThen), sumOf(now.sizes)]
  const clusters = cards.map(({ clusterIndex, rowCount, spread }): ClusterDrift => {
    const rowCountNow = now.sizes[clusterIndex]!
    const [shareThen, shareNow] = [rowCount / rowsThen, rowCountNow / rowsNow]
    const spreadNow = rowCountNow === 0 ? null : Math.sqrt(now.inertias[clusterIndex]! / rowCountNow)
    const [scoreThen, scoreNow] = [typicalScores?.[clusterIndex] ?? null, now.typicalScores[clusterIndex]!]
    return {
      clusterIndex,
      rowCountThen: rowCount,
      rowCountNow,
      shareThen,
      shareNow,
      stabilityTerm: termOf(Math.max(0.5, rowCount) / rowsThen, Math.max(0.5, rowCountNow) / rowsNow),
      move: moveOf(rowCount, rowsThen, rowCountNow, rowsNow),
      spreadThen: spread,
      spreadNow,
      scoreThen,
      scoreNow,
      flaggedCountNow: now.flaggedCounts[clusterIndex]!,
      isOtherwise: rowCountNow >= LEAST_ROWS && (isOther(spread, spreadNow) || isOther(scoreThen, scoreNow)),
    }
  })
  const stability = stabilityOf({ then: sizesThen, now: now.sizes }, rowsThen, rowsNow)
  return {
    stability,
    strength: stability < MOVED ? 'steady' : stability < ANOTHER ? 'moved' : 'another',
    clusters: clusters.sort((a, b) => changeOf(b) - changeOf(a) || a.clusterIndex - b.clusterIndex),
  }
}

const termOf = (then: number, now: number): number => (now - then) * log(now / then)

const changeOf = ({ shareThen, shareNow }: ClusterDrift): number => Math.abs(shareNow - shareThen)

/** Beyond chance by the pooled standard error of two shares, and by enough to matter. */
function moveOf(countThen: number, rowsThen: number, countNow: number, rowsNow: number): ClusterDrift['move'] {
  const pooled = (countThen + countNow) / (rowsThen + rowsNow)
  const standardError = Math.sqrt(pooled * (1 - pooled) * (1 / rowsThen + 1 / rowsNow))
  const [then, now] = [countThen / rowsThen, countNow / rowsNow]
  const isCertain = Math.abs(now - then) > CERTAIN_ERRORS * standardError
  const isEnough = Math.abs(now - then) >= LEAST_POINT || now >= LEAST_RATIO * then || then >= LEAST_RATIO * now
  if (!isCertain || !isEnough) return 'held'
  return now > then ? 'grew' : 'shrank'
}

const isOther = (then: number | null, now: number | null): boolean =>
  then !== null && now !== null && (now >= OTHERWISE * then || then >= OTHERWISE * now) && now !== then

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
