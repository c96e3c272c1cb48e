/**
 * Story: flagged flows that are flagged for the same reasons, as one finding; plain values for the screen.
 */

import type { PatternFlows } from '../findings'

export interface Story {
  /** "10.20.0.5 tried 839 ports of 10.20.0.20", in network words, no trailing full stop; of the whole pattern where it is part of one. */
  readonly title: string
  /** "Bytes sent 21 to 52 MB, typical 0 to 4.2 kB": the column that adds most, of all its flows. */
  readonly reason: string
  /** The column of the file, or of the context, that the reason is of; null if it is of none. */
  readonly reasonColumn: string | null
  /** Of those flagged. */
  readonly flowCount: number
  /** Its flagged rows, strangest first. */
  readonly rows: Uint32Array
  /** Its strangest flow, and the line of the file it stands on. */
  readonly exampleRow: number
  readonly exampleLine: number
  readonly highestScore: number
  /** Where its flows are grouped, most first. */
  readonly clusters: readonly { readonly clusterIndex: number; readonly flowCount: number }[]
  /** "tcp · several services · S0"; '' where the file has none of them. */
  readonly facts: string
  /** The pattern of the file that nearly all its flows belong to, and that has more of them; null if there is none. */
  readonly partOf: { readonly title: string; readonly flows: PatternFlows } | null
  /** First and last start, "2026-03-03 12:04:07", of the whole pattern; null where the file has no times. */
  readonly first: string | null
  readonly last: string | null
  /** Of its flows, by ground truth; null without. */
  readonly attackCount: number | null
  /** Flows that fit no story, put together as the last one. */
  readonly isRest: boolean
}

export interface Stories {
  readonly threshold: number
  readonly flaggedCount: number
  /** Flows whose reasons formed the stories: all that are flagged, or a seeded sample of them. */
  readonly formedFrom: number
  /** Strangest first, the rest last; at most 20. */
  readonly stories: readonly Story[]
  /** "100 flows do not belong; they make 10 stories" */
  readonly headline: string
  /** How many were looked at, if not all; else ''. */
  readonly note: string
}
