/**
 * A whole model of made-up traffic for the tests of its keeping and judging: groups, map and score are fitted in earnest;
 * cards say no more than they must.
 */

import { clusterBands } from '../../../src/engine/explaining/cluster-bands'
import { toDense } from '../../../src/engine/features/dense'
import { encodeRows } from '../../../src/engine/features/encode'
import { fitRecipe } from '../../../src/engine/features/fit-recipe'
import { freeze } from '../../../src/engine/model/freeze'
import type { ModelDocument } from '../../../src/engine/model/document'
import { ShardSet } from '../../../src/engine/pipeline/shard-set'
import { calibrate } from '../../../src/engine/scoring/calibration'
import { scoreHistogram } from '../../../src/engine/scoring/histogram'
import { defaultAlertCount, thresholdFor } from '../../../src/engine/scoring/threshold'
import type { ColumnProfile } from '../../../src/engine/table/column'
import type { Table } from '../../../src/engine/table/table'
import { fitTable, trafficProfiles, trafficTable, type FittedTable } from '../scoring/traffic'

export interface FittedModel {
  readonly table: Table
  readonly profiles: readonly ColumnProfile[]
  readonly fitted: FittedTable
  readonly document: ModelDocument
}

/** Two groups: row 0's kind of flow and row 49's, a scan. */
export async function fittedModel(rowCount = 2000): Promise<FittedModel> {
  const table = trafficTable(rowCount)
  const profiles = trafficProfiles(table)
  const fitted = await fitTable(table, profiles)
  const recipe = await fitRecipe(ShardSet.cut(table, 1), profiles)
  const dense = toDense(encodeRows(table, 0, rowCount, recipe), recipe)
  const { featureCount } = recipe
  const centroids = Float64Array.from([...dense[0]!, ...dense[49]!])
  const assignments = Uint8Array.from({ length: rowCount }, (_, row) => (row % 50 === 49 ? 1 : 0))
  const axis = (at: number) => Float64Array.from({ length: featureCount }, (_, i) => (i === at ? 1 : 0))
  const card = (clusterIndex: number) => ({
    clusterIndex,
    letter: 'AB'[clusterIndex]!,
    rowCount: 500,
    share: 0.5,
    spread: 2,
    verdict: {
      title: 'Mixed traffic',
      kind: 'unnamed' as const,
      strength: 'none' as const,
      evidenceFor: [],
      evidenceAgainst: [],
      within: [{ kind: 'beacon' as const, title: 'Looks like a beacon', share: 0.01 }],
    },
    line: '',
    traits: [],
    attackShare: null,
  })
  const document = freeze({
    engineVersion: '0.1.0',
    runId: 'run',
    settings: { seed: 7, smallestClusterCount: 2, largestClusterCount: 2, restartCount: 1, maxIterations: 10 },
    file: {
      name: 'made-up.csv',
      sizeBytes: 1,
      fingerprint: '0',
      format: 'CSV',
      schema: null,
      containers: [],
      parts: [],
      unit: 'line',
      delimiter: ',',
      encoding: 'utf-8',
      headerFound: true,
      lineEnding: 'LF',
      synthetic: true,
    },
    ledger: {
      readCount: rowCount + 1,
      refusedCount: 1,
      skippedCount: 0,
      skipped: [],
      usedCount: rowCount,
      duplicateCount: 0,
      missingCellCount: 0,
      cellCount: 9,
      refused: [{ line: 3, offset: null, reason: '8 fields, not 9', text: 'secret,10.0.0.1' }],
    },
    columns: profiles,
    notes: [],
    warnings: [],
    recipe,
    clusters: {
      clusterCount: 2,
      centroids,
      cards: [card(0), card(1)],
      importance: [],
      headline: '',
      subline: '',
      purity: null,
      bands: await clusterBands(table, assignments, 2, profiles),
      typicalScores: [1, 5],
    },
    elbow: [],
    choice: { clusterCount: 2, knee: null, silhouettePeak: null, silhouetteSampleSize: 0, reason: '' },
    projection: {
      mean: new Float64Array(featureCount),
      components: [axis(0), axis(1)],
      explainedVarianceRatio: [0.5, 0.25],
      words: ['', ''],
      pulls: [[], []],
    },
    scoring: fitted.model,
    histogram: scoreHistogram(fitted.scored.scores),
    calibration: await calibrate(new Float32Array(fitted.scored.scores)),
    threshold: thresholdFor(fitted.scored.scores, defaultAlertCount(rowCount)),
    truthCheck: null,
  })
  return { table, profiles, fitted, document }
}
