/**
 * Trailing: figures over the last flows of a group, each flow counting itself.
 *
 * Counts are divided by (flows + 5), so that the first flow of a host doesn't look like a host that never repeats itself.
 */

import { log, squareOf } from '../numeric/portable-math'
import type { DerivedNumbers } from './derived-numbers'
import type { Keys, RowGroups } from './row-groups'
import { MOST_CODED } from './stored'

/** Flows looked back on. */
export const WINDOW = 100
export const PRIOR_FLOWS = 5
export const RATE_SECONDS = 10
/** Gaps looked back on for the regular beat, and flows needed before it is judged. */
export const GAPS = 16
export const FLOWS_FOR_A_BEAT = 8
/** Shorter mean gaps are bursts, not beats. */
export const SHORTEST_BEAT_SECONDS = 1

/** Shares of the last flows, coded by how many of how many: no two rows need the same division. Code 0 is none. */
const codeOfShare = (part: number, flowCount: number): number => part + (flowCount - 1) * (WINDOW + 1) + 1

const SHARES = Float64Array.from({ length: codeOfShare(WINDOW, WINDOW) + 1 }, (_, code) => {
  const flowCount = Math.floor((code - 1) / (WINDOW + 1)) + 1
  return code === 0 ? NaN : ((code - 1) % (WINDOW + 1)) / (flowCount + PRIOR_FLOWS)
})

/** Distinct values among a group's last 100 flows, / (flows + 5). */
export function distinctPerFlow({ rows, starts }: RowGroups, of: Keys): DerivedNumbers {
  const codes = new Uint16Array(rows.length)
  const countOf = new Uint32Array(of.count)
  for (let group = 0; group + 1 < starts.length; group++) {
    const first = starts[group]!
    const pastLast = starts[group + 1]!
    let distinct = 0
    for (let place = first; place < pastLast; place++) {
      if (place - first >= WINDOW && --countOf[of.codes[rows[place - WINDOW]!]!]! === 0) distinct--
      if (countOf[of.codes[rows[place]!]!]!++ === 0) distinct++
      codes[rows[place]!] = codeOfShare(distinct, Math.min(place - first + 1, WINDOW))
    }
    for (let place = Math.max(first, pastLast - WINDOW); place < pastLast; place++) countOf[of.codes[rows[place]!]!] = 0
  }
  return { kind: 'coded numbers', codes, numbers: SHARES }
}

/** Flagged flows among a group's last 100, / (flows + 5). @param flags per row 0 or 1 */
export function shareOf({ rows, starts }: RowGroups, flags: Uint8Array): DerivedNumbers {
  const codes = new Uint16Array(rows.length)
  for (let group = 0; group + 1 < starts.length; group++) {
    const first = starts[group]!
    let flagged = 0
    for (let place = first; place < starts[group + 1]!; place++) {
      if (place - first >= WINDOW) flagged -= flags[rows[place - WINDOW]!]!
      flagged += flags[rows[place]!]!
      codes[rows[place]!] = codeOfShare(flagged, Math.min(place - first + 1, WINDOW))
    }
  }
  return { kind: 'coded numbers', codes, numbers: SHARES }
}

/** ln of a group's flows in the 10 s up to and including each flow. @param seconds ascending within a group */
export function recentFlows(groups: RowGroups, seconds: Float64Array): DerivedNumbers {
  const codes = new Uint16Array(groups.rows.length)
  const most = countRecent(groups, seconds, codes)
  if (most < MOST_CODED) {
    return {
      kind: 'coded numbers',
      codes,
      numbers: Float64Array.from({ length: most + 1 }, (_, count) => (count === 0 ? NaN : log(count))),
    }
  }
  const counts = new Uint32Array(groups.rows.length)
  countRecent(groups, seconds, counts)
  return { kind: 'numbers', values: Float64Array.from(counts, log) }
}

/** @returns the largest count */
function countRecent({ rows, starts }: RowGroups, seconds: Float64Array, counts: Uint16Array | Uint32Array): number {
  let most = 0
  for (let group = 0; group + 1 < starts.length; group++) {
    let oldest = starts[group]!
    for (let place = starts[group]!; place < starts[group + 1]!; place++) {
      const now = seconds[rows[place]!]!
      while (seconds[rows[oldest]!]! < now - RATE_SECONDS) oldest++
      const count = place - oldest + 1
      if (count > most) most = count
      counts[rows[place]!] = count
    }
  }
  return most
}

/**
 * 1 / (0.1 + variation of the last 16 gaps), variation = standard deviation / mean: 10 for a clockwork, 1 for chance.
 * 0 before the eighth flow of a group and while the mean gap is a second or less.
 */
export function beatRegularity({ rows, starts }: RowGroups, seconds: Float64Array): DerivedNumbers {
  const values = new Float64Array(rows.length)
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
      values[rows[place]!] = regularityOf(squares, gaps, mean)
    }
  }
  return { kind: 'numbers', values }
}

/** @param squares sum of squared differences of the gaps to their mean */
export const regularityOf = (squares: number, gaps: number, mean: number): number =>
  1 / (0.1 + Math.sqrt(squares / gaps) / mean)
