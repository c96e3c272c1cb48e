/**
 * Recode: codes of a part of a file → codes of the whole file.
 *
 * The loops below are the same but for the widths of what they read and write. One loop for all widths would be compiled for none of
 * them.
 */

import type { Codes } from './table'

/**
 * @param out filled here; may be the same memory as `codes`: for each place the new code of `codes[first + place]`
 * @param map from old code to new
 */
export function recode(codes: Codes, first: number, map: Uint32Array, out: Codes): void {
  const part = codes.subarray(first, first + out.length)
  if (isIdentity(map)) return out.set(part)
  if (part instanceof Uint8Array && out instanceof Uint8Array) return from8To8(part, map, out)
  if (part instanceof Uint8Array && out instanceof Uint16Array) return from8To16(part, map, out)
  if (part instanceof Uint16Array && out instanceof Uint8Array) return from16To8(part, map, out)
  if (part instanceof Uint16Array && out instanceof Uint16Array) return from16To16(part, map, out)
  if (part instanceof Uint16Array && out instanceof Uint32Array) return from16To32(part, map, out)
  if (part instanceof Uint32Array && out instanceof Uint32Array) return from32To32(part, map, out)
  for (let place = 0; place < out.length; place++) out[place] = map[part[place]!]!
}

function isIdentity(map: Uint32Array): boolean {
  for (let code = 0; code < map.length; code++) if (map[code] !== code) return false
  return true
}

function from8To8(codes: Uint8Array, map: Uint32Array, out: Uint8Array): void {
  for (let place = 0; place < out.length; place++) out[place] = map[codes[place]!]!
}

function from8To16(codes: Uint8Array, map: Uint32Array, out: Uint16Array): void {
  for (let place = 0; place < out.length; place++) out[place] = map[codes[place]!]!
}

function from16To8(codes: Uint16Array, map: Uint32Array, out: Uint8Array): void {
  for (let place = 0; place < out.length; place++) out[place] = map[codes[place]!]!
}

function from16To16(codes: Uint16Array, map: Uint32Array, out: Uint16Array): void {
  for (let place = 0; place < out.length; place++) out[place] = map[codes[place]!]!
}

function from16To32(codes: Uint16Array, map: Uint32Array, out: Uint32Array): void {
  for (let place = 0; place < out.length; place++) out[place] = map[codes[place]!]!
}

function from32To32(codes: Uint32Array, map: Uint32Array, out: Uint32Array): void {
  for (let place = 0; place < out.length; place++) out[place] = map[codes[place]!]!
}
