import { describe, expect, it } from 'vitest'
import { bytesSource, SourceLost } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { readFile } from '../../../../src/engine/pipeline/read-file'
import type { TableRows } from '../../../../src/engine/pipeline/table-rows'
import { KERNEL, PLAIN, someCut } from './support/compare'
import { madeFile } from './support/made-files'
import { rowsReadAgain } from './support/plain-rows'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

async function rowsOf(text: string, read?: (start: number, end: number) => Promise<Uint8Array>): Promise<TableRows> {
  const source = bytesSource('flows.csv', bytesOf(text))
  const given = read === undefined ? source : { name: source.name, sizeBytes: source.sizeBytes, read }
  const outcome = await readFile(given, {}, {}, silentPulse)
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return outcome.value.rows
}

async function spelled(rows: TableRows, ...asked: number[]): Promise<readonly (readonly string[])[]> {
  return rows.spelledTexts(Uint32Array.from(asked), silentPulse.breathe)
}

const SPELLINGS = 'rate,count,name\n0.00,1.0,a\n1.00,1e3,"b, c"\n.5,+7,"d\ne"\n0.25,12,f\n'

describe('cells read again', () => {
  it('are what PapaParse’s path reads, however a file of trouble is cut', async () => {
    let compared = 0
    for (let seed = 1; seed <= 150; seed++) {
      const file = madeFile(seed)
      const cut = someCut(seed, file)
      for (const open of [KERNEL, PLAIN]) {
        const read = await rowsReadAgain(file, { ...cut, grain: { ...cut.grain, open } })
        if (read === null) continue
        expect(read.found, `seed ${seed}`).toEqual(read.expected)
        compared += read.found.length
      }
    }
    expect(compared).toBeGreaterThan(4000)
  })

  it('are found at once in a cell of very many lines', async () => {
    const long = `"${'x\n'.repeat(200_000)}"`
    const few = '1.0,"b",a\n'.repeat(20_000)
    const rows = await rowsOf(`count,note,name\n${few}2.0,${long},c\n3.0,b,d\n`)
    expect((await spelled(rows, 0, 20_000, 20_001)).map(([count, , name]) => [count, name])).toEqual([
      ['1.0', 'a'],
      ['2.0', 'c'],
      ['3.0', 'd'],
    ])
  })

  it('keep the spelling of numbers, in any order of rows and behind cells that span lines', async () => {
    const rows = await rowsOf(SPELLINGS)
    expect(await spelled(rows, 3, 0, 2, 1)).toEqual([
      ['0.25', '12', 'f'],
      ['0.00', '1.0', 'a'],
      ['.5', '+7', 'd\ne'],
      ['1.00', '1e3', 'b, c'],
    ])
  })

  it('follow their column under another name and at another place', async () => {
    const rows = await (await rowsOf(SPELLINGS)).under([{ name: 'packets', column: 'count' }])
    expect(await spelled(rows, 1)).toEqual([['1e3']])
  })

  it('are as JavaScript writes them once the file has gone or says something else', async () => {
    const bytes = bytesOf(SPELLINGS)
    let now: Uint8Array | null = bytes
    const read = (start: number, end: number): Promise<Uint8Array> =>
      now === null ? Promise.reject(new SourceLost('changed')) : Promise.resolve(now.subarray(start, end))
    const rows = await rowsOf(SPELLINGS, read)
    now = bytesOf(SPELLINGS.replace('0.00,1.0', '9.00,8.0'))
    expect(await spelled(rows, 0, 1)).toEqual([
      ['0', '1', 'a'],
      ['1.00', '1e3', 'b, c'],
    ])
    now = null
    expect(await spelled(rows, 0, 1)).toEqual([
      ['0', '1', 'a'],
      ['1', '1000', 'b, c'],
    ])
  })
})
