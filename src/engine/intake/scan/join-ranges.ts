/**
 * Join ranges: what the ranges of a file say together, and what must be asked again before that is true.
 */

import { decodingWarnings } from '../decoding'
import { decoderOf } from '../encoding'
import type { Encoding, RefusedLine, Skipped } from '../facts'
import { STILL_OPEN } from '../header-blocks'
import type { Trouble } from '../row-splitter'
import { skippedOf } from '../skip-rules'
import { fingerprintOf } from './piece-hash'
import { LISTED_CHARACTERS, LISTED_LINES } from './refusals'
import type { ScanPlan } from './scan-plan'
import type { LineMarks, RangeFacts, ScannedRefusal, ScanTask } from './scanned-range'

/** What reading a whole file tells, beside its columns. */
export interface JoinedFacts {
  readonly encoding: Encoding
  readonly warnings: readonly string[]
  readonly fingerprint: string
  readonly rowCount: number
  readonly refusedCount: number
  /** The first 100. */
  readonly refused: readonly RefusedLine[]
  readonly skipped: readonly Skipped[]
  /** Per range, what to add to its lines so that they are the file's, 1-based. */
  readonly firstLines: readonly number[]
  /** Of the whole file, whose first line is 1. */
  readonly marks: LineMarks
  readonly trouble: Trouble | null
}

/**
 * What a range must be asked again since it began in the wrong place, or rested on the wrong encoding; one at a time, since the
 * answer may change what the next one should be asked.
 * @returns null if the ranges fit together
 */
export function nextQuestion(
  tasks: readonly ScanTask[],
  ranges: readonly RangeFacts[],
): { readonly index: number; readonly task: ScanTask } | null {
  for (let index = 1; index < ranges.length; index++) {
    const { endOffset, headerAwaited, misfit, trouble } = ranges[index - 1]!
    if (trouble !== null) break
    const task = tasks[index]!
    const isSameHeader = task.headerAwaited === headerAwaited && task.misfit === misfit
    if (ranges[index]!.firstOffset === endOffset && isSameHeader) continue
    return { index, task: { ...task, firstRow: endOffset, headerAwaited, misfit } }
  }
  const encoding = encodingOf(tasks[0]!.plan, ranges)
  const index = ranges.findIndex((range, at) => range.encoding.dependsOnEncoding && tasks[at]!.encoding !== encoding)
  return index < 0 ? null : { index, task: { ...tasks[index]!, encoding } }
}

/** @param ranges that fit together, see `nextQuestion` */
export function joinFacts(plan: ScanPlan, ranges: readonly RangeFacts[]): JoinedFacts {
  const encoding = encodingOf(plan, ranges)
  const firstLines = firstLinesOf(ranges)
  const troubled = ranges.findIndex(({ trouble }) => trouble !== null)
  const trouble = ranges[troubled]?.trouble ?? null
  return {
    encoding,
    warnings: warningsOf(encoding, ranges),
    fingerprint: fingerprintOf(ranges.map(({ pieceHashes }) => pieceHashes)),
    rowCount: sum(ranges.map(({ rowCount }) => rowCount)),
    refusedCount: sum(ranges.map(({ refusedCount }) => refusedCount)),
    refused: ranges
      .flatMap(({ refused }, index) => refused.map((refusal) => shown(refusal, firstLines[index]!, encoding)))
      .slice(0, LISTED_LINES),
    skipped: skippedOf(
      plan.skip,
      plan.skip.map((_, rule) => sum(ranges.map(({ skippedCounts }) => skippedCounts[rule]!))),
    ),
    firstLines,
    marks: joinMarks(ranges, firstLines),
    trouble: trouble === null ? null : { kind: trouble.kind, line: trouble.line + firstLines[troubled]! },
  }
}

/** As `Decoding` has it: Latin-1 all along, if the first byte that can't be UTF-8 comes before any character that must be. */
function encodingOf({ encoding }: ScanPlan, ranges: readonly RangeFacts[]): Encoding {
  for (const { encoding: facts } of ranges) {
    if (facts.sawMultibyte) return encoding
    if (facts.invalidAt !== null) return 'latin-1'
  }
  return encoding
}

function warningsOf(encoding: Encoding, ranges: readonly RangeFacts[]): string[] {
  const facts = ranges.map((range) => range.encoding)
  const firstNulAt = facts.find((fact) => fact.firstNulAt !== null)?.firstNulAt ?? 0
  const damagedAt = facts.find(({ invalidAt }) => invalidAt !== null)?.invalidAt ?? null
  const isClosed = ranges.findLast((range) => range.isClosed !== null)?.isClosed ?? null
  const decoding = decodingWarnings(
    sum(facts.map(({ nulCount }) => nulCount)),
    firstNulAt,
    encoding === 'utf-8' ? damagedAt : null,
  )
  return isClosed === false ? [...decoding, STILL_OPEN] : decoding
}

function firstLinesOf(ranges: readonly RangeFacts[]): number[] {
  const firstLines: number[] = []
  let line = 1
  for (const { lineCount } of ranges) {
    firstLines.push(line)
    line += lineCount
  }
  return firstLines
}

function joinMarks(ranges: readonly RangeFacts[], firstLines: readonly number[]): LineMarks {
  const count = sum(ranges.map(({ marks }) => marks.lines.length))
  const lines = new Uint32Array(count)
  const offsets = new Float64Array(count)
  let at = 0
  for (const [index, { marks }] of ranges.entries()) {
    offsets.set(marks.offsets, at)
    for (const line of marks.lines) lines[at++] = line + firstLines[index]!
  }
  return { lines, offsets }
}

function shown({ line, offset, reason, bytes }: ScannedRefusal, firstLine: number, encoding: Encoding): RefusedLine {
  const text = decoderOf(encoding, true).decode(bytes).replaceAll('\0', '').replace(/\r$/, '')
  return { line: firstLine + line, offset, reason, text: text.slice(0, LISTED_CHARACTERS) }
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
