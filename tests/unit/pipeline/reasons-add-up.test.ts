import { describe, expect, it } from 'vitest'
import { sampleDay, SAMPLE_DAY_NAME } from '../../../src/engine/intake/sample-day'
import { bytesSource } from '../../../src/engine/intake/source'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { openFile, type OpenFile } from '../../../src/engine/pipeline/open-file'
import { partsOf, rowFactsOf } from '../../../src/engine/pipeline/row-facts'
import { scoreTable } from '../../../src/engine/pipeline/score-table'
import type { ScoreModel } from '../../../src/engine/scoring/score-model'
import { fitRows } from '../scoring/traffic'

const AT_ONCE = 4096

async function openSample(seed: number): Promise<OpenFile> {
  const bytes = new TextEncoder().encode(sampleDay(seed))
  const read = await openFile(bytesSource(SAMPLE_DAY_NAME, bytes), {}, [], { synthetic: true }, silentPulse)
  if (!read.ok) throw new Error(read.failure.sentence)
  return read.value
}

/** The largest difference, over all rows, between a score and what its parts add up to. */
async function largestMiss({ rows }: OpenFile, model: ScoreModel, scores: ArrayLike<number>): Promise<number> {
  let largest = 0
  for (let first = 0; first < rows.rowCount; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, rows.rowCount - first)
    for (const facts of await rowFactsOf(
      rows,
      model,
      Uint32Array.from({ length: count }, (_, i) => first + i),
    )) {
      const sum = partsOf(model, facts).parts.reduce((total, { adds }) => total + adds, 0)
      largest = Math.max(largest, Math.abs(sum - scores[facts.row]!))
    }
  }
  return largest
}

describe('the reasons of every row of the sample day', () => {
  it('add up to its score, and so do those of a second day scored by its model', { timeout: 120_000 }, async () => {
    const first = await openSample(42)
    const { model, scored } = await fitRows(first.rows, first.profiles, 42)
    expect(scored.scores.length).toBeGreaterThan(19_000)
    expect(await largestMiss(first, model, scored.scores)).toBeLessThan(1e-6)

    const second = await openSample(7)
    const { scores } = await scoreTable(model, second.rows, second.profiles, silentPulse)
    expect(scores.length).toBeGreaterThan(19_000)
    expect(await largestMiss(second, model, scores)).toBeLessThan(1e-6)
  })
})
