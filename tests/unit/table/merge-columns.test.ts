import { describe, expect, it } from 'vitest'
import { decodeEntries } from '../../../src/engine/intake/scan/entry-texts'
import { GrowingEntries } from '../../../src/engine/intake/scan/growing-entries'
import type { Entries } from '../../../src/engine/intake/scan/scanned-range'
import { utf8Bytes } from '../../../src/engine/intake/utf8'
import { seededRandom } from '../../../src/engine/numeric/random'
import { ColumnBuilder } from '../../../src/engine/table/column-builder'
import { mergeColumn, type ColumnPart, type MergedCoded } from '../../../src/engine/table/merge-columns'
import { storedTable, storedText, type StoredCells } from '../../../src/engine/table/stored'
import type { Cells } from '../../../src/engine/table/table'

function entriesOf(texts: readonly string[]): Entries {
  const entries = new GrowingEntries()
  for (const text of texts) entries.add(utf8Bytes(text))
  return entries.finish()
}

/** A part as the scanner would give it: its different cells in order of first appearance. */
function partOf(cells: readonly string[]): { part: ColumnPart; codes: number[] } {
  const texts = [...new Set(cells)]
  const codes = cells.map((cell) => texts.indexOf(cell))
  return {
    codes,
    part: {
      kind: 'coded',
      entries: entriesOf(texts),
      counts: Uint32Array.from(texts, (_, code) => codes.filter((c) => c === code).length),
    },
  }
}

function builtOneByOne(cells: readonly string[]): StoredCells {
  for (const asTexts of [false, true]) {
    const builder = new ColumnBuilder(asTexts)
    for (const cell of cells) builder.add(cell)
    const built = builder.finish()
    if (built !== null) {
      const table = {
        rowCount: cells.length,
        columnNames: ['c'],
        cells: [built as Cells],
        sourceLines: new Uint32Array(0),
      }
      return storedTable(table).cells[0]!
    }
  }
  throw new Error('no column was built')
}

const mergedIn = (cells: readonly string[], cuts: readonly number[]): { merged: MergedCoded; codes: number[] } => {
  const edges = [0, ...cuts, cells.length]
  const parts = edges.slice(1).map((end, index) => partOf(cells.slice(edges[index], end)))
  const merged = mergeColumn(
    parts.map(({ part }) => part),
    'utf-8',
  ) as MergedCoded
  return { merged, codes: parts.flatMap(({ codes }, part) => codes.map((code) => merged.maps[part]![code]!)) }
}

describe('mergeColumn', () => {
  const random = seededRandom(11)
  const words = ['1', '2.50', '2.5', '0', '-0', '007', '', '-', 'NaN', 'tcp', 'inf', '1e3', '1000']

  it('makes the column that cells one by one make, wherever the parts are cut', () => {
    for (let trial = 0; trial < 200; trial++) {
      const few = words.filter(() => random.next() < 0.6)
      const cells = Array.from({ length: 1 + random.below(60) }, () =>
        random.next() < 0.5 ? String(random.below(5)) : (few[random.below(few.length)] ?? '7'),
      )
      const cuts = [random.below(cells.length + 1), random.below(cells.length + 1)].sort((a, b) => a - b)
      const { merged, codes } = mergedIn(cells, cuts)
      const expected = builtOneByOne(cells)
      expect(merged.numbers === null).toBe(expected.kind === 'texts')
      expect(codes.map((code) => merged.packed.texts[code])).toEqual(cells.map((_, row) => storedText(expected, row)))
      expect(merged.packed.texts).toEqual((expected as { dictionary: readonly string[] }).dictionary)
      expect([...merged.counts]).toEqual(
        merged.packed.texts.map((_, code) => codes.filter((other) => other === code).length),
      )
    }
  })

  it('keeps a column of more than 65,535 different numbers one by one', () => {
    const cells = Array.from({ length: 70_000 }, (_, row) => String(row))
    const parts = [allDifferent(cells.slice(0, 40_000)), allDifferent([...cells.slice(40_000), 'odd', ''])]
    const merged = mergeColumn(parts, 'utf-8')
    expect(merged.kind).toBe('wide')
    const second = (merged as Extract<typeof merged, { kind: 'wide' }>).parts[1]!
    expect(second.strays).toEqual([[30_000, 'odd']])
    expect(second.numbers[2]).toBe(40_002)
  })

  it('asks for texts where a part has kept numbers and the whole is texts', () => {
    const wide: ColumnPart = { kind: 'wide', missingCount: 0, numberCount: 70_000, strayCount: 0 }
    const words = { kind: 'coded' as const, entries: entriesOf(['a', 'b']), counts: Uint32Array.of(50_000, 50_000) }
    expect(mergeColumn([wide, words], 'utf-8')).toEqual({ kind: 'must be texts' })
  })

  it('takes an empty column for texts', () => {
    const { merged } = mergedIn(['', '-', ''], [1])
    expect(merged).toMatchObject({ numbers: null, counts: Uint32Array.of(3) })
    expect(merged.packed.texts).toEqual([''])
  })
})

const allDifferent = (cells: readonly string[]): ColumnPart => ({
  kind: 'coded',
  entries: entriesOf(cells),
  counts: new Uint32Array(cells.length).fill(1),
})

describe('mergeColumn of an id per row', () => {
  /** Parts of `count` different texts each, one with a missing cell; the last text of the last may be the first part's. */
  const partsOf = (count: number, repeats: boolean): ColumnPart[] =>
    [0, 1, 2].map((part) => {
      const texts = Array.from({ length: count }, (_, at) => `id${part * count + at}`)
      if (part === 1) texts.splice(5, 0, '')
      if (part === 2 && repeats) texts[count - 1] = 'id0'
      return { kind: 'coded', entries: entriesOf(texts), counts: new Uint32Array(texts.length).fill(2) }
    })

  it.each([
    ['few', 100, false],
    ['many', 30_000, false],
    ['many, one of them in two parts', 30_000, true],
  ])('codes %s in the order in which they come, whichever way they are joined', (_, count, repeats) => {
    const parts = partsOf(count, repeats)
    const { packed, counts, maps, numbers } = mergeColumn(parts, 'utf-8') as MergedCoded
    const expected = new Map([['', 0]])
    parts.forEach((part, index) => {
      const texts = part.kind === 'coded' ? decodeEntries(part.entries, 'utf-8') : []
      texts.forEach((text, code) => {
        if (!expected.has(text)) expected.set(text, expected.size)
        if (maps[index]![code] !== expected.get(text)) throw new Error(`${text} has another code`)
      })
    })
    expect(packed.texts).toEqual([...expected.keys()])
    expect(numbers).toBeNull()
    expect(counts[0]).toBe(2)
    expect(counts[1]).toBe(repeats ? 4 : 2)
    expect(counts.reduce((sum, own) => sum + own, 0)).toBe(2 * (3 * count + 1))
  })
})
