/**
 * Pace: how fast flows follow one another, and whether they keep a beat.
 */

import { quantileOfSorted } from '../../numeric/quantiles'
import { groupRows, inOrder, pairCodes, type Keys } from '../../table/row-groups'
import type { TextCells } from '../../table/table'
import type { Traffic } from '../traffic'
import { sortedValues } from './tally'
import { portKeys } from './grouped-rows'

/** Over the middle 80 % of the rows' starts, so that a stray early or late flow doesn't stretch it. */
export interface Pace {
  /** From the 10th to the 90th percentile of the starts. */
  readonly middleSeconds: number
  readonly perSecond: number
}

/** @param share of the file's rows that the sample holds: a thinned file looks slower than it is */
export function paceOf(traffic: Traffic, rows: Uint32Array, share: number): Pace | null {
  if (traffic.seconds === null) return null
  const starts = sortedValues(traffic.seconds, rows)
  if (starts.length < 10) return null
  const middleSeconds = quantileOfSorted(starts, 0.9) - quantileOfSorted(starts, 0.1)
  // Times may be whole seconds or minutes: less than one second between the ends can't be told from none.
  return { middleSeconds, perSecond: (0.8 * starts.length) / share / Math.max(1, middleSeconds) }
}

/** A source that calls the same port of the same host again and again after the same time. */
export interface Beat {
  /** Share of the rows that keep such a beat. */
  readonly share: number
  /** Of the one with most flows. */
  readonly source: string
  readonly destination: string
  readonly flowCount: number
  readonly gapSeconds: number
  /** (90th − 10th percentile) / median of the gaps. */
  readonly gapSpread: number
  readonly lastedSeconds: number
  readonly rows: Uint32Array
}

/**
 * A beat needs 12 flows, 5 s or more apart, with 80 % of the gaps within ±20 % of each other's middle: what a program makes that
 * shifts each call by up to 15 % either way. RITA (Active Countermeasures), which looks for the same, asks for 20 connections
 * and scores the spread of the gaps; 12 serves shorter files.
 */
const FLOWS_FOR_A_BEAT = 12
const SHORTEST_GAP_SECONDS = 5
const LARGEST_GAP_SPREAD = 0.4

/** @param rows of one source, destination and port, in time order */
export function isBeat(seconds: Float64Array, rows: Uint32Array): boolean {
  const found = rows.length < FLOWS_FOR_A_BEAT ? null : gapsOf(seconds, rows)
  return found !== null && found.gap >= SHORTEST_GAP_SECONDS && found.spread <= LARGEST_GAP_SPREAD
}

/** @returns null without addresses or times; a share of 0 and no rows if there is no beat */
export function beatOf(traffic: Traffic, rows: Uint32Array): Beat | null {
  const { source, destination, destinationPort, seconds } = traffic
  if (source === null || destination === null || seconds === null) return null
  const parts: Keys[] = [keysAt(source, rows), keysAt(destination, rows)]
  if (destinationPort) parts.push(portKeys(destinationPort, rows))
  const own = Float64Array.from(rows, (row) => seconds[row]!)
  const sequences = groupRows(pairCodes(parts), inOrder(own, rows.length))
  let beating = 0
  let best: { gap: number; spread: number; lasted: number; places: Uint32Array } | null = null
  for (let group = 0; group + 1 < sequences.starts.length; group++) {
    const places = sequences.rows.subarray(sequences.starts[group]!, sequences.starts[group + 1]!)
    const found = places.length < FLOWS_FOR_A_BEAT ? null : gapsOf(own, places)
    if (!found || found.gap < SHORTEST_GAP_SECONDS || found.spread > LARGEST_GAP_SPREAD) continue
    beating += places.length
    if (best === null || places.length > best.places.length) best = { ...found, places }
  }
  if (best === null)
    return {
      share: 0,
      source: '',
      destination: '',
      flowCount: 0,
      gapSeconds: 0,
      gapSpread: 0,
      lastedSeconds: 0,
      rows: new Uint32Array(0),
    }
  const bestRows = best.places.map((place) => rows[place]!)
  const textOf = (cells: TextCells): string => cells.dictionary[cells.codes[bestRows[0]!]!]!
  return {
    share: beating / rows.length,
    source: textOf(source),
    destination: textOf(destination),
    flowCount: bestRows.length,
    gapSeconds: best.gap,
    gapSpread: best.spread,
    lastedSeconds: best.lasted,
    rows: bestRows,
  }
}

const keysAt = (cells: TextCells, rows: Uint32Array): Keys => ({
  codes: Uint32Array.from(rows, (row) => cells.codes[row]!),
  count: cells.dictionary.length,
})

function gapsOf(seconds: Float64Array, places: Uint32Array): { gap: number; spread: number; lasted: number } | null {
  const gaps = new Float64Array(places.length - 1)
  for (let i = 1; i < places.length; i++) gaps[i - 1] = seconds[places[i]!]! - seconds[places[i - 1]!]!
  gaps.sort()
  const gap = quantileOfSorted(gaps, 0.5)
  if (!(gap > 0)) return null
  const spread = (quantileOfSorted(gaps, 0.9) - quantileOfSorted(gaps, 0.1)) / gap
  return { gap, spread, lasted: seconds[places[places.length - 1]!]! - seconds[places[0]!]! }
}
