/**
 * Grouping: the rows cut into K groups, as the screens show it. Any K of the range can be had without a new fit.
 */

import { axisWords } from '../explaining/axis-words'
import type { ClusterBands } from '../explaining/cluster-bands'
import { clusterBands } from '../explaining/cluster-bands'
import { describeClusters } from '../explaining/describe-clusters'
import type { PatternFlows } from '../explaining/findings'
import { readTraffic, readTrafficColumns, type Traffic } from '../explaining/traffic'
import type { Pattern } from '../explaining/verdicts/patterns'
import type { Pulse } from '../numeric/pulse'
import { pointOf } from '../projection/plane'
import { purity } from '../scoring/evaluation'
import { elbowTitle, importanceTitle, mapTitle, silhouetteTitle } from '../../wording/chart-titles'
import { clusterHeadline, clusterSubline } from '../reporting/headlines'
import { openingFor } from '../reporting/natural-count'
import type { Axis, Grouping } from './answers'
import type { LiveRun } from './live-run'

/** A grouping with all rows at hand, and what its rows are typically like. */
export interface LiveGrouping extends Grouping {
  readonly assignments: Uint8Array
  readonly bands: ClusterBands
}

/** What is known of a run whatever the number of groups. */
interface Known {
  readonly traffic: Traffic
  patterns?: readonly Pattern[]
}

const knownOf = new WeakMap<LiveRun, Known>()

/** @param clusterCount one that was fitted */
export async function groupRun(run: LiveRun, clusterCount: number, pulse: Pulse): Promise<LiveGrouping> {
  const fit = run.fits.find((candidate) => candidate.clusterCount === clusterCount)!
  const { open, truth, described, recipe } = run
  const assignments = await run.shards.assignmentsAt(clusterCount)
  const sampled = described.rows.length === assignments.length ? assignments : picked(assignments, described.rows)
  let known = knownOf.get(run)
  if (known === undefined) {
    await readTrafficColumns(described.table, open.profiles, pulse)
    knownOf.set(run, (known = { traffic: readTraffic(described.table, open.profiles) }))
  }
  await pulse.breathe()
  const bands = await clusterBands(described.table, sampled, clusterCount, open.profiles, described.context, pulse)
  const { cards, importance, patterns } = await describeClusters({
    table: described.table,
    profiles: open.profiles,
    recipe,
    assignments: sampled,
    fit,
    rowCount: assignments.length,
    isAttack: truth?.attacks ? picked(truth.attacks, described.rows) : null,
    ...known,
    bands,
    features: described.features,
    pulse,
  })
  known.patterns = patterns
  const clusterPurity = truth && purity(assignments, truth.kinds)
  await pulse.breathe()
  const centroidCoordinates = cards.map(({ clusterIndex }) =>
    pointOf(
      run.projection,
      fit.centroids.subarray(clusterIndex * recipe.featureCount, (clusterIndex + 1) * recipe.featureCount),
    ),
  )
  return {
    clusterCount,
    assignments,
    bands,
    cards,
    importance,
    centroidCoordinates,
    titles: {
      elbow: elbowTitle(run.choice, clusterCount),
      silhouette: silhouetteTitle(run.choice),
      map: mapTitle(cards, centroidCoordinates),
      importance: importanceTitle(importance, open.profiles),
    },
    ...openingFor(run.choice, clusterCount, {
      headline: clusterHeadline(cards),
      subline: clusterSubline(cards, clusterPurity),
    }),
    purity: clusterPurity,
  }
}

/** The rows of the file, ascending, that a pattern is made of; null if there is none of that number. */
export function patternRows(run: LiveRun, index: number): Uint32Array | null {
  const pattern = knownOf.get(run)?.patterns?.[index]
  return pattern ? pattern.rows.map((place) => run.described.rows[place]!) : null
}

export interface FoundPattern {
  /** "Looks like a beacon" */
  readonly title: string
  readonly flows: PatternFlows
  /** Of the file, ascending. */
  readonly rows: Uint32Array
}

/** The suspicious patterns of a file that was looked at whole; of a sample, which knows only some of their rows, none. */
export function patternsOfRun(run: LiveRun): readonly FoundPattern[] {
  if (run.described.rows.length < run.scores.length) return []
  return (knownOf.get(run)?.patterns ?? []).map(({ verdict, rows }, index) => ({
    title: verdict.title,
    flows: { index, flowCount: rows.length, sampled: false },
    rows,
  }))
}

function picked(values: Uint8Array, rows: Uint32Array): Uint8Array {
  const taken = new Uint8Array(rows.length)
  for (let place = 0; place < rows.length; place++) taken[place] = values[rows[place]!]!
  return taken
}

export function axesOf({ projection, open }: LiveRun): readonly [Axis, Axis] {
  const axis = (index: 0 | 1): Axis => ({
    explainedVarianceRatio: projection.explainedVarianceRatio[index],
    pulls: projection.pulls[index].map(({ column, weight }) => ({ column, weight })),
    words: axisWords(projection.pulls[index], open.profiles),
  })
  return [axis(0), axis(1)]
}
