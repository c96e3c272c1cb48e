/**
 * Header: whether the first row names the columns or is a flow already.
 *
 * Every column votes: it speaks for a header if its first cell is a word and the cells below are numbers, times or
 * addresses, and against one if the first cell is of their kind, or occurs among them again.
 */

import { numberOf } from './number-text'

type CellKind = 'empty' | 'number' | 'time' | 'address' | 'text'

const TIME = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ,].*)?$|^\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?$/
const ADDRESS =
  /^\d{1,3}(\.\d{1,3}){3}([:/]\d+)?$|^[0-9a-f]{0,4}(:[0-9a-f]{0,4}){2,7}(%\w+)?$|^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i
const DIGITS = /^[+-]?\d+$/

export function cellKind(cell: string): CellKind {
  const text = cell.trim()
  if (text === '' || text === '-' || text === '?' || text.toLowerCase() === 'nan') return 'empty'
  if (!Number.isNaN(numberOf(text)) || DIGITS.test(text)) return 'number'
  if (TIME.test(text)) return 'time'
  return ADDRESS.test(text) ? 'address' : 'text'
}

/** @param rows the first rows of a file, blank lines left out */
export function looksLikeHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...body] = rows
  if (first === undefined) return false
  if (isCounting(first)) return body.length > 0
  const kinds = first.map(cellKind)
  const words = kinds.filter((kind) => kind === 'text').length
  if (body.length === 0) return words === first.length
  const votes = kinds.reduce((sum, kind, column) => sum + vote(kind, first[column]!, columnOf(body, column)), 0)
  if (votes !== 0) return votes > 0
  return words === first.length && new Set(first).size === first.length
}

const columnOf = (body: readonly (readonly string[])[], column: number): string[] =>
  body.map((cells) => cells[column] ?? '').filter((cell) => cellKind(cell) !== 'empty')

function vote(kind: CellKind, first: string, below: readonly string[]): number {
  if (below.length === 0 || kind === 'empty') return 0
  const commonest = commonestKind(below)
  if (commonest !== 'text') return kind === 'text' ? 1 : -1
  if (kind !== 'text' || below.includes(first)) return -1
  return below.length >= 4 && new Set(below).size <= below.length / 2 ? 0.5 : 0
}

function commonestKind(cells: readonly string[]): CellKind {
  const counts = new Map<CellKind, number>()
  for (const cell of cells) counts.set(cellKind(cell), (counts.get(cellKind(cell)) ?? 0) + 1)
  return [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
}

/** 0, 1, 2 …: what pandas writes over a table that had no header; an index column before it has no name. */
function isCounting(first: readonly string[]): boolean {
  const from = first[0]!.trim() === '' ? 1 : 0
  return first.length - from > 2 && first.every((cell, index) => index < from || cell.trim() === String(index - from))
}
