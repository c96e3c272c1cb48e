/**
 * Damaged files: per reader, one file made from a seed and what is wrong with the way it was read.
 */

import { inspect } from 'node:util'
import { seededRandom } from '../../src/engine/numeric/random'
import { fuzzCapture } from '../unit/intake/capture/support/fuzz-capture'
import { mutated as mutatedJson, SEEDS as JSON_SEEDS, wrongWith } from '../unit/intake/json/mutations'
import { someCut } from '../unit/intake/scan/support/compare'
import { compareRows } from '../unit/intake/scan/support/plain-rows'
import { mutated, SEEDS_OF_FUZZ } from '../unit/intake/schemas/support/mutated'
import { fuzzContainers } from '../unit/intake/support/fuzz-containers'

export interface Fuzzed {
  /** Unknown where the laws hold for either. */
  readonly outcome: 'read' | 'refused' | 'unknown'
  readonly troubles: readonly string[]
}

type Fuzz = (seed: number) => Promise<Fuzzed>

const orThrown =
  (fuzz: Fuzz): Fuzz =>
  async (seed) =>
    fuzz(seed).catch((error: unknown) => ({ outcome: 'unknown', troubles: [`throws ${inspect(error)}`] }))

/** Every frame is told once, the ledger adds up, slices of any length give the same, and what was read is written again as it was. */
async function capture(seed: number): Promise<Fuzzed> {
  const { readCount, troubles } = await fuzzCapture(seed, 1, () => performance.now())
  return {
    outcome: readCount > 0 ? 'read' : 'refused',
    troubles: troubles.map((words) => words.replace(/^seed \d+: /, '')),
  }
}

/** Known exports; all that PapaParse's path says of them the scanner must say too, its ledger included. */
async function delimited(seed: number): Promise<Fuzzed> {
  const bytes = mutated(seededRandom(seed), SEEDS_OF_FUZZ[seed % SEEDS_OF_FUZZ.length]!)
  const file = { bytes, options: {} }
  const compared = bytes.length === 0 ? null : await compareRows(file, someCut(seed, file))
  if (compared === null) return { outcome: 'unknown', troubles: [] }
  const outcome = 'failure' in compared.expected ? 'refused' : 'read'
  return { outcome, troubles: compared.agrees ? [] : ['the scanner and PapaParse’s path differ'] }
}

/** Every line that isn't empty is a row with all cells, refused, skipped or blank; a failure has a sentence. */
async function json(seed: number): Promise<Fuzzed> {
  const wrong = await wrongWith(mutatedJson(JSON_SEEDS[seed % JSON_SEEDS.length]!, seededRandom(seed)))
  return { outcome: 'unknown', troubles: wrong === null ? [] : [wrong] }
}

/** gzip, zip, tar, zstd, Parquet and Arrow: read as far as they go or refused in a sentence, and never more than 64 MiB of a few kB. */
async function packed(seed: number): Promise<Fuzzed> {
  return { outcome: (await fuzzContainers(seed, 1)) > 0 ? 'read' : 'refused', troubles: [] }
}

export const READERS: ReadonlyMap<string, Fuzz> = new Map([
  ['capture', orThrown(capture)],
  ['delimited', orThrown(delimited)],
  ['json', orThrown(json)],
  ['packed', orThrown(packed)],
])
