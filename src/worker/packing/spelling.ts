/**
 * Spelling: how a packed text is told in bits, one description for both ways. Who packs says which bit is wanted; who unpacks
 * passes anything, and gets the bit that was packed.
 *
 * A text is a row of steps: one byte, or a copy of bytes that came before. A coder keeps a chance for every place, the
 * circumstances that a bit is told in; what is usual there costs a fraction of a bit.
 * Source: Ziv and Lempel, IEEE Trans. Inf. Theory 23(3), 1977, doi:10.1109/TIT.1977.1055714; the circumstances are much like LZMA's.
 */

export interface BitCoder {
  /** @returns the bit, 0 or 1 */
  bit(place: number, wanted: number): number
}

/** So many distances are remembered: one that comes again is told in a few bits. */
export const REMEMBERED = 4
export const SHORTEST_COPY = 2

const BYTES = 0
const COPIES = BYTES + 65_536
const REPEATS = COPIES + 512
const LENGTHS = REPEATS + 16
const LENGTHS_AGAIN = LENGTHS + 1024
const REACHES = LENGTHS_AGAIN + 1024
const LOW_BITS = REACHES + 4 * 64
const HIGH_BITS = LOW_BITS + 16
const OTHERS = HIGH_BITS + 32 * 32
export const PLACES = OTHERS + 2048

/** Whether a copy comes next. */
export const tellCopy = (coder: BitCoder, previousByte: number, afterCopy: boolean, wanted: number): number =>
  coder.bit(COPIES + previousByte + (afterCopy ? 256 : 0), wanted)

export const tellByte = (coder: BitCoder, previousByte: number, wanted: number): number =>
  tellBits(coder, BYTES + previousByte * 256, 8, wanted)

/**
 * The byte behind a copy. It is another than the copy would have gone on with, or the copy would have been longer: its bits are told
 * beside that one's, as long as they are the same.
 */
export function tellOtherByte(coder: BitCoder, previousByte: number, copied: number, wanted: number): number {
  let told = 1
  let isSame = true
  for (let bit = 7; bit >= 0; bit--) {
    const own = (copied >> bit) & 1
    const place = isSame ? OTHERS + (copied * 8 + bit) : BYTES + previousByte * 256 + told
    const next = coder.bit(place, (wanted >> bit) & 1)
    if (next !== own) isSame = false
    told = told * 2 + next
  }
  return told - 256
}

/** Which of the remembered distances it is, 0 the latest; `REMEMBERED` if a new one follows. */
export function tellRepeat(coder: BitCoder, afterCopy: boolean, wanted: number): number {
  if (coder.bit(REPEATS + (afterCopy ? 1 : 0), wanted === REMEMBERED ? 1 : 0) === 1) return REMEMBERED
  for (let index = 0; index < REMEMBERED - 1; index++) {
    if (coder.bit(REPEATS + 2 + index, wanted === index ? 0 : 1) === 0) return index
  }
  return REMEMBERED - 1
}

export function tellLength(coder: BitCoder, isRepeat: boolean, wanted: number): number {
  const places = isRepeat ? LENGTHS_AGAIN : LENGTHS
  const value = wanted - SHORTEST_COPY + 1
  let width = 0
  while (coder.bit(places + width, value >> (width + 1) > 0 ? 1 : 0) === 1) width++
  let told = 1
  for (let bit = width - 1; bit >= 0; bit--) {
    // The first two bits below the leading one depend on each other; those further down are told alone.
    const place = bit >= width - 2 ? told & 3 : 4 + bit
    told = told * 2 + coder.bit(places + 32 * (width + 1) + place, (value >> bit) & 1)
  }
  return told - 1 + SHORTEST_COPY
}

/** A distance, 1 or more: first its two leading bits with its width, then the others. */
export function tellDistance(coder: BitCoder, length: number, wanted: number): number {
  const wantedWidth = 31 - Math.clz32(wanted)
  const reach = tellBits(
    coder,
    REACHES + 64 * Math.min(length - SHORTEST_COPY, 3),
    6,
    wantedWidth * 2 + (wantedWidth > 0 ? (wanted >> (wantedWidth - 1)) & 1 : 0),
  )
  const width = reach >> 1
  if (width === 0) return 1
  let told = 2 + (reach & 1)
  let bit = width - 2
  for (; bit >= 4; bit--) told = told * 2 + coder.bit(HIGH_BITS + width * 32 + bit, (wanted >> bit) & 1)
  if (bit < 3) {
    for (; bit >= 0; bit--) told = told * 2 + coder.bit(HIGH_BITS + width * 32 + bit, (wanted >> bit) & 1)
    return told
  }
  return told * 16 + tellBits(coder, LOW_BITS, 4, wanted & 15)
}

/** So many bits, the highest first, each in the circumstances of those before it. */
function tellBits(coder: BitCoder, places: number, width: number, wanted: number): number {
  let told = 1
  for (let bit = width - 1; bit >= 0; bit--) told = told * 2 + coder.bit(places + told, (wanted >> bit) & 1)
  return told - (1 << width)
}

/**
 * Puts a distance first among those remembered; the one that was repeated, or the oldest, leaves its place.
 *
 * @param repeat as `tellRepeat` tells it
 */
export function remember(distances: number[], repeat: number, distance: number): void {
  for (let i = Math.min(repeat, REMEMBERED - 1); i > 0; i--) distances[i] = distances[i - 1]!
  distances[0] = distance
}
