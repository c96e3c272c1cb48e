/**
 * Distinct titles: two clusters of one file never bear the same title; what tells them apart is added.
 *
 * "Web" and "Web" become "Web, large answers" and "Web, short". The trait must tell the cluster from its namesakes, so
 * it is looked for among them, not against all rows.
 */

import { letterOf } from '../../wording/letters'
import type { ColumnProfile } from '../table/column'
import type { ClusterBands } from './cluster-bands'
import { additions, type Addition } from './title-additions'

/** @param titles by cluster index; @returns as many, no two alike */
export function distinctTitles(
  titles: readonly string[],
  bands: ClusterBands,
  profiles: readonly ColumnProfile[],
): readonly string[] {
  const result = [...titles]
  for (const title of new Set(titles)) {
    const namesakes = titles.flatMap((other, cluster) => (other === title ? [cluster] : []))
    if (namesakes.length < 2) continue
    const taken = new Set<string>(result)
    for (const cluster of namesakes) {
      const others = namesakes.filter((other) => other !== cluster)
      result[cluster] = withAddition(title, additions(cluster, others, bands, profiles), taken, cluster)
      taken.add(result[cluster]!)
    }
  }
  return result
}

function withAddition(
  title: string,
  candidates: readonly Addition[],
  taken: ReadonlySet<string>,
  cluster: number,
): string {
  for (const { words } of candidates) {
    const longer = `${title}, ${words}`
    if (!taken.has(longer)) return longer
  }
  return `${title}, group ${letterOf(cluster)}`
}
