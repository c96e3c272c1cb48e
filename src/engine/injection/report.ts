/**
 * Report: from which strength on the planted attacks would have been seen.
 */

import type { AttackKind, Ends, Obstacle, Planting } from './attack'
import { TOP, type Standing } from './standing'

export interface Trial extends Standing {
  readonly strength: number
  readonly flowCount: number
}

export interface PlantedKind {
  readonly kind: AttackKind
  /** Why it can't be planted; the rest is empty then. */
  readonly obstacle: Obstacle | null
  readonly ends: Ends
  /** Whether the file has nothing that ties the flows of an attack together: each stands where it would stand alone. */
  readonly flowsStandAlone: boolean
  readonly likeLine: number | null
  readonly usualBytes: number | null
  readonly gapSeconds: number | null
  readonly trials: readonly Trial[]
  /** The strength from which on every one tried is in the top 20; null if the strongest is not. */
  readonly seenFrom: number | null
  /** The same where every source counts once. */
  readonly sourceSeenFrom: number | null
}

export interface InjectionReport {
  /** uint32 */
  readonly seed: number
  readonly topCount: number
  /**
   * 'fitted anew': the score was fitted on the file with the planted flows, as if they had been there from the start.
   * 'frozen': the score is that of the run; only the attacker's flows and the planted ones were scored again.
   */
  readonly method: 'fitted anew' | 'frozen'
  /** Flows of the file, and those of them that hosts and templates were chosen from. */
  readonly rowCount: number
  readonly sampledRowCount: number
  readonly kinds: readonly PlantedKind[]
}

export const notPlanted = (kind: AttackKind, obstacle: Obstacle): PlantedKind => ({
  kind,
  obstacle,
  ends: { source: null, destination: null, port: null },
  flowsStandAlone: false,
  likeLine: null,
  usualBytes: null,
  gapSeconds: null,
  trials: [],
  seenFrom: null,
  sourceSeenFrom: null,
})

export const plantedKind = (
  kind: AttackKind,
  { ends, likeLine, usualBytes, gapSeconds }: Planting,
  flowsStandAlone: boolean,
  trials: readonly Trial[],
): PlantedKind => ({
  kind,
  obstacle: null,
  ends,
  flowsStandAlone,
  likeLine,
  usualBytes,
  gapSeconds,
  trials,
  seenFrom: seenFrom(trials, ({ bestRank }) => bestRank),
  sourceSeenFrom: seenFrom(trials, ({ bestSourceRank }) => bestSourceRank ?? Infinity),
})

/** @param trials by ascending strength */
function seenFrom(trials: readonly Trial[], rankOf: (trial: Trial) => number): number | null {
  const lastMiss = trials.findLastIndex((trial) => rankOf(trial) > TOP)
  return trials[lastMiss + 1]?.strength ?? null
}
