import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvHeader, csvLines, harmless, type ExportRow } from '../../../src/engine/reporting/export-csv'

describe('harmless cells', () => {
  it.each(['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1', '\rx', '\nx', ' =1', '=HYPERLINK("http://x","y")', '＝1+1', '＠x', '--5', '- 5', '+-1', '=', '-'])(
    '%j gets an apostrophe',
    (cell) => expect(harmless(cell)).toBe(`'${cell}`),
  )

  it.each(['-5', '+5', '-0.25', '-1.5e-3', '+.5', '0', '', 'http', 'a=b', '10.0.0.1', 'x-y', '1e9', "'=1", '5-3'])('%j stays as it is', (cell) =>
    expect(harmless(cell)).toBe(cell),
  )
})

const row = (over: Partial<ExportRow> = {}): ExportRow => ({
  sourceLine: 7, score: 12.3456789, flagged: true, clusterIndex: 1, verdict: 'Looks like a SYN flood', reason: 'Bytes sent 9.1 MB, typical 0 to 4.2 kB', cells: ['tcp', '-5'], ...over,
})

describe('the exported CSV', () => {
  it('has line, score, flag, group, verdict and reason before the columns of the file', () => {
    expect(csvHeader(['proto', 'delta'])).toBe('flotsam_line,flotsam_score,flotsam_flagged,flotsam_group,flotsam_verdict,flotsam_reason,proto,delta\r\n')
    expect(csvLines([row()])).toBe('7,12.3457,yes,B,Looks like a SYN flood,"Bytes sent 9.1 MB, typical 0 to 4.2 kB",tcp,-5\r\n')
  })

  it('makes names and cells harmless, quotes and line ends included', () => {
    const header = csvHeader(['=cmd|x!A1'])
    const line = csvLines([row({ cells: ['=HYPERLINK("http://x","y")', 'two\nlines', 'a "b"'] })])
    const parsed = Papa.parse<string[]>(header + line, { newline: '\r\n' }).data
    expect(parsed[0]!.at(-1)).toBe("'=cmd|x!A1")
    expect(parsed[1]!.slice(6)).toEqual(["'=HYPERLINK(\"http://x\",\"y\")", 'two\nlines', 'a "b"'])
  })

  it('reads back what was written, block by block', () => {
    const text = csvHeader(['a', 'b']) + csvLines([row(), row({ sourceLine: 8 })]) + csvLines([]) + csvLines([row({ sourceLine: 9, score: NaN })])
    const parsed = Papa.parse<string[]>(text.trimEnd()).data
    expect(parsed.map((cells) => cells[0])).toEqual(['flotsam_line', '7', '8', '9'])
    expect(parsed[3]![1]).toBe('')
  })
})
