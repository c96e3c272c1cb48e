/**
 * Merge columns: the different cells that each part of a file has in a column → the column of the whole file.
 *
 * Parts come in the order of the file, and so do each part's cells by first appearance; so the dictionary is the same however many
 * parts there are. A column is numbers if at least 90 % of its filled cells are (see column-builder.ts, which must decide alike).
 * Cells stay bytes all the way: as JavaScript's texts a column of 400,000 different ones took five times as long.
 */

import type { Encoding } from '../intake/facts'
import { hashesOf, hashOf } from '../intake/scan/entry-hash'
import { decodeEntries } from '../intake/scan/entry-texts'
import type { Entries } from '../intake/scan/scanned-range'
import { utf8Bytes } from '../intake/utf8'
import { ByteDictionary } from './byte-dictionary'
import { cleanEntries } from './clean-entries'
import { mostlyNumbers } from './column-builder'
import { isAsWritten, numbersOfEntries } from './entry-numbers'
import { joinDifferent, type JoinedEntries } from './join-different'
import { PackedTexts } from './packed-texts'
import { MOST_CODED } from './stored'

/** One part's cells of a column. */
export type ColumnPart =
  | {
      readonly kind: 'coded'
      /** Different cells in order of first appearance, as they stand in the file. */
      readonly entries: Entries
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
  /** Different cells in order of first appearance, behind the missing one; of a column of numbers as JavaScript writes them. */
  readonly packed: PackedTexts
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

const NOTHING = new Uint8Array(0)

type WidePart = Extract<ColumnPart, { kind: 'wide' }>

type HashedEntries = Required<Entries>

/** A part's cells, cleaned, with the number of each; NaN for what is none. */
interface CodedPart {
  readonly kind: 'coded'
  readonly entries: HashedEntries
  /** Whether cleaning changed none, so that all are different still. */
  readonly areDifferent: boolean
  readonly counts: Uint32Array
  readonly numbers: Float64Array
}

export function mergeColumn(
  columnParts: readonly ColumnPart[],
  encoding: Encoding,
): MergedCoded | MergedWide | MustBeTexts {
  const parts = columnParts.map((part) => (part.kind === 'wide' ? part : codedPart(part, encoding)))
  const coded = parts.filter((part) => part.kind === 'coded')
  const isWide = coded.length < parts.length
  if (!holdsNumbers(parts)) return isWide ? { kind: 'must be texts' } : merged(coded, false)
  return isWide || hasMoreThanCanBeCoded(coded)
    ? { kind: 'wide', parts: parts.map(numbersOfCodes) }
    : merged(coded, true)
}

function codedPart({ entries, counts }: Extract<ColumnPart, { kind: 'coded' }>, encoding: Encoding): CodedPart {
  const cleaned = cleanEntries(entries, encoding)
  const hashes = cleaned.hashes ?? hashesOf(cleaned)
  const areDifferent = cleaned === entries
  return { kind: 'coded', entries: { ...cleaned, hashes }, areDifferent, counts, numbers: numbersOfEntries(cleaned) }
}

const isMissing = ({ offsets }: Entries, code: number): boolean => offsets[code] === offsets[code + 1]

function holdsNumbers(parts: readonly (CodedPart | WidePart)[]): boolean {
  let [filledCount, numberCount] = [0, 0]
  for (const part of parts) {
    if (part.kind === 'wide') {
      filledCount += part.numberCount + part.strayCount
      numberCount += part.numberCount
      continue
    }
    const { entries, counts, numbers } = part
    for (let code = 0; code < counts.length; code++) {
      if (isMissing(entries, code)) continue
      filledCount += counts[code]!
      if (!Number.isNaN(numbers[code]!)) numberCount += counts[code]!
    }
  }
  return numberCount > 0 && mostlyNumbers(numberCount, filledCount)
}

/** Told by the texts, so that it is the same for any number of parts, as a count of different numbers in parts would not be. */
function hasMoreThanCanBeCoded(parts: readonly CodedPart[]): boolean {
  if (entriesIn(parts) <= MOST_CODED) return false
  const seen = dictionaryFor(parts)
  for (const { entries } of parts) {
    for (let code = 0; code < entries.hashes.length; code++) addText(seen, entries, code)
  }
  // The missing cell is no number.
  return seen.length - 1 > MOST_CODED
}

const entriesIn = (parts: readonly CodedPart[]): number => parts.reduce((sum, { counts }) => sum + counts.length, 0)

/** With room for all, the missing cell in front. */
function dictionaryFor(parts: readonly CodedPart[]): ByteDictionary {
  const dictionary = new ByteDictionary(
    entriesIn(parts) + 1,
    parts.reduce((sum, { entries }) => sum + entries.bytes.length, 0),
  )
  dictionary.add(NOTHING, 0, 0, hashOf(NOTHING, 0, 0))
  return dictionary
}

function merged(parts: readonly CodedPart[], asNumbers: boolean): MergedCoded {
  const canBeJoined = !asNumbers && parts.every(({ areDifferent }) => areDifferent)
  const joined = canBeJoined ? joinDifferent(parts.map(({ entries }) => entries)) : null
  return joined === null ? lookedUp(parts, asNumbers) : countedOf(joined, parts)
}

function countedOf({ entries, maps }: JoinedEntries, parts: readonly CodedPart[]): MergedCoded {
  const packed = new PackedTexts(entries)
  const counts = new Uint32Array(packed.length)
  parts.forEach((part, index) => addCounts(part, maps[index]!, counts))
  return { kind: 'coded', packed, numbers: null, counts, maps }
}

function addCounts(part: CodedPart, map: Uint32Array, counts: Uint32Array): void {
  for (let code = 0; code < map.length; code++) counts[map[code]!]! += part.counts[code]!
}

function lookedUp(parts: readonly CodedPart[], asNumbers: boolean): MergedCoded {
  const dictionary = dictionaryFor(parts)
  const numbers = new Float64Array(asNumbers ? entriesIn(parts) + 1 : 0).fill(NaN)
  const counts = new Uint32Array(entriesIn(parts) + 1)
  const maps = parts.map((part, index) => {
    const known = dictionary.length
    const map = codesIn(dictionary, part, index === 0, asNumbers)
    addCounts(part, map, counts)
    // The first cell of a number stands for all its spellings.
    for (let code = map.length - 1; asNumbers && code >= 0; code--) {
      if (map[code]! >= known) numbers[map[code]!] = part.numbers[code]!
    }
    return map
  })
  return {
    kind: 'coded',
    packed: new PackedTexts(dictionary.entries()),
    numbers: asNumbers ? numbers.slice(0, dictionary.length) : null,
    counts: counts.slice(0, dictionary.length),
    maps,
  }
}

/** @returns per code of the part its code in the dictionary, which may be new */
function codesIn(dictionary: ByteDictionary, part: CodedPart, isFirst: boolean, asNumbers: boolean): Uint32Array {
  if (isFirst && part.areDifferent && (!asNumbers || areAsWritten(part))) return dictionary.addDifferent(part.entries)
  const map = new Uint32Array(part.counts.length)
  for (let code = 0; code < map.length; code++) {
    map[code] = asNumbers ? addNumber(dictionary, part, code) : addText(dictionary, part.entries, code)
  }
  return map
}

function areAsWritten({ entries: { bytes, offsets }, numbers }: CodedPart): boolean {
  for (let code = 0; code < numbers.length; code++) {
    const value = numbers[code]!
    if (!Number.isNaN(value) && !isAsWritten(bytes, offsets[code]!, offsets[code + 1]!, value)) return false
  }
  return true
}

const addText = (dictionary: ByteDictionary, { bytes, offsets, hashes }: HashedEntries, code: number): number =>
  dictionary.add(bytes, offsets[code]!, offsets[code + 1]!, hashes[code]!)

/** 2.50 and 2.5 are one number, and so are 0 and −0. */
function addNumber(dictionary: ByteDictionary, part: CodedPart, code: number): number {
  const { bytes, offsets } = part.entries
  const value = part.numbers[code]!
  if (Number.isNaN(value) || isAsWritten(bytes, offsets[code]!, offsets[code + 1]!, value)) {
    return addText(dictionary, part.entries, code)
  }
  const text = utf8Bytes(String(value))
  return dictionary.add(text, 0, text.length, hashOf(text, 0, text.length))
}

function numbersOfCodes(part: CodedPart | WidePart): MergedWide['parts'][number] {
  if (part.kind === 'wide') return { numbers: new Float64Array(0), strays: [] }
  const { entries, numbers } = part
  const strays: (readonly [number, string])[] = []
  for (let code = 0; code < numbers.length; code++) {
    if (Number.isNaN(numbers[code]!) && !isMissing(entries, code)) {
      strays.push([code, decodeEntries(entries, 'utf-8', code, code + 1)[0]!])
    }
  }
  return { numbers, strays }
}
