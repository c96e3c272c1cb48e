import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvHeader, csvLines, type ExportRow } from '../../../src/engine/reporting/export-csv'

const row = (over: Partial<ExportRow> = {}): ExportRow => ({
  sourceLine: 7,
  score: 12.3456789,
  flagged: true,
  clusterIndex: 1,
  verdict: 'Looks like a SYN flood',
  reason: 'Bytes sent 9.1 MB, typical 0 to 4.2 kB',
  cells: ['tcp', '-5'],
  ...over,
})

describe('the exported CSV', () => {
  it('has line, score, flag, group, verdict and reason before the columns of the file', () => {
    expect(csvHeader(['proto', 'delta'])).toBe(
      'flotsam_line,flotsam_score,flotsam_flagged,flotsam_group,flotsam_verdict,flotsam_reason,proto,delta\r\n',
    )
    expect(csvLines([row()])).toBe(
      '7,12.3457,yes,B,Looks like a SYN flood,"Bytes sent 9.1 MB, typical 0 to 4.2 kB",tcp,-5\r\n',
    )
  })

  it('makes names and cells harmless, quotes and line ends included', () => {
    const header = csvHeader(['=cmd|x!A1'])
    const line = csvLines([row({ cells: ['=HYPERLINK("http://x","y")', 'two\nlines', 'a "b"'] })])
    const parsed = Papa.parse<string[]>(header + line, { newline: '\r\n' }).data
    expect(parsed[0]!.at(-1)).toBe("'=cmd|x!A1")
    expect(parsed[1]!.slice(6)).toEqual(['\'=HYPERLINK("http://x","y")', 'two\nlines', 'a "b"'])
  })

  it('reads back what was written, block by block', () => {
    const text =
      csvHeader(['a', 'b']) +
      csvLines([row(), row({ sourceLine: 8 })]) +
      csvLines([]) +
      csvLines([row({ sourceLine: 9, score: NaN })])
    const parsed = Papa.parse<string[]>(text.trimEnd()).data
    expect(parsed.map((cells) => cells[0])).toEqual(['flotsam_line', '7', '8', '9'])
    expect(parsed[3]![1]).toBe('')
  })
})
