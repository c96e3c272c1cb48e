/**
 * Medians: several runs as one, figure by figure.
 */

import type { JobFigures } from './figures'
import { STAGES, type Stage, type StageMs } from './stages'

type Figure = number | null

/** Of those that are there; the mean of the middle two where their number is even. */
export function median(values: readonly Figure[]): Figure {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b)
  if (sorted.length === 0) return null
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** What is no number is the last run's; only that one was stopped and leafed through. */
export function medianJob(runs: readonly JobFigures[]): JobFigures {
  const last = runs.at(-1)!
  const of = (pick: (figures: JobFigures) => Figure): Figure => median(runs.map(pick))
  const stage = (name: Stage): Figure => of(({ stageMs }) => stageMs[name])
  return {
    ...last,
    stageMs: Object.fromEntries(STAGES.map((name) => [name, stage(name)])) as unknown as StageMs,
    firstColumnsMs: of((run) => run.firstColumnsMs),
    firstElbowMs: of((run) => run.firstElbowMs),
    assignPassMs: of((run) => run.assignPassMs),
    longestTaskMs: of((run) => run.longestTaskMs),
    peakMemoryBytes: of((run) => run.peakMemoryBytes),
    peakResidentBytes: of((run) => run.peakResidentBytes),
    processorMs: of((run) => run.processorMs),
  }
}
