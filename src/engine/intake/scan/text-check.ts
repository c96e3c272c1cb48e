/**
 * Text check: what the bytes of a range say of its encoding, and the NULs among them.
 *
 * Rows begin behind a line end, where no character is half way, so each stretch of whole rows is looked at by itself.
 */

import { Utf8Check } from '../encoding'
import type { EncodingFacts } from './scanned-range'

export class TextCheck {
  private invalidAt: number | null = null
  private sawMultibyte = false
  private nulCount = 0
  private firstNulAt: number | null = null
  private dependsOnEncoding = false

  /** @param isOpen whether the bytes may turn out to be of another encoding than thought */
  constructor(private readonly isOpen: boolean) {}

  /** Whole rows. @param offset in the file */
  addRows(bytes: Uint8Array, offset: number): void {
    if (!this.isOpen || this.invalidAt !== null) return
    const check = new Utf8Check()
    check.add(bytes)
    if (check.invalidAt !== null) this.invalidAt = offset + check.invalidAt
    this.sawMultibyte ||= check.sawMultibyte
  }

  /** A row that was cut as text in the encoding thought of. */
  addOddRow(bytes: Uint8Array, offset: number): void {
    for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) {
      this.firstNulAt ??= offset + at
      this.nulCount++
    }
    if (this.isOpen && bytes.some((byte) => byte > 127)) this.dependsOnEncoding = true
    this.addRows(bytes, offset)
  }

  facts(): EncodingFacts {
    const { invalidAt, sawMultibyte, nulCount, firstNulAt, dependsOnEncoding } = this
    return { invalidAt, sawMultibyte, nulCount, firstNulAt, dependsOnEncoding }
  }
}
