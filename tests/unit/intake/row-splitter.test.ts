import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { Dialect } from '../../../src/engine/intake/dialect'
import { isTrouble, LONGEST_CELL, RowSplitter, type Trouble } from '../../../src/engine/intake/row-splitter'

const COMMAS: Dialect = { delimiter: ',', quote: '"', lineEnding: 'LF' }

interface Split {
  readonly rows: (readonly string[])[]
  readonly lines: number[]
  readonly refused: readonly (readonly [number, string])[]
  readonly trouble: Trouble | null
}

/** Feeds a text in pieces and gathers what comes out; blank lines left out. */
function split(pieces: readonly string[], dialect = COMMAS): Split {
  const splitter = new RowSplitter(dialect)
  const rows: (readonly string[])[] = []
  const lines: number[] = []
  const refused: [number, string][] = []
  for (const [index, piece] of pieces.entries()) {
    const result = splitter.push(piece, index === pieces.length - 1)
    if (isTrouble(result)) return { rows, lines, refused, trouble: result }
    for (const [row, cells] of result.rows.entries()) {
      if (result.malformed.has(row)) refused.push([result.lines[row]!, result.lineText(row)])
      else if (cells.length > 1 || cells[0] !== '') {
        rows.push(cells)
        lines.push(result.lines[row]!)
      }
    }
  }
  return { rows, lines, refused, trouble: null }
}

const inPieces = (text: string, length: number): string[] =>
  Array.from({ length: Math.max(1, Math.ceil(text.length / length)) }, (_, i) =>
    text.slice(i * length, (i + 1) * length),
  )

describe('text in pieces', () => {
  it('becomes rows with the line that each starts on', () => {
    const { rows, lines } = split(['a,b\n1,"x\ny\nz"\n', '\n2,3'])
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', 'x\ny\nz'],
      ['2', '3'],
    ])
    expect(lines).toEqual([1, 2, 6])
  })

  it('is looked through once, however long a run of blanks it holds', () => {
    const cell = `x${' '.repeat(200_000)}y`
    expect(split([`a,b\n1,${cell}\n2,3  `]).rows).toEqual([
      ['a', 'b'],
      ['1', cell],
      ['2', '3'],
    ])
  })

  it('counts lines by CR where that ends them', () => {
    expect(split(['a,b\r1,"x\ry"\r2,3\r'], { ...COMMAS, lineEnding: 'CR' }).lines).toEqual([1, 2, 4])
  })

  it('may mix CRLF and LF', () => {
    const { rows } = split(['a,b\r\n1,2\n"3","4"\r\n"5",6\n'], { ...COMMAS, lineEnding: 'CRLF' })
    expect(rows).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ])
  })

  it('takes quotes for characters if told so', () => {
    expect(split(['a,"b\n1,2"\n'], { ...COMMAS, quote: 'none' }).rows).toEqual([
      ['a', '"b'],
      ['1', '2"'],
    ])
  })

  it('refuses a row with text behind a closing quote, and shows the line', () => {
    const { rows, refused } = split(['a,b\n1,"x" y,2"\n3,4\n'])
    expect(refused).toEqual([[2, '1,"x" y,2"']])
    expect(rows).toEqual([
      ['a', 'b'],
      ['3', '4'],
    ])
  })

  it('refuses only the last row where a quote opens on the last line', () => {
    const { rows, refused, trouble } = split(['a,b\n1,2\n3,"4\n'])
    expect(trouble).toBeNull()
    expect(refused).toEqual([[3, '3,"4']])
    expect(rows).toHaveLength(2)
  })

  it('stops at a quote that would swallow more lines, and says where it opens', () => {
    expect(split(['a,b\n"x\ny",2\n3,"4\n5,6\n7,8\n']).trouble).toEqual({ kind: 'unclosed-quote', line: 4 })
  })

  it('stops at a quote that has swallowed a million characters, before the end', () => {
    const lines = `${'1,2\n'.repeat(50_000)}`
    const pieces = ['a,b\n1,"2\n', ...Array<string>(20).fill(lines)]
    expect(split(pieces).trouble).toEqual({ kind: 'unclosed-quote', line: 2 })
  })

  it('stops at a cell of over a million characters, quoted or not, wherever it is cut', () => {
    const long = 'x'.repeat(LONGEST_CELL + 1)
    expect(split(['a,b\n1,2\n3,', long, '\n']).trouble).toEqual({ kind: 'cell-too-long', line: 3 })
    expect(split(inPieces(`a,b\n1,"${long}"\n`, 300_000)).trouble).toEqual({ kind: 'cell-too-long', line: 2 })
    expect(split([`a,b\n1,${long}\n`]).trouble).toEqual({ kind: 'cell-too-long', line: 2 })
  })

  it('lets a cell of exactly a million characters pass', () => {
    const long = 'x'.repeat(LONGEST_CELL)
    expect(split(inPieces(`a,b\n1,${long}\n`, 300_000)).rows[1]![1]).toHaveLength(LONGEST_CELL)
  })

  it('stops at a row without end', () => {
    expect(split(['a,b\n', ...Array<string>(50).fill('1,2,3,'.repeat(20_000))]).trouble).toEqual({
      kind: 'row-too-long',
      line: 2,
    })
  })
})

describe('the rows', () => {
  const cell = fc.oneof(
    fc.stringMatching(/^[a-z0-9.]{0,6}$/),
    fc.stringMatching(/^[a-z ,"\n]{0,8}$/).map((text) => `"${text.replaceAll('"', '""')}"`),
  )
  const line = fc.array(cell, { minLength: 1, maxLength: 5 }).map((cells) => cells.join(','))
  const text = fc
    .tuple(fc.array(line, { maxLength: 8 }), fc.boolean())
    .map(([lines, end]) => lines.join('\n') + (end ? '\n' : ''))

  it('are those of PapaParse on the whole text, however it is cut', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 12 }), (whole, length) => {
        const { data } = Papa.parse<string[]>(whole, { delimiter: ',', newline: '\n' })
        const expected = data.filter((cells) => cells.length > 1 || cells[0] !== '')
        expect(split(inPieces(whole, length)).rows).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })

  it('are the same in pieces of 1, 7 and 64 characters, broken text included', () => {
    const anything = fc.stringMatching(/^[ab,"\n\r ]{0,60}$/)
    fc.assert(
      fc.property(anything, (whole) => {
        const all = split([whole])
        for (const length of [1, 7, 64]) {
          const { rows, lines, refused, trouble } = split(inPieces(whole, length))
          if (all.trouble === null)
            expect({ rows, lines, refused }).toEqual({ rows: all.rows, lines: all.lines, refused: all.refused })
          expect(trouble).toEqual(all.trouble)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('start on the lines that hold them', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const physical = whole.split('\n')
        const { rows, lines } = split(inPieces(whole, 5))
        rows.forEach((cells, row) => {
          const start = physical[lines[row]! - 1]!
          expect(start.replaceAll('"', '').startsWith(cells[0]!.split('\n')[0]!.replaceAll('"', ''))).toBe(true)
        })
      }),
    )
  })
})
