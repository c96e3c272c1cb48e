/**
 * Huffman: the codes of DEFLATE as tables to look bits up in.
 *
 * Source: RFC 1951, sections 3.2.2 (codes from their lengths) and 3.2.1 (bits stand in the file lowest first, codes highest first).
 */

/** Codes up to so many bits are found in one look; longer ones, rare by construction, bit by bit. */
export const QUICK_BITS = 10
export const LONGEST_CODE = 15

export interface HuffmanTable {
  /** By the next QUICK_BITS bits: symbol · 16 + length of its code; 0 where the code is longer or there is none. */
  readonly quick: Uint16Array
  /** Per length, how many codes have it. */
  readonly counts: Uint16Array
  /** Symbols in the order of their codes. */
  readonly symbols: Uint16Array
}

/**
 * @param lengths per symbol the bits of its code, 0 … 15; 0: it has none
 * @returns null if no code has these lengths: too many short ones, or some bits that would mean nothing. A single code of one bit
 *   may stand alone, and none at all, as RFC 1951 allows for distances.
 */
export function huffmanTable(lengths: Uint8Array): HuffmanTable | null {
  const counts = new Uint16Array(LONGEST_CODE + 1)
  for (const length of lengths) counts[length]!++
  const codeCount = lengths.length - counts[0]!
  counts[0] = 0
  let free = 1
  for (let length = 1; length <= LONGEST_CODE; length++) {
    free = free * 2 - counts[length]!
    if (free < 0) return null
  }
  if (free > 0 && !(codeCount === 0 || (codeCount === 1 && counts[1] === 1))) return null
  return filled(lengths, counts, codeCount)
}

function filled(lengths: Uint8Array, counts: Uint16Array, codeCount: number): HuffmanTable {
  const places = new Uint16Array(LONGEST_CODE + 2)
  const nextCodes = new Uint16Array(LONGEST_CODE + 2)
  for (let length = 1; length <= LONGEST_CODE; length++) {
    places[length + 1] = places[length]! + counts[length]!
    nextCodes[length + 1] = (nextCodes[length]! + counts[length]!) << 1
  }
  const symbols = new Uint16Array(codeCount)
  const quick = new Uint16Array(1 << QUICK_BITS)
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!
    if (length === 0) continue
    symbols[places[length]!++] = symbol
    const code = nextCodes[length]!++
    if (length > QUICK_BITS) continue
    const step = 1 << length
    for (let at = reversed(code, length); at < quick.length; at += step) quick[at] = symbol * 16 + length
  }
  return { quick, counts, symbols }
}

function reversed(code: number, length: number): number {
  let turned = 0
  for (let bit = 0; bit < length; bit++) turned |= ((code >> bit) & 1) << (length - 1 - bit)
  return turned
}

/** The codes of blocks that bring none of their own (RFC 1951, section 3.2.6). */
export function fixedTables(): { readonly literals: HuffmanTable; readonly distances: HuffmanTable } {
  const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280, 288)
  return { literals: huffmanTable(lengths)!, distances: huffmanTable(new Uint8Array(32).fill(5))! }
}
