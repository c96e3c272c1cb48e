import { describe, expect, it } from 'vitest'
import type { ByteSource } from '../../../src/engine/intake/source'
import { Job } from '../../../src/engine/pipeline/job'
import { bytesKeptPerRow } from '../../../src/engine/pipeline/memory'
import { openFile } from '../../../src/engine/pipeline/open-file'
import { csvOf, MADE_COLUMNS, madeRows } from './made-flows'

const host = { nowMs: () => 0, letOthersRun: () => Promise.resolve() }
const pulse = new Job(host, () => undefined).begin('read')

/** A file that says it is much larger than what can be read of it: only its head is ever asked for. */
const claimed = (sizeBytes: number): ByteSource => ({ ...csvOf(MADE_COLUMNS, madeRows(4000)), sizeBytes })

describe('a file that would not fit', () => {
  it('is refused with the arithmetic, before it is read', async () => {
    const refused = await openFile(claimed(500e9), {}, [], { synthetic: false, budgetBytes: 4e9 }, pulse)
    expect(refused).toMatchObject({ ok: false, failure: { code: 'too-large', where: 'made.csv' } })
    const { sentence, found, needed, advice } = (refused as Extract<typeof refused, { ok: false }>).failure
    expect(sentence).toMatch(/^made\.csv would take about [\d.,]+ GB of memory; this page may use about 4(\.0)? GB\.$/)
    expect(found).toMatch(/^500 GB, about [\d,]+ flows × [\d,]+ bytes each for 10 columns$/)
    expect(needed).toMatch(/^at most [\d,]+ such flows$/)
    expect(advice).toMatch(/^Split it into [\d,]+ parts/)
  })

  it('is read where nobody knows how much memory there is', async () => {
    const small = csvOf(MADE_COLUMNS, madeRows(50))
    expect(await openFile(small, {}, [], { synthetic: false, budgetBytes: null }, pulse)).toMatchObject({ ok: true })
  })

  it('takes more the more columns it has', () => {
    expect(bytesKeptPerRow(40)).toBeGreaterThan(bytesKeptPerRow(10))
  })
})
