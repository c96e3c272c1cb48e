/**
 * Packed texts: the dictionary of a column as bytes, decoded only if somebody reads it.
 *
 * A log's `uid` has as many different texts as rows, and mostly nobody asks for one of them: as bytes they cross between workers in one
 * piece and are no work for the garbage collector.
 */

import { decodeEntries } from '../intake/scan/entry-texts'
import type { Entries } from '../intake/scan/scanned-range'
import type { CodedNumbers } from './stored'
import type { Codes, TextCells } from './table'

/** Different texts, the missing cell in front; reading them may take a while the first time. */
export interface ReadableTexts {
  readonly length: number
  readonly texts: readonly string[]
}

export class PackedTexts implements ReadableTexts {
  private decoded: readonly string[] | null = null

  /** @param entries UTF-8, trimmed, different; the first is empty: the missing cell */
  constructor(readonly entries: Entries) {}

  get length(): number {
    return this.entries.offsets.length - 1
  }

  at(index: number): string {
    return this.decoded?.[index] ?? decodeEntries(this.entries, 'utf-8', index, index + 1)[0]!
  }

  get texts(): readonly string[] {
    return (this.decoded ??= decodeEntries(this.entries, 'utf-8'))
  }
}

export class PackedTextCells implements TextCells {
  readonly kind = 'texts'

  constructor(
    readonly codes: Codes,
    readonly packed: ReadableTexts,
  ) {}

  get dictionary(): readonly string[] {
    return this.packed.texts
  }

  withCodes(codes: Codes): PackedTextCells {
    return new PackedTextCells(codes, this.packed)
  }
}

export class PackedNumberCells implements CodedNumbers {
  readonly kind = 'coded numbers'

  /** @param numbers per entry; NaN for the missing cell and for strays */
  constructor(
    readonly codes: Codes,
    readonly packed: ReadableTexts,
    readonly numbers: Float64Array,
  ) {}

  get dictionary(): readonly string[] {
    return this.packed.texts
  }

  withCodes(codes: Codes): PackedNumberCells {
    return new PackedNumberCells(codes, this.packed, this.numbers)
  }
}

/** Texts of a dictionary, the missing cell among them; none is decoded for that. */
export const entryCountOf = (cells: TextCells | CodedNumbers): number =>
  cells instanceof PackedTextCells || cells instanceof PackedNumberCells ? cells.packed.length : cells.dictionary.length
