/**
 * Trailing: figures over the last flows of a group, each flow counting itself.
 *
 * Counts are divided by (flows + 5), so that the first flow of a host doesn't look like a host that never repeats itself.
 */

import { log, squareOf } from '../numeric/portable-math'
import type { Keys, RowGroups } from './row-groups'

/** Flows looked back on. */
export const WINDOW = 100
export const PRIOR_FLOWS = 5
export const RATE_SECONDS = 10
/** Of fewer flows than this: a million rows ask for the same few logarithms. */
const USUAL_LOGS = Float64Array.from({ length: 1024 }, (_, count) => log(count))
/** Gaps looked back on for the regular beat, and flows needed before it is judged. */
export const GAPS = 16
export const FLOWS_FOR_A_BEAT = 8
/** Shorter mean gaps are bursts, not beats. */
export const SHORTEST_BEAT_SECONDS = 1

/** Distinct values among a group's last 100 flows, / (flows + 5). */
export function distinctPerFlow({ rows, starts }: RowGroups, of: Keys): Float64Array {
  const result = new Float64Array(rows.length)
  const countOf = new Uint32Array(of.count)
  for (let group = 0; group + 1 < starts.length; group++) {
    const first = starts[group]!
    const pastLast = starts[group + 1]!
    let distinct = 0
    for (let place = first; place < pastLast; place++) {
      if (place - first >= WINDOW && --countOf[of.codes[rows[place - WINDOW]!]!]! === 0) distinct--
      if (countOf[of.codes[rows[place]!]!]!++ === 0) distinct++
      result[rows[place]!] = distinct / (Math.min(place - first + 1, WINDOW) + PRIOR_FLOWS)
    }
    for (let place = Math.max(first, pastLast - WINDOW); place < pastLast; place++) countOf[of.codes[rows[place]!]!] = 0
  }
  return result
}

/** Flagged flows among a group's last 100, / (flows + 5). @param flags per row 0 or 1 */
export function shareOf({ rows, starts }: RowGroups, flags: Uint8Array): Float64Array {
  const result = new Float64Array(rows.length)
  for (let group = 0; group + 1 < starts.length; group++) {
    const first = starts[group]!
    let flagged = 0
    for (let place = first; place < starts[group + 1]!; place++) {
      if (place - first >= WINDOW) flagged -= flags[rows[place - WINDOW]!]!
      flagged += flags[rows[place]!]!
      result[rows[place]!] = flagged / (Math.min(place - first + 1, WINDOW) + PRIOR_FLOWS)
    }
  }
  return result
}

/** ln of a group's flows in the 10 s up to and including each flow. @param seconds ascending within a group */
export function recentFlows({ rows, starts }: RowGroups, seconds: Float64Array): Float64Array {
  const result = new Float64Array(rows.length)
  for (let group = 0; group + 1 < starts.length; group++) {
    let oldest = starts[group]!
    for (let place = starts[group]!; place < starts[group + 1]!; place++) {
      const now = seconds[rows[place]!]!
      while (seconds[rows[oldest]!]! < now - RATE_SECONDS) oldest++
      const count = place - oldest + 1
      result[rows[place]!] = USUAL_LOGS[count] ?? log(count)
    }
  }
  return result
}

/**
 * 1 / (0.1 + variation of the last 16 gaps), variation = standard deviation / mean: 10 for a clockwork, 1 for chance.
 * 0 before the eighth flow of a group and while the mean gap is a second or less.
 */
export function beatRegularity({ rows, starts }: RowGroups, seconds: Float64Array): Float64Array {
  const result = new Float64Array(rows.length)
  for (let group = 0; group + 1 < starts.length; group++) {
    const first = starts[group]!
    for (let place = first + FLOWS_FOR_A_BEAT - 1; place < starts[group + 1]!; place++) {
      const gaps = Math.min(GAPS, place - first)
      const mean = (seconds[rows[place]!]! - seconds[rows[place - gaps]!]!) / gaps
      if (mean <= SHORTEST_BEAT_SECONDS) continue
      let squares = 0
      for (let back = 0; back < gaps; back++) {
        const gap = seconds[rows[place - back]!]! - seconds[rows[place - back - 1]!]!
        squares += squareOf(gap - mean)
      }
      result[rows[place]!] = regularityOf(squares, gaps, mean)
    }
  }
  return result
}

/** @param squares sum of squared differences of the gaps to their mean */
export const regularityOf = (squares: number, gaps: number, mean: number): number =>
  1 / (0.1 + Math.sqrt(squares / gaps) / mean)
