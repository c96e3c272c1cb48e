/**
 * As texts: a column as a dictionary and codes, whatever way the table holds it, so that 80 in a column of numbers and
 * "80" in a column of texts are one level.
 */

import type { Cells, NumberCells, TextCells } from './table'

/** @returns codes per row into a dictionary in order of first appearance; 0 is a missing cell */
export const asTexts = (cells: Cells): TextCells => (cells.kind === 'texts' ? cells : numbersAsTexts(cells))

function numbersAsTexts({ values, strays }: NumberCells): TextCells {
  const dictionary = ['']
  const codeOfText = new Map<string, number>([['', 0]])
  const codeOfNumber = new Map<number, number>()
  const codes = new Uint32Array(values.length)
  const codeOf = (text: string): number => {
    const known = codeOfText.get(text)
    if (known !== undefined) return known
    codeOfText.set(text, dictionary.length)
    return dictionary.push(text) - 1
  }
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    let code = Number.isNaN(value) ? codeOf(strays.get(row) ?? '') : codeOfNumber.get(value)
    if (code === undefined) codeOfNumber.set(value, (code = codeOf(String(value))))
    codes[row] = code
  }
  return { kind: 'texts', codes, dictionary }
}
