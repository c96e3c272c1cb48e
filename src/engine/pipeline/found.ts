/**
 * Found: what the engine holds once there is something to show, whether from a run just finished or from a model kept
 * earlier. The screens ask the same questions of both.
 */

import type { TruthCheck } from '../explaining/findings'
import type { Outcome } from '../failure'
import { refusal, success } from '../failure'
import type { ModelDocument } from '../model/document'
import { freeze } from '../model/freeze'
import { parseDocument } from '../model/parse'
import type { Pulse } from '../numeric/pulse'
import { elbowTitle, importanceTitle, mapTitle, silhouetteTitle } from '../../wording/chart-titles'
import { calibrate, type Calibration } from '../scoring/calibration'
import { scoreHistogram } from '../scoring/histogram'
import { defaultAlertCount, thresholdFor } from '../scoring/threshold'
import { typicalScores } from '../scoring/typical-scores'
import type { Axis, Grouping, RowMarks, RunResult, TableSummary } from './answers'
import { axesOf, groupRun, type LiveGrouping } from './grouping'
import type { Job } from './job'
import type { LiveRun } from './live-run'
import { summaryOf } from './open-file'
import { runIdOf } from './run-id'
import { checkTruth } from './truth'

export const ENGINE_VERSION = '0.1.0'

export interface Found {
  readonly result: RunResult
  /** The grouping on screen; `regroup` changes it. */
  grouping: Grouping
  /** Per row; null for a model that came without its marks. */
  readonly scores: Float32Array | null
  readonly sourceLines: Uint32Array | null
  /** Per row 1 for an attack by the file's ground truth; null without. */
  readonly attacks: Uint8Array | null
  readonly truthCheck: TruthCheck | null
  /** Null for a model kept before scores were calibrated. */
  readonly calibration: Calibration | null
  /** The run with its rows; null for a model opened from storage. */
  readonly live: LiveRun | null
  /** The frozen model at this threshold, with the grouping on screen. */
  freeze(threshold: number): ModelDocument
}

export async function foundIn(live: LiveRun, job: Job): Promise<Found> {
  const pulse = job.begin('reasons')
  const grouping = await groupRun(live, live.choice.clusterCount, pulse)
  const truthCheck = live.truth && (await checkTruth(live.truth, live.scores, grouping.assignments, pulse))
  const histogram = scoreHistogram(live.scores)
  const threshold = thresholdFor(live.scores, defaultAlertCount(live.scores.length))
  await pulse.breathe()
  const calibration = await calibrate(live.scores, pulse)
  await pulse.breathe()
  job.end('every group described', live.scores.length)
  const result: RunResult = {
    runId: runIdOf(live),
    engineVersion: ENGINE_VERSION,
    settings: live.settings,
    table: summaryOf(live.open),
    elbow: live.elbow,
    choice: live.choice,
    grouping,
    map: { coordinates: live.coordinates, axes: axesOf(live) },
    scores: live.scores,
    histogram,
    threshold,
    truth: shownTruth(live.truth),
    truthCheck,
    rowsAtHand: true,
    timing: live.timing,
    stageMs: { ...live.stageMs },
  }
  const found: Found = {
    result,
    grouping,
    scores: live.scores,
    sourceLines: live.sourceLines,
    attacks: live.truth?.attacks ?? null,
    truthCheck,
    calibration,
    live,
    freeze: (threshold) => frozen(live, found, threshold),
  }
  return found
}

function shownTruth(truth: LiveRun['truth']): RunResult['truth'] {
  if (truth === null || truth.attacks === null) return null
  const { column, codes, levels, levelIsAttack } = truth
  return { column, codes, levels, isAttack: levelIsAttack }
}

/** Another K: of a live run any that was fitted, of a kept model its own. */
export async function regroup(found: Found, clusterCount: number, pulse: Pulse): Promise<Outcome<Grouping>> {
  const { live, result } = found
  if (clusterCount === found.grouping.clusterCount) return success(found.grouping)
  if (live === null) {
    const { name } = result.table.file
    return refusal(
      'bad-setting',
      `This model was kept with ${found.grouping.clusterCount} groups; another number needs the rows of ${name} again.`,
      {
        advice: `Open ${name} again to try other numbers of groups.`,
      },
    )
  }
  if (!live.fits.some((fit) => fit.clusterCount === clusterCount)) {
    return refusal('bad-setting', `${clusterCount} groups were not tried in this run.`, {
      needed: `a number from ${live.fits[0]!.clusterCount} to ${live.fits.at(-1)!.clusterCount}`,
    })
  }
  found.grouping = await groupRun(live, clusterCount, pulse)
  return success(found.grouping)
}

function frozen(live: LiveRun, { result, grouping, calibration }: Found, threshold: number): ModelDocument {
  const { table, runId, engineVersion, settings, elbow, choice, histogram, truthCheck, map } = result
  const { cards, importance, headline, subline, purity, clusterCount, bands, assignments } = grouping as LiveGrouping
  const { components, explainedVarianceRatio, mean } = live.projection
  return freeze({
    engineVersion,
    runId,
    settings,
    file: table.file,
    ledger: table.ledger,
    columns: table.columns,
    notes: table.notes,
    warnings: table.warnings,
    recipe: live.recipe,
    clusters: {
      clusterCount,
      centroids: live.fits.find((fit) => fit.clusterCount === clusterCount)!.centroids,
      cards,
      importance,
      headline,
      subline,
      purity,
      bands,
      // Every group of a fit has rows.
      typicalScores: typicalScores(live.scores, assignments, clusterCount).map((score) => score!),
    },
    elbow,
    choice,
    projection: {
      mean,
      components,
      explainedVarianceRatio,
      words: [map.axes[0].words, map.axes[1].words],
      pulls: map.axes.map(({ pulls }) => pulls),
    },
    scoring: live.scoring.model,
    histogram,
    threshold,
    ...(calibration === null ? {} : { calibration }),
    truthCheck,
  })
}

/** A kept model, checked; with its marks, if they fit it, the map and the ranking come back too. */
export function foundInModel(value: unknown, marks: RowMarks | null): Outcome<Found> {
  const parsed = parseDocument(value)
  if (!parsed.ok) return parsed
  const document = parsed.value
  const fitting = marks !== null && marks.scores.length === document.ledger.usedCount ? marks : null
  const grouping = groupingOf(document, fitting)
  const result: RunResult = {
    runId: document.runId,
    engineVersion: document.engineVersion,
    settings: document.settings,
    table: tableOf(document),
    elbow: document.elbow,
    choice: document.choice,
    grouping,
    map: { coordinates: fitting?.coordinates ?? null, axes: [axisOf(document, 0), axisOf(document, 1)] },
    scores: fitting?.scores ?? null,
    histogram: document.histogram,
    threshold: document.threshold,
    truth: null,
    truthCheck: document.truthCheck,
    rowsAtHand: false,
    timing: null,
    stageMs: {},
  }
  return success({
    result,
    grouping,
    scores: fitting?.scores ?? null,
    sourceLines: fitting?.sourceLines ?? null,
    attacks: null,
    truthCheck: document.truthCheck,
    calibration: document.calibration ?? null,
    live: null,
    freeze: (threshold) => ({ ...document, threshold }),
  })
}

const tableOf = ({ file, ledger, columns, notes, warnings }: ModelDocument): TableSummary => ({
  file,
  ledger,
  columns,
  notes,
  warnings,
})

function groupingOf(
  { clusters, choice, columns, projection, recipe }: ModelDocument,
  marks: RowMarks | null,
): Grouping {
  const { clusterCount, cards, importance, headline, subline, purity, centroids } = clusters
  const centroidCoordinates = Array.from({ length: clusterCount }, (_, cluster): readonly [number, number] => {
    const along = (component: readonly number[]): number =>
      component.reduce(
        (sum, loading, axis) =>
          sum + loading * (centroids[cluster * recipe.featureCount + axis]! - projection.mean[axis]!),
        0,
      )
    return [along(projection.components[0]!), along(projection.components[1]!)]
  })
  return {
    clusterCount,
    assignments: marks?.assignments ?? null,
    cards,
    importance,
    centroidCoordinates,
    headline,
    subline,
    purity,
    titles: {
      elbow: elbowTitle(choice, clusterCount),
      silhouette: silhouetteTitle(choice),
      map: mapTitle(cards, centroidCoordinates),
      importance: importanceTitle(importance, columns),
    },
  }
}

const axisOf = ({ projection }: ModelDocument, index: 0 | 1): Axis => ({
  explainedVarianceRatio: projection.explainedVarianceRatio[index],
  pulls: projection.pulls[index] ?? [],
  words: projection.words[index],
})
