/**
 * Live run: the whole job on an open file, from columns to scores. What it leaves behind answers every question the
 * screens ask while the rows are at hand.
 */

import { chooseClusterCount } from '../clustering/choose'
import { fitRange } from '../clustering/fit-range'
import { limitRange } from '../clustering/limit-range'
import type { Choice, ElbowPoint, Fit } from '../clustering/result'
import { askedCounts } from '../clustering/weigh-counts'
import type { Outcome } from '../failure'
import { refusal, success } from '../failure'
import { fitRecipe } from '../features/fit-recipe'
import { knownCells } from '../features/tally'
import type { FeatureBlock, Recipe } from '../features/recipe'
import { portionOf } from '../numeric/portion'
import { sampleRows } from '../numeric/random'
import { project, type Projection } from '../projection/project'
import { fitScores } from '../scoring/fit-scores'
import { planInputs } from '../scoring/inputs'
import type { ScoreModel } from '../scoring/score-model'
import { asTexts } from '../table/as-texts'
import { derivedValues } from '../table/derived-numbers'
import type { Table, TextCells } from '../table/table'
import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'
import type { RunSettings, RunTiming } from './answers'
import { CONTEXT_SHARE, contextOf } from './context-of'
import { facingMore } from './facing'
import type { Job } from './job'
import type { OpenFile } from './open-file'
import { mapSketch, sketchedRows } from './map-sketch'
import { PassWatch } from './pass-watch'
import { ShardedScoringRows } from './score-rows'
import type { ShardSet } from './shard-set'
import { readTruth, type Truth } from './truth'

/**
 * Medians, bands and shares per cluster are of all rows of most files; of a larger one they are of half as many, where a share is off by
 * 0.3 percentage points (one standard error), and describing the groups of a million rows takes 0.4 s instead of 0.9 s.
 */
const ALL_DESCRIBED_UP_TO = 65_536
const DESCRIBED_ROWS = 32_768
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
  }
  readonly scores: Float32Array
  /** Per row the line of the file it starts on. */
  readonly sourceLines: Uint32Array
  /** Per row its source's address; null without. */
  readonly sources: TextCells | null
  readonly described: {
    readonly rows: Uint32Array
    readonly table: Table
    /** What scoring derived from a host's other flows, at these rows. */
    readonly context: readonly { readonly name: string; readonly values: Float64Array }[]
    /** Scaled. */
    readonly features: FeatureBlock
  }
  readonly truth: Truth | null
  readonly timing: RunTiming
  readonly stageMs: Job['stageMs']
}

/** The answer is the same for any number of shards. A run that fails or is stopped leaves the one before as it was. */
export async function runWhole(open: OpenFile, settings: RunSettings, job: Job): Promise<Outcome<LiveRun>> {
  return refuseToRun(open) ?? open.rows.set.undoneIfItFails(() => runOn(open, settings, job))
}

async function runOn(open: OpenFile, settings: RunSettings, job: Job): Promise<Outcome<LiveRun>> {
  const { rows, profiles } = open
  const { rowCount } = rows
  const shards = rows.set

  const featurePulse = job.begin('features')
  shards.breatheWith(featurePulse)
  const recipe = await fitRecipe(shards, profiles, [], knownCells(rows.digest))
  await shards.encode(recipe)
  const columnCount = profiles.filter(({ role }) => role === 'feature').length
  job.end(`${counted(recipe.featureCount, 'axis', 'axes')} from ${counted(columnCount, 'column')}`, rowCount)

  const elbowPulse = job.begin('elbow')
  shards.breatheWith(elbowPulse)
  const range = await limitRange(shards, settings.smallestClusterCount, settings.largestClusterCount)
  if (!range.ok) return range
  const { smallest, largest } = range.value
  const elbow: ElbowPoint[] = []
  const passes = new PassWatch(job)
  const options = { ...settings, smallest, largest, watchPass: passes.watch }
  const fits = await fitRange(shards, recipe, options, elbowPulse, (point) => {
    elbow.push(point)
    job.elbowPoint([...elbow])
  })
  const measured = elbow.map((point, index) => ({ ...point, sampledSilhouette: fits[index]!.sampledSilhouette }))
  const asked = await askedCounts(shards, recipe, fits, measured, settings.seed, elbowPulse)
  const choice = chooseClusterCount(measured, rowCount, asked)
  job.end(`${counted(choice.clusterCount, 'group')}: ${choice.reason}`, rowCount)

  const mapPulse = job.begin('map')
  shards.breatheWith(mapPulse)
  const projection = facingMore(await project(shards, recipe), profiles)
  mapPulse.report(0.7)
  await mapPulse.breathe()
  const coordinates = await shards.coordinates(projection)
  const sketched = sketchedRows(rowCount)
  const { clusterCount } = choice
  const groups = await shards.assignmentsAt(clusterCount, sketched)
  job.sketched(mapSketch(sketched, coordinates, groups, clusterCount, projection, profiles))
  job.end(`${Math.round(100 * sumOf(projection.explainedVarianceRatio))} % of the spread on two axes`, rowCount)

  const scorePulse = job.begin('scores')
  shards.breatheWith(scorePulse)
  const context = await contextOf(rows, profiles, portionOf(scorePulse, 0, CONTEXT_SHARE))
  const plan = planInputs(
    profiles,
    rows.digest.columns.map(({ kind }) => kind),
    context.map(({ name }) => name),
  )
  const { model, scored } = await fitScores(
    await ShardedScoringRows.open(shards, plan, context),
    settings.seed,
    context.length === 0 ? scorePulse : portionOf(scorePulse, CONTEXT_SHARE, 1),
  )
  const truth = await readTruth(rows, profiles)
  await scorePulse.breathe()
  const sources =
    plan.sourceColumn === null ? null : asTexts(await rows.column(rows.columnNames.indexOf(plan.sourceColumn)))
  const describedCount = rowCount <= ALL_DESCRIBED_UP_TO ? rowCount : DESCRIBED_ROWS
  const sampled = sampleRows(rowCount, describedCount, DESCRIBED_SEED)
  const described = {
    rows: sampled,
    table: await rows.tableAt(sampled),
    features: await shards.featuresAt(sampled),
    context: context.map(({ name, cells }) => ({ name, values: derivedValues(cells, sampled) })),
  }
  await scorePulse.breathe()
  const sourceLines = await rows.sourceLines()
  job.end(`${count(rowCount)} flows scored`, rowCount)
  return success({
    open,
    settings,
    shards,
    recipe,
    fits,
    elbow: measured,
    choice,
    projection,
    coordinates,
    scoring: { model },
    scores: new Float32Array(scored.scores),
    sourceLines,
    sources,
    described,
    truth,
    timing: { workerCount: shards.shards.length, assignPassMs: passes.wholePassMs },
    stageMs: job.stageMs,
  })
}

const counted = (value: number, one: string, many?: string): string => `${count(value)} ${plural(value, one, many)}`

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

function refuseToRun({ rows, profiles, file }: OpenFile): Outcome<never> | null {
  if (rows.rowCount < 2) {
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
