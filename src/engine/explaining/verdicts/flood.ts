/**
 * Flood: very many tiny calls to one place within seconds, that nothing comes back for.
 *
 * Also a flood of echoes (smurf): there the state is fine and only the pace and the silence tell.
 * Source: CERT advisories CA-1996-21 (SYN flooding) and CA-1998-01 (smurf) say what one looks like.
 */

import { count, number, seconds, share } from '../../../wording/numbers'
import { listOf } from '../../../wording/sentences'
import { columnWords } from '../../../wording/column-words'
import type { ClusterFacts } from '../facts/cluster-facts'
import { failingSentence, outcomeSentence, overTcp } from './failing'
import { atLeast, atMost, either, versusAll, type Clue, type VerdictRule } from './rule'

/** A busy server sees some unanswered calls; four of five is beyond any ordinary fault. */
const UNANSWERED = 0.8
/** Calls a second at one place. A person or a program that tries again makes fewer than one. */
const PER_SECOND = 4
/** KDD's `count`: calls to the same host in 2 s. Ordinary medians are 4 to 20. */
const CALLS_IN_2_S = 80
/** Fewer than that are a burst, and the evidence says so. */
const MANY = 50
/** Of the flows, from callers that the place has answered at any time: its own users, and the place is merely down. */
const KNOWN = 0.5

export const flood: VerdictRule = {
  kind: 'flood',
  telling: 2,
  judge: (facts) => {
    const { here } = facts
    const echoes = (here.icmpShare ?? 0) >= 0.8
    if (silentShare(facts) < UNANSWERED && !echoes) return null
    return {
      title: echoes ? 'Looks like a ping flood' : overTcp(facts) ? 'Looks like a SYN flood' : 'Looks like a flood',
      clues: [
        echoes ? silentEchoes(facts) : unanswered(facts),
        tiny(facts),
        fast(facts),
        onePlace(facts),
        oneService(facts),
        callers(facts),
        ...(here.rates.size > 0 ? [] : [many(facts), strangers(facts)]),
      ],
    }
  },
}

/** Not answered, by the host or because a firewall stood before it. */
const silentShare = ({ here }: ClusterFacts): number =>
  (here.outcomes?.unanswered ?? 0) + (here.outcomes?.denied ?? 0) + (here.outcomes?.refused ?? 0)

const unanswered = (facts: ClusterFacts): Clue => ({
  weight: 3,
  asked: 'always',
  holds: silentShare(facts) >= UNANSWERED,
  found:
    (facts.here.outcomes?.unanswered ?? 0) >= UNANSWERED
      ? outcomeSentence(facts, 'unanswered')
      : failingSentence(facts),
  lacking: '',
})

const silentEchoes = ({ here, all }: ClusterFacts): Clue => ({
  weight: 3,
  asked: 'always',
  holds: atLeast(here.nothingBackShare, UNANSWERED),
  found: `ping ${versusAll(here.icmpShare ?? 0, all.icmpShare)}, nothing back ${share(here.nothingBackShare ?? 0)}`,
  lacking: '',
})

const tiny = ({ here, all }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'supporting',
  holds: either(atLeast(here.noBytesShare, 0.8), atMost(here.bytesSent?.high, 1500)),
  found:
    (here.noBytesShare ?? 0) >= 0.8
      ? `no bytes either way ${versusAll(here.noBytesShare!, all.noBytesShare)}`
      : `${number(here.bytesSent?.median ?? 0)} bytes sent in the median, one packet's worth`,
  lacking: here.noBytesShare === null ? '' : `bytes went over in ${share(1 - here.noBytesShare)} of the flows`,
})

function fast({ here, all, targetPace, ends }: ClusterFacts): Clue {
  const calls = here.rates.get('count')
  if (calls) {
    return {
      weight: 3,
      asked: 'always',
      holds: calls.median >= CALLS_IN_2_S,
      found: `median ${number(calls.median)} calls to the same host in 2 s; all flows ${number(all.rates.get('count')?.median ?? 0)}`,
      lacking: `only ${number(calls.median)} calls to the same host in 2 s`,
    }
  }
  const where = ends.topTarget ? ` at ${ends.topTarget.text}` : ''
  return {
    weight: 3,
    asked: 'always',
    holds: targetPace && targetPace.perSecond >= PER_SECOND,
    found: targetPace
      ? `${number(Math.round(targetPace.perSecond))} calls a second${where}, most within ${seconds(Math.max(1, targetPace.middleSeconds))}`
      : '',
    lacking: targetPace
      ? `only ${number(Math.round(targetPace.perSecond))} calls a second`
      : 'no times, so the pace is not known',
  }
}

const onePlace = ({ ends }: ClusterFacts): Clue => ({
  weight: 2,
  asked: 'if known',
  holds: atLeast(ends.topTarget?.share, 0.6),
  found: ends.topTarget ? `${share(ends.topTarget.share)} go to ${ends.topTarget.text}` : '',
  lacking: '',
})

/** Many services at once look more like a scan of one host, which a file without addresses can't rule out. */
function oneService({ here, ends }: ClusterFacts): Clue {
  const named = here.services.filter(({ share: part }) => part >= 0.02)
  const [first, ...rest] = named
  const spread = first !== undefined && first.share < 0.5 && ends.topTarget === null
  const others = rest.slice(0, 2).map(({ text }) => text)
  return {
    weight: 1,
    asked: 'supporting',
    holds: spread ? false : first || ends.topTarget ? true : null,
    found: '',
    lacking: spread
      ? `spread over many services (${share(first.share)} ${first.text}${others.length ? `, then ${listOf(others)}` : ''}): it may be a scan of one host`
      : '',
  }
}

function callers({ here, ends }: ClusterFacts): Clue {
  const many = ends.sourceCount !== null && ends.sourceCount >= 0.3 * here.rowCount
  const one = (ends.topSource?.share ?? 0) >= 0.6
  return {
    weight: 1,
    asked: 'supporting',
    holds: ends.sourceCount === null ? null : many || one,
    found: many
      ? `from ${count(ends.sourceCount!)} addresses, as made-up ones are`
      : one
        ? `${share(ends.topSource!.share)} from ${ends.topSource!.text}`
        : '',
    lacking:
      here.rates.size > 0
        ? ''
        : ends.sourceCount === null
          ? `no ${columnWords('', 'source address').toLowerCase()}, so the callers are not known`
          : '',
  }
}

const many = ({ here }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'supporting',
  holds: here.rowCount >= MANY,
  found: '',
  lacking: `only ${count(here.rowCount)} calls`,
})

const strangers = ({ answeredBefore }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'if known',
  holds: atMost(answeredBefore, KNOWN),
  found:
    answeredBefore === null
      ? ''
      : answeredBefore === 0
        ? 'none of the callers was ever answered there'
        : `${share(answeredBefore)} from callers that were answered there at some time`,
  lacking: '',
})
