/**
 * As texts: a column as a dictionary and codes, whatever way the table holds it, so that 80 in a column of numbers and
 * "80" in a column of texts are one level.
 */

import { inPieces } from '../numeric/pieces'
import type { Pulse } from '../numeric/pulse'
import type { StoredCells } from './stored'
import type { NumberCells, TextCells } from './table'

/** Cells are never changed, so what they are as texts is kept as long as they are. */
const known = new WeakMap<NumberCells, TextCells>()

/** @returns codes per row into a dictionary in order of first appearance; 0 is a missing cell */
export function asTexts(cells: StoredCells): TextCells {
  if (cells.kind === 'texts') return cells
  if (cells.kind === 'coded numbers') return { kind: 'texts', codes: cells.codes, dictionary: cells.dictionary }
  const before = known.get(cells)
  if (before !== undefined) return before
  const { texts, readPiece } = textsInMaking(cells)
  readPiece(0, cells.values.length)
  known.set(cells, texts)
  return texts
}

/** The same for a million rows, with breaths; `asTexts` then has it at hand. */
export async function readAsTexts(cells: StoredCells, breathe: Pulse['breathe']): Promise<TextCells> {
  if (cells.kind !== 'numbers' || known.has(cells)) return asTexts(cells)
  const { texts, readPiece } = textsInMaking(cells)
  await inPieces(cells.values.length, readPiece, breathe)
  known.set(cells, texts)
  return texts
}

function textsInMaking({ values, strays }: NumberCells): {
  readonly texts: TextCells
  readonly readPiece: (first: number, pastLast: number) => void
} {
  const dictionary = ['']
  const codeOfText = new Map<string, number>([['', 0]])
  const codeOfNumber = new Map<number, number>()
  const codes = new Uint32Array(values.length)
  const codeOf = (text: string): number => {
    const before = codeOfText.get(text)
    if (before !== undefined) return before
    codeOfText.set(text, dictionary.length)
    return dictionary.push(text) - 1
  }
  const readPiece = (first: number, pastLast: number): void => {
    for (let row = first; row < pastLast; row++) {
      const value = values[row]!
      let code = Number.isNaN(value) ? codeOf(strays.get(row) ?? '') : codeOfNumber.get(value)
      if (code === undefined) codeOfNumber.set(value, (code = codeOf(String(value))))
      codes[row] = code
    }
  }
  return { texts: { kind: 'texts', codes, dictionary }, readPiece }
}
