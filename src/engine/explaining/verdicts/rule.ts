/**
 * Rule: one kind of verdict, as a list of clues that are asked for and looked up in a cluster's facts.
 *
 * The thresholds are rules of thumb, each with its reason where it stands; they were set on reasons, on the seeded sample day
 * and on the generated days of seeds 1 to 20 (tests/bench/findings.ts, which judges on others), not tuned to a labelled set.
 * Ground truth is never looked at.
 */

import { share } from '../../../wording/numbers'
import type { Verdict } from '../findings'
import type { ClusterFacts } from '../facts/cluster-facts'

export interface Clue {
  /** How much of the evidence this is: 3 says most by itself, 1 only supports. */
  readonly weight: number
  /** Without it there is no such verdict; 'if known' forgives only that the file can't tell. */
  readonly asked: 'always' | 'if known' | 'supporting'
  /** Null where the file can't tell. */
  readonly holds: boolean | null
  /** What is said if it holds, and if it doesn't; '' for nothing worth saying. */
  readonly found: string
  readonly lacking: string
}

export interface Judged {
  readonly title: string
  readonly clues: readonly Clue[]
}

export interface VerdictRule {
  readonly kind: Verdict['kind']
  /** Index of the clue that says most, for a mention in passing. */
  readonly telling: number
  /** @returns null if the facts have nothing to do with it */
  judge(facts: ClusterFacts): Judged | null
}

/** Share of the asked-for evidence that is there, by weight; what can't be told is not there. 0 if a needed clue is missing. */
export function evidenceShare(clues: readonly Clue[]): number {
  const missing = clues.some(
    ({ asked, holds }) => (asked === 'always' && holds !== true) || (asked === 'if known' && holds === false),
  )
  if (missing) return 0
  const all = clues.reduce((sum, { weight }) => sum + weight, 0)
  return clues.reduce((sum, { weight, holds }) => sum + (holds === true ? weight : 0), 0) / all
}

/** All or nearly all of what is asked for; most of it; half. */
const STRONG = 0.85
const LIKELY = 0.6
const WEAK = 0.45

export function strengthOf(evidence: number): Verdict['strength'] {
  if (evidence >= STRONG) return 'strong'
  if (evidence >= LIKELY) return 'likely'
  return evidence >= WEAK ? 'weak' : 'none'
}

export const verdictOf = (kind: Verdict['kind'], { title, clues }: Judged): Verdict => ({
  kind,
  title,
  strength: strengthOf(evidenceShare(clues)),
  evidenceFor: clues.filter(({ holds, found }) => holds === true && found !== '').map(({ found }) => found),
  evidenceAgainst: clues.filter(({ holds, lacking }) => holds !== true && lacking !== '').map(({ lacking }) => lacking),
})

/** "99 % (all flows 28 %)" */
export const versusAll = (here: number, all: number | null | undefined): string =>
  all === null || all === undefined ? share(here) : `${share(here)} (all flows ${share(all)})`

/** Null stays null: (null, …) → the file can't tell. */
export const atLeast = (value: number | null | undefined, least: number): boolean | null =>
  value === null || value === undefined ? null : value >= least

export const atMost = (value: number | null | undefined, most: number): boolean | null =>
  value === null || value === undefined ? null : value <= most

/** Either of two ways to know; what one of them affirms is so. */
export const either = (a: boolean | null, b: boolean | null): boolean | null =>
  a === true || b === true ? true : (a ?? b)
