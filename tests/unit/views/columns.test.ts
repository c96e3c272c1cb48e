import { describe, expect, it } from 'vitest'
import { columnsFinding, leftOutWords, ledgerSentence, refusedWords } from '../../../src/views/columns/column-sentences'
import { shortValues } from '../../../src/views/columns/column-values'
import type { ColumnProfile, DoctorNote, Ledger, TableSummary } from '../../../src/worker/protocol'

const column = (parts: Partial<ColumnProfile>): ColumnProfile => ({
  index: 0,
  name: 'bytes',
  meaning: null,
  unit: null,
  type: 'number',
  role: 'feature',
  reason: 'counts',
  badge: null,
  decidedBy: 'engine',
  transform: 'none',
  missingCount: 0,
  infiniteCount: 0,
  strayCount: 0,
  distinctCount: 2,
  foldedLevelCount: 0,
  distribution: { kind: 'empty' },
  ...parts,
})

const ledger = (parts: Partial<Ledger>): Ledger => ({
  readCount: 10,
  refusedCount: 0,
  skippedCount: 0,
  skipped: [],
  usedCount: 10,
  refused: [],
  duplicateCount: 0,
  missingCellCount: 0,
  cellCount: 40,
  ...parts,
})

const numbers = (smallest: number, median: number, largest: number): ColumnProfile['distribution'] => ({
  kind: 'numbers',
  smallest,
  median,
  largest,
  lowTypical: smallest,
  highTypical: largest,
  scale: 'linear',
  bins: [1],
})

const question: DoctorNote = { id: 'q', title: '', text: '', state: 'your call', columns: [], remedies: [] }

const table = (columns: readonly ColumnProfile[], notes: readonly DoctorNote[] = []): TableSummary =>
  ({ columns, notes }) as unknown as TableSummary

describe('the finding of the Columns screen', () => {
  it('counts what feeds the model, what is left out and what is open', () => {
    const columns = [column({}), column({}), column({ role: 'ignored' })]
    expect(columnsFinding(table(columns, [question]))).toBe(
      '2 of 3 columns feed the model. One is left out, one question is open.',
    )
  })

  it('says no more than there is to say', () => {
    expect(columnsFinding(table([column({}), column({})]))).toBe('All 2 columns feed the model.')
    expect(columnsFinding(table([column({})], [question, question]))).toBe(
      'The only column feeds the model. Two questions are open.',
    )
    expect(columnsFinding(table([column({}), column({ role: 'time' })]))).toBe(
      '1 of 2 columns feeds the model. One is left out.',
    )
  })

  it('tells the roles of what is left out apart', () => {
    const columns = [column({ role: 'ignored' }), column({ role: 'time' }), column({ role: 'ignored' })]
    expect(leftOutWords(columns)).toBe(' · 2 left out, 1 time')
    expect(leftOutWords([column({})])).toBe('')
  })
})

describe('the words of the ledger', () => {
  it('name few refused lines with the one reason they share', () => {
    const refused = [7, 9, 12].map((line) => ({ line, offset: null, reason: '42 fields, not 43', text: '' }))
    expect(refusedWords(ledger({ refusedCount: 3, refused }))).toBe('3 refused: lines 7, 9 and 12: 42 fields, not 43')
  })

  it('name the first of many, or of several reasons', () => {
    const refused = [
      { line: 1007, offset: null, reason: '42 fields, not 43', text: '' },
      { line: 1009, offset: null, reason: 'not text', text: '' },
    ]
    expect(refusedWords(ledger({ refusedCount: 2, refused }))).toBe(
      '2 refused, the first in line 1,007: 42 fields, not 43',
    )
  })

  it('add up', () => {
    expect(ledgerSentence(ledger({}))).toBe('every line was read and used, none sampled')
    expect(ledgerSentence(ledger({}), { unit: 'line', sampledShare: 0.162 })).toBe(
      'every line used, a sample of 16 % of the file',
    )
    expect(ledgerSentence(ledger({ readCount: 12, refusedCount: 2 }))).toBe(
      '10 of 12 lines used, 2 refused, none sampled',
    )
    expect(ledgerSentence(ledger({ readCount: 12, skippedCount: 2 }))).toBe(
      '10 of 12 lines used, 2 skipped by rule, none sampled',
    )
    expect(ledgerSentence(ledger({ readCount: 1, usedCount: 1 }), { unit: 'flow', packetCount: 3 })).toBe(
      '3 packets in 1 flow, every flow was read and used, none sampled',
    )
    expect(
      ledgerSentence(ledger({ readCount: 12, usedCount: 9, refusedCount: 1, skippedCount: 2 }), {
        unit: 'flow',
        packetCount: 1204,
      }),
    ).toBe('1,204 packets in 9 flows, 9 of 12 flows used, 1 refused, 2 skipped by rule, none sampled')
  })
})

describe('the values of a column in a narrow cell', () => {
  it('are the median and the largest, in the unit', () => {
    expect(shortValues(column({ unit: 'bytes', distribution: numbers(0, 44, 381_709_090) }), 9).text).toBe(
      '44 B, 382 MB',
    )
    expect(shortValues(column({ unit: 'seconds', distribution: numbers(0, 0.5, 42_900) }), 9).text).toBe(
      '0.5 s, 11.9 h',
    )
    expect(shortValues(column({ distribution: numbers(0, 3, 12_600) }), 9).text).toBe('3, 12.6 k')
  })

  it('are the commonest level and its share, which is kept apart so that it is never cut', () => {
    const levels = [
      { text: 'tcp', count: 60 },
      { text: 'udp', count: 20 },
    ]
    const distribution = { kind: 'levels', levels, otherCount: 20 } as const
    expect(shortValues(column({ type: 'category', distribution }), 100)).toEqual({ text: 'tcp', share: '60 %' })
  })

  it('say of a name for every row that all are different', () => {
    const distribution = { kind: 'levels', levels: [{ text: 'a', count: 1 }], otherCount: 8 } as const
    expect(shortValues(column({ type: 'identifier', distinctCount: 9, distribution }), 9).text).toBe('all different')
  })

  it('are a span for times, whatever they count in', () => {
    const morning = Date.UTC(2026, 2, 3, 6, 58) / 1000
    const evening = Date.UTC(2026, 2, 3, 18, 59) / 1000
    const span = (scale: number): string =>
      shortValues(column({ type: 'time', distribution: numbers(morning * scale, morning * scale, evening * scale) }), 9)
        .text
    expect(span(1)).toBe('06:58 to 18:59')
    expect(span(1000)).toBe('06:58 to 18:59')
    expect(span(1e6)).toBe('06:58 to 18:59')
    expect(shortValues(column({ type: 'time', distribution: numbers(0, 30, 61) }), 9).text).toBe('0 s to 1 min 1 s')
  })
})
