/**
 * Decoding: slices of bytes → text, with second thoughts.
 *
 * The encoding was found from the head. Where a byte further on can't be UTF-8 although all before it was ASCII, the
 * file was Latin-1 all along, and nothing has to be read again; where real UTF-8 came before, that byte is damage.
 */

import { count } from '../../wording/numbers'
import { decoderOf, Utf8Check } from './encoding'
import type { Encoding } from './facts'

export class Decoding {
  private decoder
  private readonly check: Utf8Check | null
  private nulCount = 0
  private firstNulAt = 0
  private offset = 0

  /** @param certain whether the encoding is known and must stay */
  constructor(
    public encoding: Encoding,
    certain: boolean,
  ) {
    this.decoder = decoderOf(encoding)
    this.check = encoding === 'utf-8' && !certain ? new Utf8Check() : null
  }

  /** The text of the next slice; NULs and the byte order mark are dropped. */
  push(bytes: Uint8Array, last: boolean): string {
    const known = this.reconsidered(bytes)
    const text = this.decoder.decode(known, { stream: !last })
    if (text.includes('\0')) return this.withoutNuls(text, bytes)
    this.offset += bytes.length
    return text
  }

  private reconsidered(bytes: Uint8Array): Uint8Array {
    const { check } = this
    if (check === null || check.invalidAt !== null) return bytes
    const begun = Uint8Array.from(check.partial)
    check.add(bytes)
    if (check.invalidAt === null || check.sawMultibyte) return bytes
    this.encoding = 'latin-1'
    this.decoder = decoderOf('latin-1')
    // The character that the other decoder waited for is bytes of its own now.
    const all = new Uint8Array(begun.length + bytes.length)
    all.set(begun)
    all.set(bytes, begun.length)
    return all
  }

  private withoutNuls(text: string, bytes: Uint8Array): string {
    if (this.nulCount === 0) this.firstNulAt = this.offset + Math.max(0, bytes.indexOf(0))
    this.offset += bytes.length
    const clean = text.replaceAll('\0', '')
    this.nulCount += text.length - clean.length
    return clean
  }

  warnings(): string[] {
    const damagedAt = this.encoding === 'utf-8' ? (this.check?.invalidAt ?? null) : null
    return decodingWarnings(this.nulCount, this.firstNulAt, damagedAt)
  }
}

/** @param damagedAt where the first byte stands that should be UTF-8 and isn't, if any */
export function decodingWarnings(nulCount: number, firstNulAt: number, damagedAt: number | null): string[] {
  const nuls = nulCount === 1 ? 'A NUL byte was' : `${count(nulCount)} NUL bytes were`
  return [
    ...(nulCount > 0
      ? [`${nuls} dropped, the first near byte ${count(firstNulAt)}: the file may be damaged there.`]
      : []),
    ...(damagedAt === null
      ? []
      : [`From byte ${count(damagedAt)} on, some bytes are not valid UTF-8; they are shown as �.`]),
  ]
}
