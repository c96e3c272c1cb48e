import { describe, expect, it } from 'vitest'
import { scanWhole } from '../../../../src/engine/intake/scan/scan-whole'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { compare, KERNEL, PLAIN } from './support/compare'
import { planOf, readWithPapa } from './support/reading'

const ROWS = 70_000
const random = seededRandom(7)
const digits = (count: number): string => Array.from({ length: count }, () => random.below(10)).join('')

/** Every spelling that the kernel reads by itself, and their neighbours that it leaves. */
function spelling(): string {
  const sign = ['', '', '', '-', '+'][random.below(5)]!
  const whole = ['0', '', digits(1 + random.below(17)), String(random.below(1000)), '007'][random.below(5)]!
  const fraction = ['', '.', `.${digits(1 + random.below(18))}`, `.${digits(3)}`][random.below(4)]!
  const exponent = ['', '', '', `e${random.below(30)}`, `E-${random.below(30)}`, 'e+05', 'e', 'e400'][random.below(8)]!
  return sign + whole + fraction + exponent
}

const column: Readonly<Record<string, (row: number) => string>> = {
  'a column of as many texts as rows': (row) => `C${row.toString(36)}x${row % 7 === 0 ? 'longer-than-seven' : ''}`,
  'a column of numbers of every spelling': spelling,
  'a column of plain numbers with a few strays': (row) =>
    row % 40 === 3 ? ['-', '', 'n/a', ' 12.5 ', 'stray', '1e-7', '\u00a05', 'inf'][row % 8]! : (row * 1.25).toFixed(3),
  'numbers at first, texts later': (row) => (row < 60_000 ? String(row) : row < 66_000 ? `t${row}` : `u${row}`),
  'numbers for so long that they are kept as such, then texts': (row) =>
    row < 65_530 ? String(row) : `${row}x`.repeat(2),
  'many texts, as many numbers': (row) => (row % 2 === 0 ? String(row) : `t${row}`),
}

const fileOf = (cell: (row: number) => string, rowCount: number): Uint8Array =>
  new TextEncoder().encode(`n,x\n${Array.from({ length: rowCount }, (_, row) => `${row % 3},${cell(row)}\n`).join('')}`)

describe('more different cells than codes of two bytes tell apart', () => {
  it.each(Object.entries(column))('%s', async (_, cell) => {
    const bytes = fileOf(cell, ROWS)
    const papa = await readWithPapa(bytes, {})
    for (const [open, rangeCount] of [
      [KERNEL, 1],
      [PLAIN, 2],
    ] as const) {
      const grain = { chunkBytes: 262_144, pieceBytes: 65_536, open }
      const comparison = await compare({ bytes, options: {} }, { rangeCount, grain }, papa)
      expect(comparison!.agrees, `${rangeCount} ranges`).toBe(true)
    }
  })

  it.each([
    ['a column of plain numbers with a few strays', [], 'wide'],
    ['a column of plain numbers with a few strays', [1], 'coded'],
    ['a column of as many texts as rows', [], 'coded'],
  ])('%s, kept as texts: %j, is %s', async (name, keptAsTexts, kind) => {
    const bytes = fileOf(column[name]!, ROWS)
    const source = bytesSource('flows.csv', bytes)
    const [range] = await scanWhole(source, planOf(bytes, {})!.scanPlan, silentPulse, 1, keptAsTexts)
    expect(range!.columns[1]!.kind).toBe(kind)
    expect(range!.columns[0]).toMatchObject({ kind: 'coded', counts: Uint32Array.of(23_334, 23_333, 23_333) })
  })

  it('numbers for 100,000 rows, and then so many texts that the column must be read again as texts', async () => {
    const bytes = fileOf((row) => (row < 100_000 ? `${row}.50` : `t${row}`), 140_000)
    const grain = { chunkBytes: 262_144, pieceBytes: 65_536, open: KERNEL }
    const comparison = await compare({ bytes, options: {} }, { rangeCount: 1, grain })
    expect(comparison!.agrees).toBe(true)
  })
})
