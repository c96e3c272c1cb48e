/**
 * Join different: the dictionaries of a file's parts one behind the other, where no text of one is in another, as an id per row has it.
 *
 * A hash table over a million ids is mostly waiting for memory. So their hashes are dealt to stretches that stay in the cache, by their
 * upper bits, and those that come twice are found there; only texts of such a hash are compared.
 */

import type { Entries } from '../intake/scan/scanned-range'
import { ByteDictionary } from './byte-dictionary'

/** Below that a dictionary is as fast. */
const LEAST_TEXTS = 65_536
/** Hashes a stretch, about; twice as many slots of 4 bytes are half of a first-level cache. */
const STRETCH_HASHES = 2048
/** Hashes of different texts that meet by chance: with 10 million texts there are 12,000. More say that texts repeat. */
const MOST_MET = 16_384

export interface JoinedEntries {
  /** The missing cell in front. */
  readonly entries: Entries
  /** Per part, from its code to that of the whole. */
  readonly maps: readonly Uint32Array[]
}

/**
 * @param parts each of texts that differ from each other, at most one of them empty
 * @returns null if any text is in two parts, or if that is not worth finding out here
 */
export function joinDifferent(parts: readonly Required<Entries>[]): JoinedEntries | null {
  const textCount = parts.reduce((sum, { hashes }) => sum + hashes.length, 0)
  if (parts.length < 2 || textCount < LEAST_TEXTS) return null
  const met = hashesMet(parts, textCount)
  return met === null || anyRepeats(parts, met) ? null : joined(parts, textCount)
}

/** The hashes that come more than once; null if there are too many. */
function hashesMet(parts: readonly Required<Entries>[], textCount: number): ReadonlySet<number> | null {
  const { hashes, starts } = dealt(parts, textCount)
  const met = new Set<number>()
  for (let stretch = 0; stretch + 1 < starts.length; stretch++) {
    addMet(hashes.subarray(starts[stretch]!, starts[stretch + 1]!), met)
    if (met.size > MOST_MET) return null
  }
  return met
}

/** All hashes but those of missing cells, by their upper bits, and where each stretch of them begins. */
function dealt(
  parts: readonly Required<Entries>[],
  textCount: number,
): { readonly hashes: Uint32Array; readonly starts: Uint32Array } {
  const shift = 32 - Math.ceil(Math.log2(textCount / STRETCH_HASHES))
  const starts = new Uint32Array((1 << (32 - shift)) + 1)
  for (const part of parts) {
    for (let code = 0; code < part.hashes.length; code++) {
      if (!isMissing(part, code)) starts[(part.hashes[code]! >>> shift) + 1]!++
    }
  }
  for (let stretch = 1; stretch < starts.length; stretch++) starts[stretch]! += starts[stretch - 1]!
  const next = starts.slice()
  const hashes = new Uint32Array(starts.at(-1)!)
  for (const part of parts) {
    for (let code = 0; code < part.hashes.length; code++) {
      if (!isMissing(part, code)) hashes[next[part.hashes[code]! >>> shift]!++] = part.hashes[code]!
    }
  }
  return { hashes, starts }
}

const isMissing = ({ offsets }: Entries, code: number): boolean => offsets[code] === offsets[code + 1]

/** Open addressing by the lower bits, at most half full; 0 marks a free slot and is taken for met, so that it is looked at. */
function addMet(hashes: Uint32Array, met: Set<number>): void {
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(hashes.length * 2 + 1)))
  const mask = slots.length - 1
  for (let at = 0; at < hashes.length; at++) {
    const hash = hashes[at]!
    let slot = hash & mask
    while (slots[slot] !== 0 && slots[slot] !== hash) slot = (slot + 1) & mask
    if (slots[slot] === hash) met.add(hash)
    slots[slot] = hash
  }
}

/** The lower 16 bits of the hashes say of nearly all texts that they aren't among them. */
function anyRepeats(parts: readonly Required<Entries>[], met: ReadonlySet<number>): boolean {
  const lowerBits = new Uint8Array(65_536)
  for (const hash of met) lowerBits[hash & 0xffff] = 1
  const dictionary = new ByteDictionary(0, 0)
  for (const part of parts) {
    const { bytes, hashes, offsets } = part
    for (let code = 0; code < hashes.length; code++) {
      const hash = hashes[code]!
      if (lowerBits[hash & 0xffff] === 0 || !met.has(hash) || isMissing(part, code)) continue
      const { length } = dictionary
      if (dictionary.add(bytes, offsets[code]!, offsets[code + 1]!, hash) < length) return true
    }
  }
  return false
}

function joined(parts: readonly Required<Entries>[], textCount: number): JoinedEntries {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.bytes.length, 0))
  const offsets = new Uint32Array(textCount + 2)
  let [length, byteCount] = [1, 0]
  const maps = parts.map((part) => {
    const map = new Uint32Array(part.hashes.length)
    for (let code = 0; code < map.length; code++) {
      if (isMissing(part, code)) continue
      map[code] = length++
      offsets[length] = byteCount + part.offsets[code + 1]!
    }
    bytes.set(part.bytes, byteCount)
    byteCount += part.bytes.length
    return map
  })
  return { entries: { bytes, offsets: offsets.slice(0, length + 1) }, maps }
}
