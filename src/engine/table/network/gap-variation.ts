/**
 * Gap variation: how irregular the gaps between a group's last flows are, as their coefficient of variation.
 *
 * 0 is a clockwork, as of a beacon; calls by chance (a Poisson process) have 1. Source of the idea: variation of interarrival
 * times is 1 for an exponential distribution (D. Cox, P. Lewis, The Statistical Analysis of Series of Events, 1966).
 */

import { inPieces } from '../../numeric/pieces'
import { squareOf } from '../../numeric/portable-math'
import type { Pulse } from '../../numeric/pulse'
import type { RowGroups } from '../row-groups'
import { FLOWS_FOR_A_BEAT, GAPS, SHORTEST_BEAT_SECONDS } from '../trailing'
import { toThousandth } from './gauges'

/** What is said before there are enough gaps, and of bursts. */
const AS_BY_CHANCE = 1

/**
 * Standard deviation ÷ mean of the last 16 gaps up to each flow; 1 before the eighth flow and while the mean gap is a second or less.
 * @param seconds per row, ascending within a group
 * Time O(rows · 16). Memory: 8 bytes per row.
 */
export async function gapVariation(
  { rows, starts }: RowGroups,
  seconds: Float64Array,
  breathe: Pulse['breathe'],
): Promise<Float64Array> {
  const result = new Float64Array(rows.length).fill(AS_BY_CHANCE)
  const at = (place: number): number => seconds[rows[place]!]!
  let group = 0
  const readPiece = (first: number, pastLast: number): void => {
    for (let place = first; place < pastLast; place++) {
      while (place >= starts[group + 1]!) group++
      const gaps = Math.min(GAPS, place - starts[group]!)
      const mean = (at(place) - at(place - gaps)) / gaps
      if (gaps + 1 < FLOWS_FOR_A_BEAT || mean <= SHORTEST_BEAT_SECONDS) continue
      let squares = 0
      for (let back = 0; back < gaps; back++) squares += squareOf(at(place - back) - at(place - back - 1) - mean)
      result[rows[place]!] = toThousandth(Math.sqrt(squares / gaps) / mean)
    }
  }
  await inPieces(rows.length, readPiece, breathe)
  return result
}
