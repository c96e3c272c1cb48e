import { describe, expect, it } from 'vitest'
import type { ReadOptions } from '../../../src/engine/intake/facts'
import { bytesSource } from '../../../src/engine/intake/source'
import type { FirstLook } from '../../../src/engine/pipeline/answers'
import { firstLook } from '../../../src/engine/pipeline/first-look'

const encoder = new TextEncoder()

async function look(text: string, options: ReadOptions = {}): Promise<FirstLook | null> {
  const seen = await firstLook(bytesSource('flows.csv', encoder.encode(text)), options)
  if (!seen.ok) throw new Error(seen.failure.sentence)
  return seen.value
}

const TEXT = 'host;;bytes\n' + Array.from({ length: 12 }, (_, row) => `h${row};;${row * 7}`).join('\n')

describe('a first look', () => {
  it('shows the lines as they stand and the rows as they would be read', async () => {
    const seen = await look(TEXT, { delimiter: ';;' })
    expect(seen).toMatchObject({ columnNames: ['host', 'bytes'], rowCount: 12, raggedCount: 0, headerFound: true })
    expect(seen?.lines).toEqual(['host;;bytes', 'h0;;0', 'h1;;7'])
    expect(seen?.rows.slice(0, 2)).toEqual([
      ['h0', '0'],
      ['h1', '7'],
    ])
  })

  it('shows what another choice would do', async () => {
    expect((await look(TEXT))?.columnNames).toHaveLength(3)
    expect((await look(TEXT, { delimiter: ';;', header: false }))?.rows[0]).toEqual(['host', 'bytes'])
    expect((await look(TEXT, { delimiter: '|' }))?.columnNames).toHaveLength(1)
  })

  it('counts the rows that would be refused', async () => {
    expect(await look('a,b\n1,2\n1,2,3\n4,5\n')).toMatchObject({ rowCount: 3, raggedCount: 1 })
  })

  it('says nothing of a file that is converted before it is read', async () => {
    const capture = Uint8Array.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, ...new Uint8Array(16)])
    expect(await firstLook(bytesSource('x.pcap', capture), {})).toEqual({ ok: true, value: null })
  })

  it('refuses an empty file as reading does', async () => {
    const seen = await firstLook(bytesSource('empty.csv', new Uint8Array(0)), {})
    expect(!seen.ok && seen.failure.code).toBe('empty-file')
  })
})
