/**
 * Column builder: the cells of one column as they come → numbers or texts.
 *
 * A column is numbers if at least 90 % of its filled cells are. What its first cells look like is only a guess that
 * decides how to keep the rest; the whole column decides in the end. Texts can become numbers without loss. Numbers
 * can't become texts again ("1.50" is kept as 1.5), so a wrong guess that way is reported, and the file is read again
 * with that column kept as texts.
 */

import { MISSING_TEXTS } from '../intake/missing-texts'
import { numberOf } from '../intake/number-text'
import { Growable } from './growable'
import type { Cells, Codes, NumberCells, TextCells } from './table'

/** Rows looked at before a column is guessed to be numbers or texts. */
const GUESS_ROWS = 2000

/** Source of the 90 %: the reference recipe for detection, which this must equal in outcome. */
export const mostlyNumbers = (numberCount: number, filledCount: number): boolean => numberCount >= 0.9 * filledCount

interface Keeper {
  add(text: string): void
  /** @returns null if it kept numbers where there are mostly texts */
  finish(): Cells | null
}

export class ColumnBuilder {
  /** Cells before the first filled one are only counted: a column may be empty for a million rows. */
  private leadingMissing = 0
  private waiting: string[] = []
  private keeper: Keeper | null = null

  /** @param keepTexts whether an earlier reading has found that this column is texts */
  constructor(keepTexts: boolean) {
    if (keepTexts) this.keeper = new TextKeeper()
  }

  /** @param text trimmed */
  add(text: string): void {
    if (this.keeper !== null) this.keeper.add(text)
    else if (this.waiting.length === 0 && MISSING_TEXTS.has(text)) this.leadingMissing++
    else if (this.waiting.push(text) === GUESS_ROWS) this.keeper = this.guess()
  }

  finish(): Cells | null {
    this.keeper ??= this.guess()
    return this.keeper.finish()
  }

  private guess(): Keeper {
    const filled = this.waiting.filter((text) => !MISSING_TEXTS.has(text))
    const numberCount = filled.filter((text) => !Number.isNaN(numberOf(text))).length
    const isNumbers = filled.length > 0 && mostlyNumbers(numberCount, filled.length)
    const keeper = isNumbers ? new NumberKeeper() : new TextKeeper()
    for (let i = 0; i < this.leadingMissing; i++) keeper.add('')
    for (const text of this.waiting) keeper.add(text)
    this.waiting = []
    return keeper
  }
}

class NumberKeeper implements Keeper {
  private readonly values = new Growable((length) => new Float64Array(length))
  private readonly strays = new Map<number, string>()
  private missingCount = 0

  add(text: string): void {
    const value = numberOf(text)
    if (Number.isNaN(value)) {
      if (MISSING_TEXTS.has(text)) this.missingCount++
      else this.strays.set(this.values.length, detached(text))
    }
    this.values.push(value)
  }

  finish(): NumberCells | null {
    const filledCount = this.values.length - this.missingCount
    if (!mostlyNumbers(filledCount - this.strays.size, filledCount)) return null
    return { kind: 'numbers', values: this.values.finish(), strays: this.strays }
  }
}

class TextKeeper implements Keeper {
  private readonly codes = new Growable((length) => new Uint32Array(length))
  private readonly dictionary: string[] = ['']
  private readonly codeOf = new Map<string, number>()

  add(text: string): void {
    let code = this.codeOf.get(text)
    if (code === undefined) {
      const own = detached(text)
      code = MISSING_TEXTS.has(own) ? 0 : this.dictionary.push(own) - 1
      this.codeOf.set(own, code)
    }
    this.codes.push(code)
  }

  finish(): Cells {
    const texts: TextCells = { kind: 'texts', codes: this.codes.finish(), dictionary: this.dictionary }
    return numbersIfMostly(texts) ?? texts
  }
}

/** A column of texts as numbers, if at least 90 % of its filled cells are. */
function numbersIfMostly({ codes, dictionary }: TextCells): NumberCells | null {
  const byCode = Float64Array.from(dictionary, numberOf)
  if (byCode.every(Number.isNaN)) return null
  let [filledCount, numberCount] = [0, 0]
  for (const code of codes) {
    if (code === 0) continue
    filledCount++
    if (!Number.isNaN(byCode[code]!)) numberCount++
  }
  return mostlyNumbers(numberCount, filledCount) ? asNumbers(codes, dictionary, byCode) : null
}

function asNumbers(codes: Codes, dictionary: readonly string[], byCode: Float64Array): NumberCells {
  const strays = new Map<number, string>()
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    values[row] = byCode[code]!
    if (code > 0 && Number.isNaN(values[row]!)) strays.set(row, dictionary[code]!)
  }
  return { kind: 'numbers', values, strays }
}

/** Any column of texts taken for numbers, however few are: what the analyst has asked for. */
export const forcedNumbers = ({ codes, dictionary }: TextCells, read = numberOf): NumberCells =>
  asNumbers(codes, dictionary, Float64Array.from(dictionary, read))

/**
 * A copy of its own. Engines keep a piece of a longer string as a view of it (V8 from 13 characters on), so that one
 * kept cell would hold on to the quarter of a megabyte it was read with.
 */
const detached = (text: string): string => (text.length < 13 ? text : (JSON.parse(JSON.stringify(text)) as string))
