/**
 * Slide: a window over the last flows of each group, moved flow by flow, and gauges that are read at every flow.
 *
 * A flow counts itself, and of flows at the same moment those that stand before it; later ones are never looked at.
 */

import { inPieces } from '../../numeric/pieces'
import type { Pulse } from '../../numeric/pulse'
import type { RowGroups } from '../row-groups'

/** How far back a window reaches: so many seconds, the first of them included, or so many flows of the group. */
export type Reach = { readonly seconds: number } | { readonly flows: number }

/** Keeps count of the flows in the window; empty when all that came have gone. */
export interface Tally {
  add(row: number): void
  drop(row: number): void
}

/** What is read of a tally, which several gauges may share, or of the window alone. */
export interface Gauge {
  readonly tally: Tally | null
  /** @param row the flow that came last @param flowCount flows in the window, itself included */
  read(row: number, flowCount: number): number
}

/**
 * @param seconds per row, ascending within a group
 * @returns per gauge its reading at every row
 * Time O(rows · gauges). Memory: 8 bytes per row and gauge.
 */
export async function slide(
  { rows, starts }: RowGroups,
  reach: Reach,
  seconds: Float64Array,
  gauges: readonly Gauge[],
  breathe: Pulse['breathe'],
): Promise<readonly Float64Array[]> {
  const tallies = [...new Set(gauges.flatMap(({ tally }) => tally ?? []))]
  const readings = gauges.map(() => new Float64Array(rows.length))
  let group = 0
  let oldest = 0
  const dropOldest = (): void => {
    for (const tally of tallies) tally.drop(rows[oldest]!)
    oldest++
  }
  const readPiece = (first: number, pastLast: number): void => {
    for (let place = first; place < pastLast; place++) {
      for (; place === starts[group + 1]; group++) while (oldest < place) dropOldest()
      const row = rows[place]!
      if ('flows' in reach) while (place - oldest >= reach.flows) dropOldest()
      else while (seconds[rows[oldest]!]! < seconds[row]! - reach.seconds) dropOldest()
      for (const tally of tallies) tally.add(row)
      const count = place - oldest + 1
      for (let index = 0; index < gauges.length; index++) readings[index]![row] = gauges[index]!.read(row, count)
    }
  }
  await inPieces(rows.length, readPiece, breathe)
  return readings
}
