/**
 * Failing: how a cluster's flows failed, in words; several verdicts ask for it.
 */

import { share } from '../../../wording/numbers'
import { listOf } from '../../../wording/sentences'
import { outcomeOfState, outcomeWords, type FlowOutcome } from '../connection-outcomes'
import type { ClusterFacts } from '../facts/cluster-facts'
import { versusAll } from './rule'

/** Mostly TCP, so that an unanswered call is an unanswered SYN, and a good one was closed. */
export const overTcp = ({ here }: ClusterFacts): boolean => (here.tcpShare ?? 0) >= 0.9

/** "SYN never answered 99 % (state S0; all flows 28 %)" */
export function outcomeSentence(facts: ClusterFacts, outcome: FlowOutcome): string {
  const here = facts.here.outcomes?.[outcome] ?? 0
  const all = facts.all.outcomes?.[outcome] ?? 0
  const states = facts.here.states
    .filter(({ text, share: part }) => outcomeOfState(text) === outcome && part >= 0.05)
    .map(({ text }) => text)
  const named = states.length > 0 ? `state ${listOf(states.slice(0, 3))}; ` : ''
  return `${outcomeWords(outcome, overTcp(facts))} ${share(here)} (${named}all flows ${share(all)})`
}

/** "refused 71 %, never answered 28 % (all flows 6 %)" */
export function failingSentence(facts: ClusterFacts): string {
  const { here, all } = facts
  const kinds = (['refused', 'unanswered', 'reset', 'denied'] as const)
    .map((outcome) => ({ outcome, part: here.outcomes?.[outcome] ?? 0 }))
    .filter(({ part }) => part >= 0.05)
    .sort((a, b) => b.part - a.part)
  if (kinds.length === 1 && kinds[0]!.part >= 0.95) return outcomeSentence(facts, kinds[0]!.outcome)
  const parts = kinds.map(({ outcome, part }) => `${outcomeWords(outcome, overTcp(facts))} ${share(part)}`)
  return `${listOf(parts)}; of all flows ${share(all.failingShare ?? 0)} fail`
}

/** "did not work out 30 % only" */
export const notFailingSentence = (facts: ClusterFacts): string =>
  `only ${versusAll(facts.here.failingShare ?? 0, facts.all.failingShare)} fail`
