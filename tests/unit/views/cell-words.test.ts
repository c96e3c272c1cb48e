import { describe, expect, test } from 'vitest'
import type { ColumnProfile } from '../../../src/engine/table/column'
import { cellWords, defaultColumns, keyFacts, levelWords, tableWords } from '../../../src/views/anomalies/cell-words'

const column = (index: number, name: string, known: Partial<ColumnProfile> = {}): ColumnProfile => ({
  index,
  name,
  meaning: null,
  unit: null,
  type: 'number',
  role: 'feature',
  reason: '',
  badge: null,
  decidedBy: 'engine',
  transform: 'none',
  missingCount: 0,
  infiniteCount: 0,
  strayCount: 0,
  distinctCount: 2,
  foldedLevelCount: 0,
  distribution: { kind: 'empty' },
  ...known,
})

const columns = [
  column(0, 'src', { meaning: 'source address', type: 'address', role: 'identity' }),
  column(1, 'sport', { meaning: 'source port', type: 'port', role: 'ignored' }),
  column(2, 'dst', { meaning: 'destination address', type: 'address', role: 'identity' }),
  column(3, 'dport', { meaning: 'destination port', type: 'port' }),
  column(4, 'proto', { meaning: 'protocol', type: 'category' }),
  column(5, 'sent', { meaning: 'bytes sent', unit: 'bytes' }),
  column(6, 'pkts', { meaning: 'packets sent', unit: 'packets' }),
]
const cells = ['10.0.0.1', '51000', '10.0.0.9', '443', 'tcp', '30100', '8']

describe('the facts of a flow', () => {
  test('say who talked to whom, then what', () => {
    expect(keyFacts(cells, columns)).toBe('10.0.0.1:51000 → 10.0.0.9:443 · tcp · 30.1 kB sent · 8 packets sent')
  })

  test('leave out what the flow does not have', () => {
    expect(keyFacts(['10.0.0.1', '', '', '443', '', '', '8'], columns)).toBe('10.0.0.1 → port 443 · 8 packets sent')
  })

  test('put an IPv6 address in brackets before its port', () => {
    expect(keyFacts(['fe80::1', '51000', '', '', '', '', ''], columns)).toBe('[fe80::1]:51000')
  })

  test('have no ports where the protocol has types and codes', () => {
    const pinged = ['10.0.0.1', '8', '10.0.0.9', '0', 'icmp', '64', '1']
    expect(keyFacts(pinged, columns)).toBe('10.0.0.1 → 10.0.0.9 · icmp · 64 B sent · 1 packet sent')
  })

  test('have the name of a protocol that stands there by its number', () => {
    expect(keyFacts(['', '', '10.0.0.9', '53', '17', '64', '1'], columns)).toMatch(/^10\.0\.0\.9:53 · UDP · /)
  })

  test('fall back to the first features of a file that nobody knows', () => {
    expect(keyFacts(['a', '2'], [column(0, 'x', { type: 'category' }), column(1, 'y')])).toBe('a · 2')
  })
})

test('a number reads with its unit, and what is no number as the file has it', () => {
  expect(cellWords('30100', columns[5]!)).toBe('30.1 kB')
  expect(cellWords('n/k', columns[5]!)).toBe('n/k')
  expect(cellWords('', columns[5]!)).toBe('–')
  expect(tableWords('8', columns[6]!)).toBe('8')
})

test('a column of yes and no says so', () => {
  const yesNo = column(0, 'logged_in', { type: 'yes-no' })
  expect(['1', '0', 'T', 'maybe'].map((level) => levelWords(level, yesNo))).toEqual(['yes', 'no', 'yes', 'maybe'])
  expect(levelWords('1', columns[3]!)).toBe('1')
})

test('a file with addresses shows them first, one without shows its features', () => {
  expect(defaultColumns(columns)).toEqual(['src', 'dst', 'dport', 'proto'])
  expect(defaultColumns([column(0, 'a'), column(1, 'b', { role: 'ignored' }), column(2, 'c')])).toEqual(['a', 'c'])
})
