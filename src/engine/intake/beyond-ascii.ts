/**
 * Beyond ASCII: where the first such byte stands, four bytes a step, since most files have few or none.
 */

const TOP_BITS = 0x80808080

/** @returns the index of the first byte from `from` on that is no ASCII; the length if there is none */
export function firstBeyondAscii(bytes: Uint8Array, from: number): number {
  const { length, byteOffset } = bytes
  let at = from
  while (at < length && ((byteOffset + at) & 3) !== 0 && bytes[at]! < 0x80) at++
  if (at < length && ((byteOffset + at) & 3) === 0) {
    const words = new Uint32Array(bytes.buffer, byteOffset + at, (length - at) >> 2)
    let word = 0
    while (word < words.length && (words[word]! & TOP_BITS) === 0) word++
    at += word * 4
  }
  while (at < length && bytes[at]! < 0x80) at++
  return at
}
