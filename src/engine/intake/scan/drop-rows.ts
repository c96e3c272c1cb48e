/**
 * Drop rows: rows of a range that were read in full and are no flows by rule leave it again.
 *
 * They are found by the dictionary of one column, so that a range without such rows costs a look at some entries and none at its rows.
 * What is left is as if they had never been read: different cells stand in order of first appearance among the rows that stay.
 */

import type { SkipRule } from '../skip-rules'
import { cellBytes } from './odd-row'
import { entryAt, GrowingEntries } from './growing-entries'
import type { CodedColumn, Entries, ScannedColumn, WideColumn } from './scanned-range'

export interface KeptRows {
  readonly columns: readonly ScannedColumn[]
  readonly sourceLines: Uint32Array
}

/** @param counts per rule, added to here */
export function dropRows(rows: KeptRows, rules: readonly SkipRule[], counts: number[]): KeptRows {
  const dropped = new Set<number>()
  for (const [index, rule] of rules.entries()) {
    for (const row of rowsUnder(rule, rows.columns)) {
      if (dropped.has(row)) continue
      dropped.add(row)
      counts[index]!++
    }
  }
  if (dropped.size === 0) return rows
  const kept = Uint32Array.from({ length: rows.sourceLines.length - dropped.size })
  for (let row = 0, at = 0; row < rows.sourceLines.length; row++) if (!dropped.has(row)) kept[at++] = row
  return {
    columns: rows.columns.map((column) =>
      column.kind === 'coded' ? keptCodes(column, kept) : keptNumbers(column, kept),
    ),
    sourceLines: kept.map((row) => rows.sourceLines[row]!),
  }
}

function rowsUnder(rule: SkipRule, columns: readonly ScannedColumn[]): readonly number[] {
  if (rule.kind === 'cell') return rowsWith(columns[rule.column]!, rule.texts)
  if (rule.kind !== 'header') return []
  const compared = rule.names.flatMap((name, index) => (name === null ? [] : [{ name, column: columns[index]! }]))
  compared.sort((a, b) => wordsOf(a.column) - wordsOf(b.column))
  const [first, ...others] = compared
  const rows = rowsWith(first!.column, [first!.name])
  return rows.length === 0
    ? rows
    : others.reduce((left, { name, column }) => among(left, rowsWith(column, [name])), rows)
}

function among(rows: readonly number[], others: readonly number[]): readonly number[] {
  const known = new Set(others)
  return rows.filter((row) => known.has(row))
}

const wordsOf = (column: ScannedColumn): number =>
  (column.kind === 'coded' ? column.entries : column.strays).offsets.length

/** Rows with one of these texts, white space around it aside; ascending. No text is a number, nor means a missing cell. */
function rowsWith(column: ScannedColumn, texts: readonly string[]): readonly number[] {
  const wanted = texts.map((text) => cellBytes(text, 'utf-8'))
  const isWanted = (cell: Uint8Array): boolean => wanted.some((bytes) => isAlike(cell, bytes))
  if (column.kind === 'wide')
    return Array.from(column.strayRows).filter((_, index) => isWanted(entryAt(column.strays, index)))
  const codes = new Set<number>()
  for (let code = 0; code < column.counts.length; code++) if (isWanted(entryAt(column.entries, code))) codes.add(code)
  const rows: number[] = []
  if (codes.size > 0)
    for (let row = 0; row < column.codes.length; row++) if (codes.has(column.codes[row]!)) rows.push(row)
  return rows
}

function isAlike(cell: Uint8Array, bytes: Uint8Array): boolean {
  let [start, end] = [0, cell.length]
  while (start < end && cell[start]! <= 32) start++
  while (end > start && cell[end - 1]! <= 32) end--
  if (end - start !== bytes.length) return false
  for (let at = 0; at < bytes.length; at++) if (cell[start + at] !== bytes[at]) return false
  return true
}

function keptCodes({ codes, entries, counts }: CodedColumn, kept: Uint32Array): CodedColumn {
  const codeOf = new Int32Array(counts.length).fill(-1)
  const firsts: number[] = []
  const left = codes.slice(0, kept.length)
  const countsLeft: number[] = []
  for (let at = 0; at < kept.length; at++) {
    const before = codes[kept[at]!]!
    if (codeOf[before]! < 0) {
      codeOf[before] = firsts.push(before) - 1
      countsLeft.push(0)
    }
    left[at] = codeOf[before]!
    countsLeft[codeOf[before]!]!++
  }
  return { kind: 'coded', codes: left, entries: chosen(entries, firsts), counts: Uint32Array.from(countsLeft) }
}

function keptNumbers({ values, strayRows, strays }: WideColumn, kept: Uint32Array): WideColumn {
  const strayAt = new Map(Array.from(strayRows, (row, index) => [row, index]))
  const rowsLeft: number[] = []
  const straysLeft: number[] = []
  const left = Float64Array.from(kept, (row) => values[row]!)
  kept.forEach((row, at) => {
    const index = strayAt.get(row)
    if (index === undefined) return
    rowsLeft.push(at)
    straysLeft.push(index)
  })
  return { kind: 'wide', values: left, strayRows: Uint32Array.from(rowsLeft), strays: chosen(strays, straysLeft) }
}

function chosen(entries: Entries, indices: readonly number[]): Entries {
  const some = new GrowingEntries()
  for (const index of indices) some.add(entryAt(entries, index))
  return some.finish()
}
