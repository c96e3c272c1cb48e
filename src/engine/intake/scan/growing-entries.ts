/**
 * Growing entries: cells as bytes, one behind the other.
 */

import { growing32 } from './growing'
import type { Entries } from './scanned-range'

const FIRST_BYTES = 256

export class GrowingEntries {
  private bytes = new Uint8Array(FIRST_BYTES)
  private byteCount = 0
  private readonly offsets = growing32()

  add(cell: Uint8Array): void {
    this.offsets.push(this.byteCount)
    const needed = this.byteCount + cell.length
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2))
      larger.set(this.bytes)
      this.bytes = larger
    }
    this.bytes.set(cell, this.byteCount)
    this.byteCount = needed
  }

  finish(): Entries {
    this.offsets.push(this.byteCount)
    return { bytes: this.bytes.slice(0, this.byteCount), offsets: this.offsets.finish() }
  }
}

export const entryAt = ({ bytes, offsets }: Entries, index: number): Uint8Array =>
  bytes.subarray(offsets[index]!, offsets[index + 1]!)

/** Entries one piece behind the other. */
export function joinedEntries(pieces: readonly Entries[]): Entries {
  if (pieces.length === 1) return pieces[0]!
  const lengths = pieces.map(({ bytes }) => bytes.length)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  const offsets = new Uint32Array(pieces.reduce((sum, piece) => sum + piece.offsets.length - 1, 0) + 1)
  let [entry, start] = [0, 0]
  for (const piece of pieces) {
    bytes.set(piece.bytes, start)
    for (let index = 1; index < piece.offsets.length; index++) offsets[++entry] = start + piece.offsets[index]!
    start += piece.bytes.length
  }
  return { bytes, offsets, ...joinedHashes(pieces, offsets.length - 1) }
}

/** Nothing if one piece has none. */
function joinedHashes(pieces: readonly Entries[], count: number): Pick<Entries, 'hashes'> {
  const hashes = new Uint32Array(count)
  let at = 0
  for (const piece of pieces) {
    if (piece.hashes === undefined) return {}
    hashes.set(piece.hashes, at)
    at += piece.hashes.length
  }
  return { hashes }
}
