/**
 * Fuzz: exports of the known schemas, changed at random: whatever comes of them, nothing throws and the ledger adds up, and PapaParse's
 * path counts alike.
 */

import { describe, expect, it } from 'vitest'
import { memoryStore } from '../../../../src/engine/intake/conversion'
import { convert } from '../../../../src/engine/intake/converters'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { openFile } from '../../../../src/engine/pipeline/open-file'
import { openTable } from '../../../../src/engine/table/open'
import { mutated, SEEDS_OF_FUZZ } from './support/mutated'

/** By hand many more, without columns: `node scripts/run.mjs tests/bench/fuzz.ts delimited`. */
const FILES = 100

describe('a known export, changed at random,', () => {
  it('is refused in a sentence, or read with a ledger that adds up', { timeout: 0 }, async () => {
    const outcomes = { read: 0, refused: 0, skipping: 0, alike: 0 }
    for (let seed = 0; seed < FILES; seed++) {
      const bytes = mutated(seededRandom(seed), SEEDS_OF_FUZZ[seed % SEEDS_OF_FUZZ.length]!)
      const source = bytesSource('export', bytes)
      const opened = await openFile(source, {}, [], { synthetic: false }, silentPulse)
      if (!opened.ok) {
        expect(opened.failure.sentence, `seed ${seed}`).toMatch(/\.$/)
        outcomes.refused++
        continue
      }
      const { ledger, profiles } = opened.value
      outcomes.read++
      outcomes.skipping += Number(ledger.skippedCount > 0)
      expect(ledger.usedCount + ledger.refusedCount + ledger.skippedCount, `seed ${seed}`).toBe(ledger.readCount)
      expect(
        ledger.skipped.reduce((sum, { count }) => sum + count, 0),
        `seed ${seed}`,
      ).toBe(ledger.skippedCount)
      expect(profiles.length, `seed ${seed}`).toBe(opened.value.rows.columnNames.length)
      outcomes.alike += Number(await isAlikeForPapa(bytes, seed, ledger))
    }
    expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(0)
  })
})

/** @returns whether there was anything to compare: a converted file is read by the scanner alone */
async function isAlikeForPapa(bytes: Uint8Array, seed: number, ledger: object): Promise<boolean> {
  const source = bytesSource('export', bytes)
  const converted = await convert(source, {}, memoryStore, silentPulse)
  if (!converted.ok || converted.value.text !== source) return false
  const papa = await openTable(source, {}, silentPulse)
  if (!papa.ok) throw new Error(`seed ${seed}: ${papa.failure.sentence}`)
  const { readCount, usedCount, refusedCount, skipped } = papa.value.ledger
  expect(ledger, `seed ${seed}`).toMatchObject({ readCount, usedCount, refusedCount, skipped })
  return true
}
