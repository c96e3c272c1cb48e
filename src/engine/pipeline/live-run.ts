/**
 * Live run: the whole job on an open file, from columns to scores. What it leaves behind answers every question the
 * screens ask while the rows are at hand.
 */

import { chooseClusterCount } from '../clustering/choose'
import { fitRange } from '../clustering/fit-range'
import { limitRange } from '../clustering/limit-range'
import type { Choice, ElbowPoint, Fit } from '../clustering/result'
import type { Outcome } from '../failure'
import { refusal, success } from '../failure'
import { fitRecipe } from '../features/fit-recipe'
import type { Recipe } from '../features/recipe'
import { sampleRows } from '../numeric/random'
import { project, type Projection } from '../projection/project'
import { readScoringColumns, type ScoringColumns } from '../scoring/columns'
import { fitScores } from '../scoring/fit-scores'
import { planInputs } from '../scoring/inputs'
import type { ScoreModel } from '../scoring/score-model'
import { contextColumns } from '../table/context'
import type { Table } from '../table/table'
import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'
import type { RunSettings } from './answers'
import { facingMore } from './facing'
import { gatherRows } from './gather'
import type { Job } from './job'
import type { OpenFile } from './open-file'
import { ShardedScoringRows } from './score-rows'
import { ShardSet } from './shard-set'
import { readTruth, type Truth } from './truth'

/** Medians, bands and shares per cluster are taken from so many rows: all rows of most files. */
const DESCRIBED_ROWS = 65_536
const DESCRIBED_SEED = 0xde5c

export interface LiveRun {
  readonly open: OpenFile
  readonly settings: RunSettings
  readonly shards: ShardSet
  readonly recipe: Recipe
  readonly fits: readonly Fit[]
  readonly elbow: readonly ElbowPoint[]
  readonly choice: Choice
  readonly projection: Projection
  /** rowCount × 2. */
  readonly coordinates: Float32Array
  readonly scoring: {
    readonly model: ScoreModel
    readonly columns: ScoringColumns
    /** Per row, what its source adds; null without sources. */
    readonly sourceMeans: Float64Array | null
  }
  readonly scores: Float32Array
  readonly described: { readonly rows: Uint32Array; readonly table: Table }
  readonly truth: Truth | null
  readonly stageMs: Job['stageMs']
}

/** @param shardCount how many shards the rows are cut into; the answer is the same for any number */
export async function runWhole(
  open: OpenFile,
  settings: RunSettings,
  job: Job,
  shardCount = 1,
): Promise<Outcome<LiveRun>> {
  const { table, profiles } = open
  const refused = refuseToRun(open)
  if (refused !== null) return refused

  const featurePulse = job.begin('features')
  const shards = ShardSet.cut(table, shardCount)
  shards.breatheWith(featurePulse)
  const recipe = await fitRecipe(shards, profiles)
  await shards.encode(recipe)
  const columnCount = profiles.filter(({ role }) => role === 'feature').length
  job.end(`${counted(recipe.featureCount, 'axis', 'axes')} from ${counted(columnCount, 'column')}`, table.rowCount)

  const elbowPulse = job.begin('elbow')
  shards.breatheWith(elbowPulse)
  const range = await limitRange(shards, settings.smallestClusterCount, settings.largestClusterCount)
  if (!range.ok) return range
  const { smallest, largest } = range.value
  const elbow: ElbowPoint[] = []
  const fits = await fitRange(shards, recipe, { ...settings, smallest, largest }, elbowPulse, (point) => {
    elbow.push(point)
    job.elbowPoint([...elbow])
  })
  const choice = chooseClusterCount(elbow, table.rowCount)
  job.end(`${counted(choice.clusterCount, 'group')}: ${choice.reason}`, table.rowCount)

  const mapPulse = job.begin('map')
  shards.breatheWith(mapPulse)
  const projection = facingMore(await project(shards, recipe), profiles)
  mapPulse.report(0.7)
  await mapPulse.breathe()
  const coordinates = await shards.coordinates(projection)
  job.end(`${Math.round(100 * sumOf(projection.explainedVarianceRatio))} % of the spread on two axes`, table.rowCount)

  const scorePulse = job.begin('scores')
  shards.breatheWith(scorePulse)
  const context = await contextColumns(table, profiles, scorePulse)
  const plan = planInputs(
    profiles,
    table.cells.map(({ kind }) => kind),
    context.map(({ name }) => name),
  )
  const { model, scored } = await fitScores(
    await ShardedScoringRows.open(shards, plan, context),
    settings.seed,
    scorePulse,
  )
  const columns = await readScoringColumns(table, plan, context, scorePulse)
  const truth = readTruth(table, profiles)
  await scorePulse.breathe()
  const rows = sampleRows(table.rowCount, DESCRIBED_ROWS, DESCRIBED_SEED)
  const described = { rows, table: await gatherRows(table, rows, scorePulse) }
  job.end(`${count(table.rowCount)} flows scored`, table.rowCount)
  return success({
    open,
    settings,
    shards,
    recipe,
    fits,
    elbow,
    choice,
    projection,
    coordinates,
    scoring: { model, columns, sourceMeans: scored.sourceMeans },
    scores: new Float32Array(scored.scores),
    described,
    truth,
    stageMs: job.stageMs,
  })
}

const counted = (value: number, one: string, many?: string): string => `${count(value)} ${plural(value, one, many)}`

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

function refuseToRun({ table, profiles, file }: OpenFile): Outcome<never> | null {
  if (table.rowCount < 2) {
    return refusal('too-few-rows', `${file.name} has one flow; groups need at least two.`, {
      found: '1 row',
      needed: 'at least 2 rows',
      where: file.name,
    })
  }
  if (profiles.some(({ role }) => role === 'feature')) return null
  return refusal('no-features', 'No column is left to compare flows by.', {
    found: `${counted(profiles.length, 'column')}, each constant, an identity, a time, free text, ground truth or left out`,
    needed: 'at least one column with the role “feature”',
    where: 'the Columns screen',
    advice: 'Open Columns and make at least one column a feature.',
  })
}
