/**
 * Reasoned flows: flagged flows as far as stories care: what each column adds to the score, and where its value lies.
 */

export interface ReasonedFlows {
  readonly count: number
  /** Columns of the score; a column that is a number and may be missing counts once. */
  readonly columnCount: number
  /** count × columnCount, flow by flow: share of the flow's score that the column adds, 0 … 1. */
  readonly shares: Float64Array
  /** count × columnCount: a number in standard deviations from the mean of the file, a level as its code. */
  readonly places: Float64Array
  /** Per column, whether it holds levels: two of them are alike or not, and have no distance. */
  readonly isLevel: readonly boolean[]
  /** Per flow a whole number for each address; null where the file has none. */
  readonly hosts: { readonly sources: Uint32Array; readonly destinations: Uint32Array } | null
}

/** One standard deviation apart is as different as can be: beyond it the reason is another one. */
const UNLIKE_DEVIATIONS = 1
/** How much it counts that the scores are made of other columns, however alike the values are. */
const SHARES_WEIGHT = 0.3
/** How much the hosts count, where the file has addresses; and how far apart flows are that share one of their two. */
const HOSTS_WEIGHT = 0.5
const ONE_HOST_SHARED = 0.2

/**
 * How different the reasons of two flows are, 0 … 1: the difference of their values, each column as much as it adds to either
 * score (Gower's distance, Biometrics 27, 1971, under weights of the two flows' own), mixed with the difference of the shares
 * and of the hosts. The weights were chosen among 72 on three files; see docs/stories.md.
 * @param others may be the same flows
 */
export function difference(flows: ReasonedFlows, i: number, others: ReasonedFlows, j: number): number {
  const { columnCount, isLevel, shares, places } = flows
  const { shares: otherShares, places: otherPlaces } = others
  let apart = 0
  let weights = 0
  let moved = 0
  // No tuples here: this loop is walked 90 million times for 2,000 flows.
  for (let column = 0, atI = i * columnCount, atJ = j * columnCount; column < columnCount; column++, atI++, atJ++) {
    const shareI = shares[atI]!
    const shareJ = otherShares[atJ]!
    const weight = shareI > shareJ ? shareI : shareJ
    if (weight === 0) continue
    weights += weight
    moved += weight + weight - shareI - shareJ
    const gap = Math.abs(places[atI]! - otherPlaces[atJ]!) / UNLIKE_DEVIATIONS
    if (gap !== 0) apart += weight * (isLevel[column] || gap > 1 ? 1 : gap)
  }
  const reasons = (1 - SHARES_WEIGHT) * (weights === 0 ? 0 : apart / weights) + (SHARES_WEIGHT * moved) / 2
  if (flows.hosts === null || others.hosts === null) return reasons
  return (1 - HOSTS_WEIGHT) * reasons + HOSTS_WEIGHT * hostsApart(flows.hosts, i, others.hosts, j)
}

type Hosts = NonNullable<ReasonedFlows['hosts']>

function hostsApart(a: Hosts, i: number, b: Hosts, j: number): number {
  const shared = Number(a.sources[i] === b.sources[j]) + Number(a.destinations[i] === b.destinations[j])
  return shared === 2 ? 0 : shared === 1 ? ONE_HOST_SHARED : 1
}
