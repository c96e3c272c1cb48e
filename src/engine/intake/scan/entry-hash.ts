/**
 * Entry hash: 32 bits of a cell's bytes, the same in the scanner's kernel (src/kernels/scan/dictionaries.ts), so that whoever puts
 * dictionaries together finds them made.
 *
 * Source: G. Fowler, L. C. Noll, K.-P. Vo, FNV-1a (IETF draft-eastlake-fnv), four bytes a step, and its bits stirred at the end as by
 * MurmurHash3's finalizer (A. Appleby, 2011, public domain).
 */

import type { Entries } from './scanned-range'

const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

/** @returns 0 … 2³² − 1 */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = OFFSET_BASIS ^ (end - start)
  let at = start
  for (; at + 4 <= end; at += 4) {
    const word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
    hash = Math.imul(hash ^ word, PRIME)
    hash ^= hash >>> 15
  }
  for (; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, PRIME)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

export function hashesOf({ bytes, offsets }: Entries): Uint32Array {
  const hashes = new Uint32Array(offsets.length - 1)
  for (let entry = 0; entry < hashes.length; entry++) {
    hashes[entry] = hashOf(bytes, offsets[entry]!, offsets[entry + 1]!)
  }
  return hashes
}
