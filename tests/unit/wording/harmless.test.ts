import { describe, expect, it } from 'vitest'
import { harmless } from '../../../src/wording/harmless'

describe('harmless cells', () => {
  it.each([
    '=1+1',
    '+cmd|calc',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\rx',
    '\nx',
    ' =1',
    '=HYPERLINK("http://x","y")',
    '＝1+1',
    '＠x',
    '--5',
    '- 5',
    '+-1',
    '=',
    '-',
  ])('%j gets an apostrophe', (cell) => expect(harmless(cell)).toBe(`'${cell}`))

  it.each(['-5', '+5', '-0.25', '-1.5e-3', '+.5', '0', '', 'http', 'a=b', '10.0.0.1', 'x-y', '1e9', "'=1", '5-3'])(
    '%j stays as it is',
    (cell) => expect(harmless(cell)).toBe(cell),
  )
})
