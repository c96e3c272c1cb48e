/**
 * Ordinary: the everyday services, by what the service column or the destination port says, if the calls work out.
 */

import { share } from '../../../wording/numbers'
import { lowerFirst } from '../../../wording/sentences'
import type { ClusterFacts } from '../facts/cluster-facts'
import { outcomeSentence, overTcp } from './failing'
import { atMost, versusAll, type Clue, type VerdictRule } from './rule'

/** One family, or two together, name the cluster from 60 %; the second counts from a tenth. */
const MOST = 0.6
const SECOND = 0.1
const COMPLETED = 0.9

export const ordinary: VerdictRule = {
  kind: 'ordinary',
  telling: 0,
  judge: (facts) => {
    const named = familiesNamed(facts)
    if (named.length === 0) return null
    const words = named
      .map(({ family }, index) => (index === 0 ? family.words : lowerFirst(family.words)))
      .join(' and ')
    return { title: `${words}${ending(facts)}`, clues: [services(facts, named), answered(facts, named), ended(facts)] }
  },
}

/** ", completed": how TCP flows ended, if nearly all ended so, or most were reset after an answer. */
function ending(facts: ClusterFacts): string {
  const { outcomes, states } = facts.here
  if (outcomes === null || states.length === 0 || !overTcp(facts)) return ''
  return outcomes.completed >= COMPLETED
    ? ', completed'
    : outcomes.reset >= 0.5
      ? ', reset'
      : outcomes.open >= 0.5
        ? ', left open'
        : ''
}

function familiesNamed({ here }: ClusterFacts): ClusterFacts['here']['families'] {
  const [first, second] = here.families
  if (!first) return []
  if (second && second.share >= SECOND && first.share + second.share >= MOST) return [first, second]
  return first.share >= MOST ? [first] : []
}

function services({ all }: ClusterFacts, named: ClusterFacts['here']['families']): Clue {
  const parts = named.map(
    ({ family, share: part }) =>
      `${family.words} ${versusAll(part, all.families.find((found) => found.family === family)?.share)}`,
  )
  return { weight: 2, asked: 'always', holds: true, found: parts.join(', '), lacking: '' }
}

/** Half of it may fail; of what calls out to everybody, all. */
const answered = ({ here }: ClusterFacts, named: ClusterFacts['here']['families']): Clue => ({
  weight: 1,
  asked: 'if known',
  holds: named.every(({ family }) => family.callsOut) || atMost(here.failingShare, 0.5),
  found: '',
  lacking: '',
})

const ended = (facts: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'supporting',
  holds: facts.here.outcomes && facts.here.outcomes.completed >= COMPLETED,
  found: facts.here.states.length > 0 ? outcomeSentence(facts, 'completed') : '',
  lacking:
    facts.here.outcomes && facts.here.states.length > 0
      ? `${facts.here.outcomes.completed === 0 ? 'none' : `only ${share(facts.here.outcomes.completed)}`} ${overTcp(facts) ? 'closed normally' : 'answered'}`
      : '',
})
