/**
 * Merge columns: the different cells that each part of a file has in a column → the column of the whole file.
 *
 * Parts come in the order of the file, and so do each part's cells by first appearance; so the dictionary is the same however many
 * parts there are. A column is numbers if at least 90 % of its filled cells are (see column-builder.ts, which must decide alike).
 */

import { numberOf } from '../intake/number-text'
import { mostlyNumbers } from './column-builder'
import { MOST_CODED } from './stored'
import { MISSING_TEXTS } from '../intake/missing-texts'

/** One part's cells of a column. */
export type ColumnPart =
  | {
      readonly kind: 'coded'
      /** Different cells in order of first appearance, trimmed; some may be alike now, some missing. */
      readonly texts: readonly string[]
      /** As many: rows that have it. */
      readonly counts: Uint32Array
    }
  /** So many different numbers that the part has kept them one by one. */
  | {
      readonly kind: 'wide'
      readonly missingCount: number
      readonly numberCount: number
      readonly strayCount: number
    }

export interface MergedCoded {
  readonly kind: 'coded'
  /** Different cells in order of first appearance, behind ''; of a column of numbers as JavaScript writes them. */
  readonly texts: string[]
  readonly numbers: Float64Array | null
  readonly counts: Uint32Array
  /** Per part, from its code to the dictionary's. */
  readonly maps: readonly Uint32Array[]
}

export interface MergedWide {
  readonly kind: 'wide'
  /** Per part that has codes: the number of each, and the texts of those that are none. Null for a part without codes. */
  readonly parts: readonly {
    readonly numbers: Float64Array
    readonly strays: readonly (readonly [code: number, text: string])[]
  }[]
}

/** These parts have kept numbers of a column that is texts: their ranges must be read again with the column as texts. */
export interface MustBeTexts {
  readonly kind: 'must be texts'
}

export function mergeColumn(parts: readonly ColumnPart[]): MergedCoded | MergedWide | MustBeTexts {
  const isWide = parts.some(({ kind }) => kind === 'wide')
  const isNumbers = holdsNumbers(parts)
  if (!isNumbers) return isWide ? { kind: 'must be texts' } : mergedTexts(parts)
  return isWide || differentTexts(parts) > MOST_CODED
    ? { kind: 'wide', parts: parts.map(numbersOfCodes) }
    : mergedNumbers(parts)
}

function holdsNumbers(parts: readonly ColumnPart[]): boolean {
  let [filledCount, numberCount] = [0, 0]
  for (const part of parts) {
    if (part.kind === 'wide') {
      filledCount += part.numberCount + part.strayCount
      numberCount += part.numberCount
      continue
    }
    part.texts.forEach((text, code) => {
      if (MISSING_TEXTS.has(text)) return
      filledCount += part.counts[code]!
      if (!Number.isNaN(numberOf(text))) numberCount += part.counts[code]!
    })
  }
  return numberCount > 0 && mostlyNumbers(numberCount, filledCount)
}

/** Up to one more than can be coded. The same for any number of parts, as a count of different numbers in parts would not be. */
function differentTexts(parts: readonly ColumnPart[]): number {
  const most = parts.reduce((sum, part) => sum + (part.kind === 'coded' ? part.texts.length : 0), 0)
  if (most <= MOST_CODED) return most
  const seen = new Set<string>()
  for (const part of parts) if (part.kind === 'coded') for (const text of part.texts) seen.add(text)
  return seen.size
}

/** A dictionary that grows; code 0 is the missing cell. */
class Dictionary {
  readonly texts = ['']
  private readonly codeOf = new Map<string, number>()
  private readonly counted: number[] = [0]

  add(text: string, rowCount: number): number {
    let code = MISSING_TEXTS.has(text) ? 0 : this.codeOf.get(text)
    if (code === undefined) {
      code = this.texts.push(text) - 1
      this.codeOf.set(text, code)
      this.counted.push(0)
    }
    this.counted[code]! += rowCount
    return code
  }

  counts(): Uint32Array {
    return Uint32Array.from(this.counted)
  }
}

function mergedTexts(parts: readonly ColumnPart[]): MergedCoded {
  const dictionary = new Dictionary()
  const maps = parts.map((part) =>
    part.kind === 'coded'
      ? Uint32Array.from(part.texts, (text, code) => dictionary.add(text, part.counts[code]!))
      : new Uint32Array(0),
  )
  return { kind: 'coded', texts: dictionary.texts, numbers: null, counts: dictionary.counts(), maps }
}

function mergedNumbers(parts: readonly ColumnPart[]): MergedCoded {
  const dictionary = new Dictionary()
  const numbers = [NaN]
  const maps = parts.map((part) =>
    part.kind === 'coded'
      ? Uint32Array.from(part.texts, (text, code) => {
          const value = numberOf(text)
          const added = dictionary.add(Number.isNaN(value) ? text : String(value), part.counts[code]!)
          if (added === numbers.length) numbers.push(value)
          return added
        })
      : new Uint32Array(0),
  )
  return {
    kind: 'coded',
    texts: dictionary.texts,
    numbers: Float64Array.from(numbers),
    counts: dictionary.counts(),
    maps,
  }
}

function numbersOfCodes(part: ColumnPart): MergedWide['parts'][number] {
  if (part.kind === 'wide') return { numbers: new Float64Array(0), strays: [] }
  const numbers = Float64Array.from(part.texts, numberOf)
  const strays: (readonly [number, string])[] = []
  part.texts.forEach((text, code) => {
    if (Number.isNaN(numbers[code]!) && !MISSING_TEXTS.has(text)) strays.push([code, text])
  })
  return { numbers, strays }
}
