import { describe, expect, it } from 'vitest'
import type { ByteSource } from '../../../src/engine/intake/source'
import { Job } from '../../../src/engine/pipeline/job'
import { bytesKeptPerRow } from '../../../src/engine/pipeline/memory'
import { openFile, type OpenFile } from '../../../src/engine/pipeline/open-file'
import { localPool } from '../../../src/engine/pipeline/shard-gate'
import { lineWords } from '../../../src/wording/line-words'
import { csvOf, MADE_COLUMNS, madeRows } from './made-flows'

const host = { nowMs: () => 0, letOthersRun: () => Promise.resolve() }
const pulse = new Job(host, () => undefined).begin('read')

/** A file that says it is much larger than what can be read of it: only its head is ever asked for. */
const claimed = (sizeBytes: number): ByteSource => ({ ...csvOf(MADE_COLUMNS, madeRows(4000)), sizeBytes })

describe('a file that would not fit', () => {
  it('is refused with the arithmetic, before it is read', async () => {
    const refused = await openFile(
      claimed(500e9),
      {},
      [],
      { synthetic: false, budgetBytes: 4e9, offersSample: true },
      pulse,
    )
    expect(refused).toMatchObject({ ok: false, failure: { code: 'too-large', where: 'made.csv' } })
    const { sentence, found, needed, advice } = (refused as Extract<typeof refused, { ok: false }>).failure
    expect(sentence).toMatch(/^made\.csv would take about [\d.,]+ GB of memory; this page may use about 4(\.0)? GB\.$/)
    expect(found).toMatch(/^500 GB, about [\d,]+ flows × [\d,]+ bytes each for 10 columns$/)
    expect(needed).toMatch(/^at most about [\d,]+ such flows$/)
    expect(advice).toMatch(/^Read a sample, 128 stretches .* For all of it, split it into [\d,]+ parts/)
  })

  it('is read where nobody knows how much memory there is', async () => {
    const small = csvOf(MADE_COLUMNS, madeRows(50))
    expect(await openFile(small, {}, [], { synthetic: false, budgetBytes: null }, pulse)).toMatchObject({ ok: true })
  })

  it('is read in part if a sample will do: stretches from all over it, which it says, whatever the number of shards', async () => {
    const source = csvOf(MADE_COLUMNS, madeRows(40_000))
    const budgetBytes = 30_000 * bytesKeptPerRow(MADE_COLUMNS.length)
    const refused = await openFile(source, {}, [], { synthetic: false, budgetBytes, offersSample: true }, pulse)
    expect(refused).toMatchObject({ ok: false, failure: { code: 'too-large', sampleRows: 7_500 } })

    const elsewhere = await openFile(source, {}, [], { synthetic: false, budgetBytes }, pulse)
    expect(elsewhere).toMatchObject({ failure: { advice: expect.stringMatching(/^Split it/) } })
    expect(elsewhere).not.toHaveProperty('failure.sampleRows')

    const sampled = async (hostCount: number): Promise<OpenFile> => {
      const pool = localPool(hostCount)
      const opened = await openFile(
        source,
        { sample: true },
        [],
        { synthetic: false, budgetBytes, offersSample: true, poolFor: () => pool },
        pulse,
      )
      if (!opened.ok) throw new Error(opened.failure.sentence)
      return opened.value
    }
    const one = await sampled(1)
    const { usedCount, refusedCount } = one.ledger
    expect(refusedCount).toBe(0)
    expect(Math.abs(usedCount - 7_500)).toBeLessThan(150)
    expect(one.file.sampledShare).toBeCloseTo(7_500 / 40_000, 2)
    expect(one.file.sizeBytes).toBe(source.sizeBytes)
    expect(one.readWarnings.join(' ')).toMatch(
      /^This is a sample: \d stretches spread evenly over the file, .* was not looked at\.$/,
    )
    const [first, last] = [
      await one.rows.tableAt(Uint32Array.of(0)),
      await one.rows.tableAt(Uint32Array.of(usedCount - 1)),
    ]
    expect(lineWords(first.sourceLines[0]!, one.file)).toBe('byte 0: line 2')
    expect(lineWords(last.sourceLines[0]!, one.file)).toMatch(/^byte [\d,]+: line [\d,]+$/)

    const many = await sampled(3)
    expect(many.file).toEqual(one.file)
    expect(many.ledger).toEqual(one.ledger)
  })

  it('is read whole where it fits, whether or not a sample would do', async () => {
    const source = csvOf(MADE_COLUMNS, madeRows(500))
    const opened = await openFile(source, { sample: true }, [], { synthetic: false, budgetBytes: 4e9 }, pulse)
    expect(opened).toMatchObject({ ok: true, value: { ledger: { usedCount: 500 }, readWarnings: [] } })
    expect(opened.ok && 'sampledShare' in opened.value.file).toBe(false)
  })

  it('takes more the more columns it has', () => {
    expect(bytesKeptPerRow(40)).toBeGreaterThan(bytesKeptPerRow(10))
  })
})
