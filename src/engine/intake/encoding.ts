/**
 * Encoding: which characters the bytes mean, found from a file's head; and the streaming decoder.
 */

import { firstBeyondAscii } from './beyond-ascii'
import type { Encoding } from './facts'

const BYTE_ORDER_MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8-bom', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

export const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte)

/**
 * A mark decides; then the NUL pattern of UTF-16 (ASCII digits and commas leave every second byte 0); else it is UTF-8,
 * unless the first byte beyond ASCII can't be: then Latin-1, in the form the web gives it (windows-1252).
 * @param head the file's first bytes; may end inside a character
 */
export function detectEncoding(head: Uint8Array): Encoding {
  for (const [encoding, mark] of BYTE_ORDER_MARKS) if (startsWith(head, mark)) return encoding
  const utf16 = utf16ByNuls(head)
  if (utf16 !== null) return utf16
  const check = new Utf8Check()
  check.add(head)
  return check.invalidAt === null || check.sawMultibyte ? 'utf-8' : 'latin-1'
}

/** At least 40 % of one half of the byte pairs NUL and under 5 % of the other: text in UTF-16 without a mark. */
function utf16ByNuls(head: Uint8Array): Encoding | null {
  const pairCount = Math.min(head.length >> 1, 2048)
  if (pairCount < 2) return null
  const nuls = [0, 0]
  for (let i = 0; i < pairCount * 2; i++) if (head[i] === 0) nuls[i & 1]!++
  const [even, odd] = [nuls[0]! / pairCount, nuls[1]! / pairCount]
  if (odd >= 0.4 && even < 0.05) return 'utf-16le'
  return even >= 0.4 && odd < 0.05 ? 'utf-16be' : null
}

/**
 * Watches bytes for the first that can't be UTF-8 (RFC 3629), however they are sliced.
 * Overlong forms and surrogates beyond their first byte pass: the question is only which encoding was meant.
 */
export class Utf8Check {
  /** Offset of the first wrong byte. */
  invalidAt: number | null = null
  /** Whether a whole character beyond ASCII came before it. */
  sawMultibyte = false
  /** The bytes of a character that is not whole yet. */
  partial: number[] = []
  private awaited = 0
  private offset = 0

  add(bytes: Uint8Array): void {
    if (this.invalidAt !== null) return
    for (let i = 0; i < bytes.length; i++) {
      if (this.awaited === 0) i = firstBeyondAscii(bytes, i)
      if (i < bytes.length && !this.follows(bytes[i]!)) {
        this.invalidAt = this.offset + i
        return
      }
    }
    this.offset += bytes.length
  }

  private follows(byte: number): boolean {
    if (this.awaited > 0) {
      if ((byte & 0xc0) !== 0x80) return false
      this.partial.push(byte)
      if (--this.awaited > 0) return true
      this.partial = []
      this.sawMultibyte = true
      return true
    }
    this.awaited = byte >= 0xc2 && byte <= 0xdf ? 1 : (byte & 0xf0) === 0xe0 ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0
    if (this.awaited > 0) this.partial.push(byte)
    return this.awaited > 0
  }
}

interface StreamingDecoder {
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string
}

/** Every host has it, but no host-free library types it. */
const { TextDecoder } = globalThis as unknown as {
  TextDecoder: new (label: string, options: { readonly ignoreBOM: boolean }) => StreamingDecoder
}

const DECODER_LABELS: Readonly<Record<Encoding, string>> = {
  'utf-8': 'utf-8',
  'utf-8-bom': 'utf-8',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  'latin-1': 'windows-1252',
}

/** @param keepsMark whether a byte order mark at the start is a character, since it isn't the file's start */
export function decoderOf(encoding: Encoding, keepsMark = false): StreamingDecoder {
  const decoder = new TextDecoder(DECODER_LABELS[encoding], { ignoreBOM: keepsMark })
  if (encoding !== 'latin-1') return decoder
  // A byte is a character, so nothing ever waits; and told that nothing follows, Node 20 takes 0x80 to 0x9f for controls.
  return { decode: (bytes) => decoder.decode(bytes, { stream: true }) }
}

/** A head may end inside a character: what is left of it is dropped. */
export const decodeHead = (head: Uint8Array, encoding: Encoding): string =>
  decoderOf(encoding).decode(head, { stream: true }).replaceAll('\0', '')
