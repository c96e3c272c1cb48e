import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/engine/numeric/random'
import { openLoops, plainLoops, rowHashes } from '../../../src/engine/table/row-hashes'
import type { StoredCells, StoredTable } from '../../../src/engine/table/stored'

const random = seededRandom(29)
const ROWS = 9000
const breathe = (): Promise<void> => Promise.resolve()

const dictionaryOf = (length: number): string[] => Array.from({ length }, (_, code) => (code === 0 ? '' : `c${code}`))

const coded = (length: number, codes: Uint8Array | Uint16Array | Uint32Array): StoredCells => ({
  kind: 'texts',
  dictionary: dictionaryOf(length),
  codes: codes.map(() => random.below(length)),
})

const numbers = (): StoredCells => ({
  kind: 'numbers',
  values: Float64Array.from({ length: ROWS }, () => [NaN, 0, -0, 1e300, -2.5, Infinity][random.below(6)]!),
  strays: new Map([
    [3, 'odd'],
    [8999, 'odder'],
  ]),
})

const tableWith = (cells: readonly StoredCells[]): StoredTable => ({
  rowCount: ROWS,
  columnNames: cells.map((_, index) => `c${index}`),
  cells,
  sourceLines: new Uint32Array(ROWS),
})

describe('the hashes of rows', () => {
  it('are the same with the kernel and without it', async () => {
    const table = tableWith([
      coded(200, new Uint8Array(ROWS)),
      coded(5000, new Uint16Array(ROWS)),
      coded(70_000, new Uint32Array(ROWS)),
      numbers(),
    ])
    const plain = await rowHashes(table, breathe, plainLoops)
    expect(await rowHashes(table, breathe, openLoops)).toEqual(plain)
    expect(new Set(plain).size).toBeGreaterThan(ROWS)
  })

  it('tell 0 from nothing and from a word, but not from −0', async () => {
    const values = new Float64Array(ROWS).fill(NaN)
    values.set([0, -0, NaN, NaN, NaN])
    const strays = new Map([[3, 'odd']])
    const hashes = await rowHashes(tableWith([{ kind: 'numbers', values, strays }]), breathe)
    const rows = Array.from({ length: 5 }, (_, row) => `${hashes[row * 2]} ${hashes[row * 2 + 1]}`)
    expect(rows[1]).toBe(rows[0])
    expect(rows[4]).toBe(rows[2])
    expect(new Set(rows).size).toBe(3)
  })
})
