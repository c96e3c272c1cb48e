/**
 * Ratios: how many times faster Flotsam is than a rival on the same file in the same run. Only these travel from one machine
 * to another; above 1, Flotsam is faster.
 */

import { isSkipped, type JobFigures, type RivalFigures, type Rivals, type Skipped } from './figures'
import type { Stage } from './stages'

export interface Ratios {
  /** The whole job. */
  readonly pandasSklearn: number | null
  readonly papaMlKmeans: number | null
  readonly readVsPandas: number | null
  readonly readVsPapa: number | null
  /** scikit-learn's K-Means iteration on 40 float32 columns against one whole pass of Flotsam's, both with K = 8. */
  readonly passVsSklearn: number | null
  /** The same on the features it makes of this file: float64, with a column for each level of a category. */
  readonly passVsSklearnOwnFeatures: number | null
}

function ratio(theirs: number | null | undefined, ours: number | null): number | null {
  if (theirs == null || ours === null || ours <= 0) return null
  return Number((theirs / ours).toPrecision(3))
}

export function ratiosOf(job: JobFigures, rivals: Rivals | null): Ratios {
  const measured = (rival: RivalFigures | Skipped | undefined): RivalFigures | null =>
    rival === undefined || isSkipped(rival) ? null : rival
  const pandas = measured(rivals?.pandasSklearn)
  const papa = measured(rivals?.papaMlKmeans)
  const stageRatio = (rival: RivalFigures | null, stage: Stage) => ratio(rival?.stageMs[stage], job.stageMs[stage])
  return {
    pandasSklearn: stageRatio(pandas, 'total'),
    papaMlKmeans: stageRatio(papa, 'total'),
    readVsPandas: stageRatio(pandas, 'read'),
    readVsPapa: stageRatio(papa, 'read'),
    passVsSklearn: ratio(pandas?.iterationMs.float32, job.assignPassMs),
    passVsSklearnOwnFeatures: ratio(pandas?.iterationMs.ownFeatures, job.assignPassMs),
  }
}
