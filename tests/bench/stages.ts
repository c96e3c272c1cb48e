/**
 * Stages: the parts of the job, by the names the bench gives them; Flotsam and its rivals are compared part by part.
 */

/** In the order of the job. `columns` and `reasons` are Flotsam's alone: nobody else has them. */
export const STAGES = [
  'read',
  'columns',
  'features',
  'elbow',
  'fit',
  'silhouette',
  'pca',
  'score',
  'reasons',
  'total',
] as const

export type Stage = (typeof STAGES)[number]
/** Milliseconds; null where a side doesn't tell. */
export type StageMs = Readonly<Record<Stage, number | null>>

/** Other names the same stages go by. */
const ALSO_CALLED: Partial<Record<Stage, readonly string[]>> = { pca: ['map'], score: ['scores'] }

/** Every stage, with null for those that are missing. */
export function namedStages(given: Readonly<Record<string, number>>): StageMs {
  const found = (stage: Stage): number | null => {
    const name = [stage, ...(ALSO_CALLED[stage] ?? [])].find((each) => Number.isFinite(given[each]))
    return name === undefined ? null : Math.round(given[name]! * 10) / 10
  }
  return Object.fromEntries(STAGES.map((stage) => [stage, found(stage)])) as Record<Stage, number | null>
}
