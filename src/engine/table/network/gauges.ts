/**
 * Gauges: what is counted among the flows of a window.
 *
 * Shares are given to the thousandth: a column of them has at most 1,001 different values, which a shard keeps in two bytes.
 */

import type { Keys } from '../row-groups'
import type { Gauge, Tally } from './slide'

export const toThousandth = (value: number): number => Math.round(1000 * value) / 1000

export const flowCount = (): Gauge => ({ tally: null, read: (_, count) => count })

/** Flows per key, and how many keys have any. */
export class KeyCounts implements Tally {
  private readonly flows: Uint32Array
  distinct = 0

  constructor(private readonly keys: Keys) {
    this.flows = new Uint32Array(keys.count)
  }

  add(row: number): void {
    if (this.flows[this.keys.codes[row]!]!++ === 0) this.distinct++
  }

  drop(row: number): void {
    if (--this.flows[this.keys.codes[row]!]! === 0) this.distinct--
  }

  /** Flows with the same key as this one. */
  alike(row: number): number {
    return this.flows[this.keys.codes[row]!]!
  }
}

export const distinct = (tally: KeyCounts): Gauge => ({ tally, read: () => tally.distinct })

export const sameCount = (tally: KeyCounts): Gauge => ({ tally, read: (row) => tally.alike(row) })

export const sameShare = (tally: KeyCounts): Gauge => ({
  tally,
  read: (row, count) => toThousandth(tally.alike(row) / count),
})

/** Different keys per flow; 0 while there is one only. */
export const kindsPerFlow = (tally: KeyCounts): Gauge => ({
  tally,
  read: (_, count) => (tally.distinct > 1 ? toThousandth(tally.distinct / count) : 0),
})

/** @param flags per row 0 or 1 */
export function flaggedShare(flags: Uint8Array): Gauge {
  let flagged = 0
  const tally: Tally = {
    add: (row) => void (flagged += flags[row]!),
    drop: (row) => void (flagged -= flags[row]!),
  }
  return { tally, read: (_, count) => toThousandth(flagged / count) }
}

/** Sent ÷ (sent + returned), ½ where neither is anything. Whole numbers add up exactly to 2⁵³. */
export function sentShare(sent: Float64Array, returned: Float64Array): Gauge {
  let [out, back] = [0, 0]
  const tally: Tally = {
    add: (row) => {
      out += sent[row]!
      back += returned[row]!
    },
    drop: (row) => {
      out -= sent[row]!
      back -= returned[row]!
    },
  }
  return { tally, read: () => (out + back > 0 ? toThousandth(out / (out + back)) : 0.5) }
}
