/**
 * Natural count: what the Clusters screen opens with where no number of groups is natural.
 */

import { plural, spellInside } from '../../wording/sentences'
import type { Choice } from '../clustering/result'

/** Headline and subline of a grouping. */
export interface Opening {
  readonly headline: string
  readonly subline: string
}

/** "No natural number of groups; nine are shown", and what the groups would have said of themselves in the line below. */
export function openingFor({ opinions }: Choice, clusterCount: number, { headline, subline }: Opening): Opening {
  if (opinions === undefined || opinions.isNatural) return { headline, subline }
  const shown = `${spellInside(clusterCount)} ${plural(clusterCount, 'is', 'are')} shown`
  const why =
    opinions.shuffleCount === 0
      ? 'In the one column used, no groups stand clearly apart.'
      : 'With every column shuffled by itself, the flows fall into groups just as well.'
  return { headline: `No natural number of groups; ${shown}`, subline: `${why} ${headline}. ${subline}` }
}
