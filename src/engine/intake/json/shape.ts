/**
 * Shape: how the objects of a JSON file stand in it, judged by the file's first bytes.
 *
 *   lines    one object a line (JSON lines, as Zeek, Suricata and most log shippers write them)
 *   values   one object behind another, each over several lines (what jq prints)
 *   members  members of an array that is the file, or that stands behind a key: {"records": [ … ]}
 */

import type { ForeignHead } from '../conversion'
import { startsWith } from '../encoding'
import { schemaOf } from '../schemas'
import { CLOSE_BRACE, COLON, LINE_FEED, OPEN_BRACE, OPEN_BRACKET, QUOTE } from './bytes'
import { LineCutting } from './line-cutting'
import { MemberCutting } from './member-cutting'
import { behindBlanks } from './nesting'
import { RecordReader } from './record-reader'
import type { Cutting } from './records'

export type Shape =
  | { readonly kind: 'lines' }
  | { readonly kind: 'values' }
  | {
      readonly kind: 'members'
      /** As it is written, with its quotes; empty for an array that is the file. */
      readonly key: Uint8Array
    }

const NO_KEY = new Uint8Array(0)
const MARK = [0xef, 0xbb, 0xbf]
/** Lines that are looked at. */
const JUDGED_LINES = 20
/** Of a line's bytes, what an array of objects takes where each line is but its wrapping. */
const WRAPPED_SHARE = 0.5
/** Elasticsearch's answers have theirs in {"hits": {"hits": [ … ]}}. */
const DEEPEST_ARRAY = 3

export const markBytes = (bytes: Uint8Array): number => (startsWith(bytes, MARK) ? MARK.length : 0)

/** @returns null if that is no JSON that a table could be made of */
export function shapeOf({ bytes, whole }: Pick<ForeignHead, 'bytes' | 'whole'>): Shape | null {
  const start = behindBlanks(bytes, markBytes(bytes))
  if (bytes[start] === OPEN_BRACKET) {
    return bytes[behindBlanks(bytes, start + 1)] === OPEN_BRACE ? { kind: 'members', key: NO_KEY } : null
  }
  if (bytes[start] !== OPEN_BRACE) return null
  const lines = judgedLines(bytes, start, whole)
  const array = arrayIn(bytes, start, bytes.length)
  if (lines.wholeCount * 2 > lines.count) {
    const isAlone = lines.count === 1
    const isMost = array !== null && (array.end - array.start) / (lines.firstEnd - start) > WRAPPED_SHARE
    if (array !== null && (isAlone ? !lines.isKnown : isMost)) return { kind: 'members', key: array.key }
    return !isAlone || lines.isKnown ? { kind: 'lines' } : null
  }
  if (array !== null) return { kind: 'members', key: array.key }
  return valueCount(bytes, start) > 1 ? { kind: 'values' } : null
}

export function cuttingOf(shape: Shape): LineCutting | MemberCutting {
  if (shape.kind === 'lines') return new LineCutting()
  return new MemberCutting(shape.kind === 'values' ? null : shape.key)
}

/** The objects that are whole in the file's first bytes. */
export function firstRecords(bytes: Uint8Array, shape: Shape): readonly Uint8Array[] {
  const records: Uint8Array[] = []
  const cutting: Cutting = cuttingOf(shape)
  for (let at = markBytes(bytes); records.length < JUDGED_LINES && cutting.next(bytes, at); at = cutting.after) {
    records.push(bytes.subarray(cutting.from, cutting.to))
  }
  return records
}

interface JudgedLines {
  readonly count: number
  readonly wholeCount: number
  readonly firstEnd: number
  /** Whether the keys are those of a known log. */
  readonly isKnown: boolean
}

/** How many of the first lines are an object each. */
function judgedLines(head: Uint8Array, start: number, whole: boolean): JudgedLines {
  const bytes = new Uint8Array(head.length - start + (whole ? 1 : 0)).fill(LINE_FEED)
  bytes.set(head.subarray(start))
  const reader = new RecordReader()
  const cutting = new LineCutting()
  let [count, wholeCount, firstEnd] = [0, 0, 0]
  for (let at = 0; count < JUDGED_LINES && cutting.next(bytes, at); at = cutting.after) {
    if (behindBlanks(bytes, cutting.from) >= cutting.to) continue
    if (count++ === 0) firstEnd = start + cutting.to
    if (reader.read(bytes, cutting.from, cutting.to)) wholeCount++
  }
  return { count, wholeCount, firstEnd, isKnown: schemaOf(reader.paths) !== null }
}

interface FoundArray {
  readonly key: Uint8Array
  readonly start: number
  readonly end: number
}

/** The first array of objects behind a key of the object that begins at `start`, or of an object inside it. */
function arrayIn(bytes: Uint8Array, start: number, to: number, depth = 1): FoundArray | null {
  for (let at = behindBlanks(bytes, start + 1); bytes[at] === QUOTE;) {
    const keyEnd = behindValue(bytes, at, to)
    const value = behindBlanks(bytes, behindBlanks(bytes, keyEnd) + 1)
    if (bytes[behindBlanks(bytes, keyEnd)] !== COLON || value >= to) return null
    const end = behindValue(bytes, value, to)
    if (bytes[value] === OPEN_BRACKET && bytes[behindBlanks(bytes, value + 1)] === OPEN_BRACE) {
      return { key: bytes.slice(at, keyEnd), start: value, end }
    }
    const inside = bytes[value] === OPEN_BRACE && depth < DEEPEST_ARRAY ? arrayIn(bytes, value, to, depth + 1) : null
    if (inside !== null) return inside
    at = behindBlanks(bytes, behindBlanks(bytes, end) + 1)
    if (bytes[behindBlanks(bytes, end)] === CLOSE_BRACE) return null
  }
  return null
}

/** Values of any kind that stand one behind the other, as far as the bytes go. */
function valueCount(bytes: Uint8Array, start: number): number {
  let count = 0
  for (
    let at = start;
    at < bytes.length && bytes[at] === OPEN_BRACE;
    at = behindBlanks(bytes, behindValue(bytes, at, bytes.length))
  ) {
    count++
  }
  return count
}

/** The place behind the value that begins at `at`, `to` if it doesn't end before. */
function behindValue(bytes: Uint8Array, at: number, to: number): number {
  const cutting = new MemberCutting(null)
  return cutting.next(bytes.subarray(at, to), 0) ? at + cutting.to : to
}
