/**
 * Record ledger: what became of the records that are no rows.
 */

import { count } from '../../../wording/numbers'
import { decoderOf } from '../encoding'
import type { RefusedLine, Skipped } from '../facts'
import { LISTED_CHARACTERS, LISTED_LINES } from '../scan/refusals'
import type { Fault } from './grammar'

/** UTF-8 has at most four bytes a character. */
const SHOWN_BYTES = 4 * LISTED_CHARACTERS

export class RecordLedger {
  refusedCount = 0
  readonly refused: RefusedLine[] = []
  private readonly counts = new Map<string, number>()

  /** @param bytes the record's, or its first ones @param reason asked for only if the record is going to be listed */
  refuse(line: number, offset: number, bytes: Uint8Array, reason: () => string): void {
    if (this.refusedCount++ >= LISTED_LINES) return
    const text = decoderOf('utf-8').decode(bytes.subarray(0, SHOWN_BYTES), { stream: true }).replaceAll('\0', '')
    const shown = text.split(/[\r\n]/, 1)[0]!.slice(0, LISTED_CHARACTERS)
    this.refused.push({ line, offset, reason: reason(), text: shown })
  }

  skip(rule: string): void {
    this.counts.set(rule, (this.counts.get(rule) ?? 0) + 1)
  }

  get skipped(): readonly Skipped[] {
    return [...this.counts].map(([rule, times]) => ({ rule, count: times }))
  }
}

/** "a string that doesn’t close at character 31" @param isCut whether the file ends within the record */
export function faultWords({ what, at }: Fault, bytes: Uint8Array, from: number, isCut: boolean): string {
  const before = decoderOf('utf-8').decode(bytes.subarray(from, at))
  const words = `${what} at character ${count(before.length + 1)}`
  return isCut ? `cut off by the end of the file: ${words}` : words
}
