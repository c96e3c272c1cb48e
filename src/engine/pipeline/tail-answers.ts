/**
 * Tail answers: what watching a growing file tells the screen.
 */

import type { Failure } from '../failure'
import type { RefusedLine } from '../intake/facts'
import type { BegunAnew } from '../intake/growing/growing-file'
import type { Rarity } from '../scoring/calibration'

export type TailFrom = 'now' | 'beginning'

/** A flow that was flagged. */
export interface TailFlow {
  /** The line it starts on, of the file as it was then. */
  readonly line: number
  /** How often the file had begun anew before: lines are counted from 1 again each time. */
  readonly fileIndex: number
  readonly score: number
  /** Among the flows the model was made of; null for a model kept without. */
  readonly rarity: Rarity | null
  readonly mainReason: string
  /** By the model's column names. */
  readonly cells: Readonly<Record<string, string>>
}

/** How the file's columns meet the model's. */
export interface TailMatch {
  readonly format: string
  readonly sentence: string
  /** Model columns the file lacks: they count as usual in every flow. */
  readonly missing: readonly string[]
}

export type TailEvent =
  /** @param lostLine whether a line was left unfinished */
  | { readonly kind: BegunAnew; readonly lostLine: boolean }
  | { readonly kind: 'other columns'; readonly match: TailMatch }

/** Counted since watching began. read = scored + refused. */
export interface TailTotals {
  readonly scoredCount: number
  readonly flaggedCount: number
  readonly refusedCount: number
}

export interface TailNews {
  /** Since the last news, in their order. */
  readonly events: readonly TailEvent[]
  /** Flagged since the last news, newest first, at most 1,000 of them. */
  readonly flows: readonly TailFlow[]
  readonly totals: TailTotals
  readonly lastRefused: Pick<RefusedLine, 'line' | 'reason' | 'text'> | null
  /** Null until the file has a first whole row. */
  readonly match: TailMatch | null
  /** Why the file as it is now can't be watched, if so; another look is worth it. */
  readonly trouble: Failure | null
  /** Bytes there but not read, since the file changed under the reader. */
  readonly leftBytes: number
}

export interface TailStart {
  /** Bytes ahead of the first flow that counts, read for what hosts did lately; 0 if there were none. */
  readonly lookedBackBytes: number
  /** What of the score depends on flows before; null if nothing does. */
  readonly historySentence: string | null
  readonly news: TailNews
}
