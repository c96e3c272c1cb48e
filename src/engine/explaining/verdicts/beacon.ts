/**
 * Beacon: a host inside calls the same host outside again and again after the same time, with the same few bytes.
 *
 * Clocks, look-ups and monitoring keep a beat by design and are left out; so are polls whose size varies, since those
 * bring something new each time. An update program that asks outside at fixed times looks the same in flows; the verdict
 * names the place so that the analyst can tell.
 * Source: MITRE ATT&CK T1071 / T1573; regularity of gaps and sizes as RITA (Active Countermeasures) scores it.
 */

import { bytes, count, seconds, share } from '../../../wording/numbers'
import type { ClusterFacts } from '../facts/cluster-facts'
import { atLeast, atMost, type Clue, type VerdictRule } from './rule'

const MOST = 0.6
const HALF_AN_HOUR = 1800
/** (90th − 10th percentile) / median of the bytes sent. */
const ALIKE = 0.3
const SMALL_BYTES = 10_000

export const beacon: VerdictRule = {
  kind: 'beacon',
  telling: 0,
  judge: (facts) => {
    const regular = facts.here.families
      .filter(({ family }) => family.regular)
      .reduce((sum, part) => sum + part.share, 0)
    if (facts.beat === null || facts.beat.share < MOST || regular > 0.2 || (facts.here.icmpShare ?? 0) > 0.2)
      return null
    return {
      title: 'Looks like a beacon',
      clues: [
        beat(facts),
        outside(facts),
        onePlace(facts),
        answered(facts),
        fewKnowIt(facts),
        alike(facts),
        small(facts),
        lasting(facts),
      ],
    }
  },
}

function beat({ beat }: ClusterFacts): Clue {
  const { source, destination, flowCount, gapSeconds, gapSpread } = beat!
  return {
    weight: 3,
    asked: 'always',
    holds: beat!.share >= MOST,
    found: `${source} calls ${destination} every ${seconds(gapSeconds)}, give or take ${share(gapSpread / 2)}, ${count(flowCount)} times`,
    lacking: '',
  }
}

const outside = ({ ends }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'if known',
  holds: atLeast(ends.outsideShare, 0.8),
  found: `to outside the network ${share(ends.outsideShare ?? 0)}`,
  lacking: '',
})

const onePlace = ({ ends }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'always',
  holds: atLeast(ends.topDestination?.share, 0.5),
  found: (ends.sourceCount ?? 0) > 1 ? `from ${count(ends.sourceCount!)} hosts, all to the same place` : '',
  lacking: '',
})

/** A program that tries a dead host again and again keeps a beat too. */
const answered = ({ here }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'if known',
  holds: atMost(here.failingShare, 0.5),
  found: '',
  lacking: '',
})

/** What every tenth host calls, and more than three do, is a service: updates, licences, the time of day. */
function fewKnowIt({ place }: ClusterFacts): Clue {
  const few = place && place.callerCount <= Math.max(3, 0.1 * place.hostCount)
  return {
    weight: 1,
    asked: 'if known',
    holds: few,
    found: few && place.hostCount > 1 ? `called by ${count(place.callerCount)} of ${count(place.hostCount)} hosts` : '',
    lacking: '',
  }
}

function alike({ pair }: ClusterFacts): Clue {
  const sent = pair?.bytesSent
  return {
    weight: 2,
    asked: 'if known',
    holds: sent ? sent.high - sent.low <= ALIKE * Math.max(1, sent.median) : null,
    found: sent ? `always the same size: ${bytes(sent.low)} to ${bytes(sent.high)} sent` : '',
    lacking: sent ? `sizes vary: ${bytes(sent.low)} to ${bytes(sent.high)} sent` : '',
  }
}

const small = ({ here }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'supporting',
  holds: here.bytesSent && here.bytesSent.median <= SMALL_BYTES,
  found: '',
  lacking: here.bytesSent ? `${bytes(here.bytesSent.median)} sent each time is more than a sign of life` : '',
})

const lasting = ({ beat }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'supporting',
  holds: beat!.lastedSeconds >= HALF_AN_HOUR,
  found: `for ${seconds(beat!.lastedSeconds)}`,
  lacking: `for ${seconds(beat!.lastedSeconds)} only`,
})
