/**
 * Map words: what a map says about itself, and the table behind it.
 */

import type { Axis, Grouping, MapData } from '../../worker/protocol'
import { count, decimals, share } from '../../wording/numbers'
import { scoreWords } from '../../wording/scores'
import { plural } from '../../wording/sentences'
import { numbers, words, type TwinTable } from '../twin'
import type { ColourBy } from './colouring'

export interface CaptionFacts {
  readonly hasDots: boolean
  readonly by: ColourBy
  /** Flagged flows, if only they are shown. */
  readonly onlyFlaggedCount: number | null
  readonly threshold: number
  readonly truthColumn: string | null
}

/** The quiet line under the title: what a dot is, and what its colour says. */
export function mapCaption({ hasDots, by, onlyFlaggedCount, threshold, truthColumn }: CaptionFacts): string {
  if (!hasDots)
    return 'The flows of this model were not kept, so only the middle of each group is shown; a circle is as large as its group.'
  if (onlyFlaggedCount !== null) return `Flagged flows only: ${count(onlyFlaggedCount)}`
  if (by === 'score')
    return `Every flow is one dot: grey is usual, orange is near or above the threshold, ${scoreWords(threshold)}`
  if (by === 'truth')
    return `Every flow is one dot: by ${truthColumn ?? 'the truth column'}, attacks are orange, the rest is grey`
  return 'Every flow is one dot; near means alike. Flows on one spot are spread around it.'
}

export function mapLabel(title: string, caption: string, groupCount: number, axes: readonly [Axis, Axis]): string {
  return (
    `${title}. ${caption} ${groupCount} ${plural(groupCount, 'group')}; left to right ${axes[0].words}, bottom to top ` +
    `${axes[1].words}. Arrow keys move a cross, Page Up and Page Down zoom, Enter takes the flow under the cross.`
  )
}

/** Where the groups lie; the flows themselves are the ranking on Anomalies. */
export function mapTable({ axes }: MapData, grouping: Grouping): TwinTable {
  return {
    caption: `Where the middle of each group lies on the map: ${axes[0].words} (x), ${axes[1].words} (y)`,
    heads: [words('Group'), words('Looks like'), numbers('Flows'), numbers('Share'), numbers('x'), numbers('y')],
    rows: grouping.cards.map((card) => {
      const [x, y] = grouping.centroidCoordinates[card.clusterIndex] ?? [NaN, NaN]
      return [card.letter, card.verdict.title, count(card.rowCount), share(card.share), decimals(x, 2), decimals(y, 2)]
    }),
  }
}
