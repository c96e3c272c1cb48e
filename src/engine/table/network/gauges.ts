/**
 * Gauges: what is counted among the flows of a window.
 *
 * Shares are given to the thousandth: a column of them has at most 1,001 different values, which a shard keeps in two bytes.
 */

import type { Keys } from '../row-groups'
import type { Gauge } from './slide'

export const toThousandth = (value: number): number => Math.round(1000 * value) / 1000

export const flowCount = (): Gauge => ({
  add: () => undefined,
  drop: () => undefined,
  read: (_, count) => count,
})

/** Flows per key, and how many keys have any. */
class KeyCounts {
  private readonly flows: Uint32Array
  distinct = 0

  constructor(private readonly keys: Keys) {
    this.flows = new Uint32Array(keys.count)
  }

  readonly add = (row: number): void => {
    if (this.flows[this.keys.codes[row]!]!++ === 0) this.distinct++
  }

  readonly drop = (row: number): void => {
    if (--this.flows[this.keys.codes[row]!]! === 0) this.distinct--
  }

  /** Flows with the same key as this one. */
  readonly alike = (row: number): number => this.flows[this.keys.codes[row]!]!
}

const ofKeys = (keys: Keys, read: (counts: KeyCounts, row: number, flowCount: number) => number): Gauge => {
  const counts = new KeyCounts(keys)
  return { add: counts.add, drop: counts.drop, read: (row, count) => read(counts, row, count) }
}

export const distinct = (keys: Keys): Gauge => ofKeys(keys, ({ distinct: found }) => found)

export const sameCount = (keys: Keys): Gauge => ofKeys(keys, ({ alike }, row) => alike(row))

export const sameShare = (keys: Keys): Gauge =>
  ofKeys(keys, ({ alike }, row, count) => toThousandth(alike(row) / count))

/** Different keys per flow; 0 while there is one only. */
export const kindsPerFlow = (keys: Keys): Gauge =>
  ofKeys(keys, ({ distinct: found }, _, count) => (found > 1 ? toThousandth(found / count) : 0))

/** @param flags per row 0 or 1 */
export function flaggedShare(flags: Uint8Array): Gauge {
  let flagged = 0
  return {
    add: (row) => void (flagged += flags[row]!),
    drop: (row) => void (flagged -= flags[row]!),
    read: (_, count) => toThousandth(flagged / count),
  }
}

/** Sent ÷ (sent + returned), ½ where neither is anything. Whole numbers add up exactly to 2⁵³. */
export function sentShare(sent: Float64Array, returned: Float64Array): Gauge {
  let [out, back] = [0, 0]
  return {
    add: (row) => {
      out += sent[row]!
      back += returned[row]!
    },
    drop: (row) => {
      out -= sent[row]!
      back -= returned[row]!
    },
    read: () => (out + back > 0 ? toThousandth(out / (out + back)) : 0.5),
  }
}
