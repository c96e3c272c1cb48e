/**
 * Little endian: numbers as containers write them, the low byte first.
 */

/** @param at must lie within, as all bytes of the number do */
export const uint16 = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8)

export const uint32 = (bytes: Uint8Array, at: number): number =>
  (uint16(bytes, at) | (uint16(bytes, at + 2) << 16)) >>> 0

/** Exact up to 2^53, which no file reaches. */
export const uint64 = (bytes: Uint8Array, at: number): number => uint32(bytes, at) + uint32(bytes, at + 4) * 2 ** 32
