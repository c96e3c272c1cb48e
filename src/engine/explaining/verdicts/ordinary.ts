/**
 * Ordinary: the everyday services, by what the service column or the destination port says, if the calls work out.
 */

import { share } from '../../../wording/numbers'
import { lowerFirst } from '../../../wording/sentences'
import { failingShare, type ClusterFacts } from '../facts/cluster-facts'
import { outcomeSentence, overTcp } from './failing'
import { atMost, versusAll, type Clue, type VerdictRule } from './rule'

/** One family names the cluster from 60 %; two together from 75 %, if the second is at least a tenth. */
const ONE = 0.6
const TWO = 0.75
const SECOND = 0.1
const COMPLETED = 0.9

export const ordinary: VerdictRule = {
  kind: 'ordinary',
  judge: (facts) => {
    const named = familiesNamed(facts)
    if (named.length === 0) return null
    const words = named.map(({ family }, index) => (index === 0 ? family.words : lowerFirst(family.words))).join(' and ')
    const completed = (facts.here.outcomes?.completed ?? 0) >= COMPLETED && facts.here.states.length > 0 && overTcp(facts)
    return { title: completed ? `${words}, completed` : words, clues: [services(facts, named), answered(facts), ended(facts)] }
  },
}

function familiesNamed({ here }: ClusterFacts): ClusterFacts['here']['families'] {
  const [first, second] = here.families
  if (!first) return []
  if (second && second.share >= SECOND && first.share + second.share >= TWO) return [first, second]
  return first.share >= ONE ? [first] : []
}

function services({ all }: ClusterFacts, named: ClusterFacts['here']['families']): Clue {
  const parts = named.map(({ family, share: part }) => `${family.words} ${versusAll(part, all.families.find((found) => found.family === family)?.share)}`)
  return { weight: 2, asked: 'always', holds: true, found: parts.join(', '), lacking: '' }
}

const answered = (facts: ClusterFacts): Clue => ({
  weight: 1, asked: 'if known', holds: atMost(failingShare(facts.here), 0.5), found: '', lacking: '',
})

const ended = (facts: ClusterFacts): Clue => ({
  weight: 1, asked: 'supporting', holds: facts.here.outcomes && facts.here.outcomes.completed >= COMPLETED, found: facts.here.states.length > 0 ? outcomeSentence(facts, 'completed') : '',
  lacking: facts.here.outcomes && facts.here.states.length > 0 ? `only ${share(facts.here.outcomes.completed)} ${overTcp(facts) ? 'closed normally' : 'answered'}` : '',
})
