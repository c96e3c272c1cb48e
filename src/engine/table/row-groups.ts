/**
 * Row groups: the rows of each host, or of each pair of hosts, one after the other in time.
 */

import { sortIndices } from '../numeric/order'
import { inPieces } from '../numeric/pieces'
import type { Pulse } from '../numeric/pulse'
import type { Codes } from './table'

export interface Keys {
  /** Per row 0 … count − 1. */
  readonly codes: Codes
  readonly count: number
}

export interface RowGroups {
  /** All row indices, group after group, in time order within a group. */
  readonly rows: Uint32Array
  /** First place of each group in `rows`; one more, rows.length, at the end. */
  readonly starts: Uint32Array
}

/** Row indices by ascending time, rows of one time in file order; file order if there are no times. */
export function inOrder(seconds: Float64Array | null, rowCount: number): Uint32Array {
  const order = fileOrder(rowCount)
  return seconds === null || isAscending(seconds) ? order : order.sort(earlierFirst(seconds))
}

/** The same for a million rows, with breaths. */
export async function orderRows(
  seconds: Float64Array | null,
  rowCount: number,
  breathe: Pulse['breathe'],
): Promise<Uint32Array> {
  const order = fileOrder(rowCount)
  return seconds === null || isAscending(seconds) ? order : sortIndices(order, earlierFirst(seconds), breathe)
}

const fileOrder = (rowCount: number): Uint32Array => {
  const order = new Uint32Array(rowCount)
  for (let row = 0; row < rowCount; row++) order[row] = row
  return order
}

const earlierFirst = (seconds: Float64Array) => (a: number, b: number) => seconds[a]! - seconds[b]! || a - b

function isAscending(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i]! < values[i - 1]!) return false
  return true
}

/** Counting sort by key, keeping `order` within a key. */
export function groupRows(keys: Keys, order: Uint32Array): RowGroups {
  const starts = new Uint32Array(keys.count + 1)
  for (const code of keys.codes) starts[code + 1]!++
  for (let key = 0; key < keys.count; key++) starts[key + 1]! += starts[key]!
  const next = starts.slice(0, keys.count)
  const rows = new Uint32Array(order.length)
  for (const row of order) rows[next[keys.codes[row]!]!++] = row
  return { rows, starts }
}

/** One key per combination of keys that occurs, numbered by first appearance. */
export const pairCodes = (parts: readonly Keys[]): Keys =>
  parts.reduce((left, right) => {
    const { keysSoFar, readPiece } = pairsInMaking(left, right)
    readPiece(0, left.codes.length)
    return keysSoFar()
  })

/** The same for a million rows, with breaths. */
export async function readPairCodes(parts: readonly Keys[], breathe: Pulse['breathe']): Promise<Keys> {
  let left = parts[0]!
  for (const right of parts.slice(1)) {
    const { keysSoFar, readPiece } = pairsInMaking(left, right)
    await inPieces(left.codes.length, readPiece, breathe)
    left = keysSoFar()
  }
  return left
}

function pairsInMaking(
  left: Keys,
  right: Keys,
): { readonly keysSoFar: () => Keys; readonly readPiece: (first: number, pastLast: number) => void } {
  const numbering = numberingFor(left.count * right.count, left.codes.length)
  const codes = new Uint32Array(left.codes.length)
  let count = 0
  const readPiece = (first: number, pastLast: number): void => {
    for (let row = first; row < pastLast; row++) {
      const both = left.codes[row]! * right.count + right.codes[row]!
      let code = numbering.get(both)
      if (code === undefined) numbering.set(both, (code = count++))
      codes[row] = code
    }
  }
  return { keysSoFar: () => ({ codes, count }), readPiece }
}

/** 16 MB while keys are paired; and no more places than this per row, which have to be cleared first. */
const MOST_LISTED = 4_194_304
const MOST_PLACES_PER_ROW = 16

const numberingFor = (pairCount: number, rowCount: number): Numbering =>
  pairCount <= Math.min(MOST_LISTED, rowCount * MOST_PLACES_PER_ROW) ? new ListedNumbering(pairCount) : new Map()

interface Numbering {
  get(pair: number): number | undefined
  set(pair: number, code: number): void
}

/** A place for every pair that could be: five times as fast as a Map of the several hundred thousand that a million rows have (2026-11-26). */
class ListedNumbering implements Numbering {
  /** One more than the code; 0 where there is none yet. */
  private readonly places: Uint32Array

  constructor(pairCount: number) {
    this.places = new Uint32Array(pairCount)
  }

  get(pair: number): number | undefined {
    const place = this.places[pair]!
    return place === 0 ? undefined : place - 1
  }

  set(pair: number, code: number): void {
    this.places[pair] = code + 1
  }
}
