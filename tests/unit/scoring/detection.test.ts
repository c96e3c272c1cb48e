import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withFile } from '../../../scripts/file-source'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { openFile, type OpenFile } from '../../../src/engine/pipeline/open-file'
import { scoreTable } from '../../../src/engine/pipeline/score-table'
import { readTruth } from '../../../src/engine/pipeline/truth'
import { auroc, averagePrecision } from '../../../src/engine/scoring/evaluation'
import { fitRows } from './traffic'

const folder = resolve(import.meta.dirname, '../../../../shared/data/detection')

/** AUROC and average precision of the reference recipe on the same files, seed 0 (shared/data/README.md). */
const REFERENCE: readonly [set: string, scenario: string, auroc: number, averagePrecision: number][] = [
  ['nsltrain', 'novelty', 0.986, 0.992],
  ['nsltrain', 'mixed5', 0.983, 0.766],
  ['nsltrain', 'mixed1', 0.983, 0.634],
  ['ctu011', 'novelty', 1.0, 1.0],
  ['ctu011', 'mixed5', 1.0, 0.998],
  ['ctu011', 'mixed1', 1.0, 1.0],
]

async function open(name: string): Promise<OpenFile> {
  const truth = [{ name: '__truth', role: 'ground truth' as const }]
  const opened = await withFile(join(folder, `${name}.csv`), (source) =>
    openFile(source, {}, truth, { synthetic: false }, silentPulse),
  )
  if (!opened.ok) throw new Error(opened.failure.sentence)
  return opened.value
}

describe.skipIf(!existsSync(folder))('real labelled traffic (skipped where ../shared/data is absent)', () => {
  it.each(REFERENCE)('%s %s is ranked as well as by the reference recipe', async (set, scenario, area, precision) => {
    const isNovelty = scenario === 'novelty'
    const fitted = await open(`${set}-${scenario}${isNovelty ? '-train' : ''}`)
    const { model, scored } = await fitRows(fitted.rows, fitted.profiles, 42)
    const judged = isNovelty ? await open(`${set}-novelty-test`) : fitted
    const scores = isNovelty
      ? (await scoreTable(model, judged.rows, judged.profiles, silentPulse)).scores
      : scored.scores
    const attacks = (await readTruth(judged.rows, judged.profiles))!.attacks!
    expect(auroc(scores, attacks)).toBeGreaterThan(area - 0.003)
    expect(averagePrecision(scores, attacks)).toBeGreaterThan(precision - 0.02)
  })
})
