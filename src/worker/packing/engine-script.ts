/**
 * Engine script: where it stands in the page, packed behind the page's own script: the last line of that, a comment.
 *
 * So the hash that the content policy has of the script binds both; and what both have in common stands there once.
 */

import { unpacked } from './unpacked'

const MARK = '\n//'

export interface PackedScript {
  /** The page's own script. */
  readonly before: string
  readonly byteCount: number
  /** Base64. */
  readonly packed: string
}

export const withPacked = ({ before, byteCount, packed }: PackedScript): string =>
  `${before}${MARK}${byteCount} ${packed}`

/** @param text what `withPacked` made */
export function packedIn(text: string): PackedScript {
  const end = text.lastIndexOf(MARK)
  const [byteCount, packed] = text.slice(end + MARK.length).split(' ')
  return { before: text.slice(0, end), byteCount: Number(byteCount), packed: packed! }
}

export function unpackedScript({ before, byteCount, packed }: PackedScript): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0))
  return unpacked(bytes, byteCount, new TextEncoder().encode(before))
}
