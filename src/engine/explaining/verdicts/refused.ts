/**
 * Refused: flows that did not work out, and nothing more can be said: refused, reset, not answered, or denied.
 */

import { share } from '../../../wording/numbers'
import { outcomeWords } from '../connection-outcomes'
import type { ClusterFacts } from '../facts/cluster-facts'
import { outcomeSentence, overTcp } from './failing'
import { versusAll, type Clue, type VerdictRule } from './rule'

const MOST = 0.6

export const refused: VerdictRule = {
  kind: 'refused',
  telling: 0,
  judge: (facts) => {
    const failing = facts.here.failingShare
    if (failing === null || failing < MOST || callsOutShare(facts) >= MOST) return null
    return { title: titleOf(facts), clues: [failed(facts, failing), empty(facts)] }
  },
}

/** Look-ups and lease requests to everybody are unanswered by design. */
const callsOutShare = ({ here }: ClusterFacts): number =>
  here.families.filter(({ family }) => family.callsOut).reduce((sum, part) => sum + part.share, 0)

function titleOf({ here }: ClusterFacts): string {
  const { denied, refused: refusals, reset, unanswered } = here.outcomes!
  if (denied >= MOST) return 'Denied by the firewall'
  if (unanswered >= MOST) return 'Unanswered connections'
  if (refusals >= MOST) return 'Refused connections'
  if (reset >= MOST) return 'Reset connections'
  return refusals + reset >= MOST ? 'Refused or reset connections' : 'Failed connections'
}

function failed(facts: ClusterFacts, failing: number): Clue {
  const outcomes = (['denied', 'unanswered', 'refused', 'reset'] as const).filter(
    (outcome) => facts.here.outcomes![outcome] >= 0.1,
  )
  const lone = outcomes.length === 1 ? outcomeSentence(facts, outcomes[0]!) : null
  const parts = outcomes.map(
    (outcome) => `${outcomeWords(outcome, overTcp(facts))} ${share(facts.here.outcomes![outcome])}`,
  )
  return {
    weight: 3,
    asked: 'always',
    holds: failing >= MOST,
    found: lone ?? `${parts.join(', ')}; of all flows ${share(facts.all.failingShare!)} fail`,
    lacking: '',
  }
}

const empty = ({ here, all }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'supporting',
  holds: here.nothingBackShare === null ? null : here.nothingBackShare >= 0.8,
  found: `nothing back ${versusAll(here.nothingBackShare ?? 0, all.nothingBackShare)}`,
  lacking: here.nothingBackShare === null ? '' : `something came back in ${share(1 - here.nothingBackShare)}`,
})
