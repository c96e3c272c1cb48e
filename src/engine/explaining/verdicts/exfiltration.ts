/**
 * Exfiltration: a host inside sends much to one place outside, and hardly anything comes back.
 *
 * A cloud backup looks the same in flows; the verdict names the place so that the analyst can tell.
 * Source: MITRE ATT&CK T1041 and T1048 name the producer/consumer ratio of a flow as what to watch.
 */

import { bytes, count, number, share } from '../../../wording/numbers'
import type { ClusterFacts } from '../facts/cluster-facts'
import { atLeast, type Clue, type VerdictRule } from './rule'

const MEGABYTE = 1e6
/** All together. A letter with a picture in it is over 1 MB too. */
const TOGETHER = 20 * MEGABYTE
/** Sent for every byte returned. An upload by mail or web is acknowledged, but its flow rarely passes 1 MB. */
const SENT_PER_RETURNED = 10
const MOST = 0.6

export const exfiltration: VerdictRule = {
  kind: 'exfiltration',
  telling: 0,
  judge: (facts) =>
    (facts.here.bytesSent?.median ?? 0) < MEGABYTE
      ? null
      : {
          title: 'Looks like data being carried out',
          clues: [muchSent(facts), outside(facts), onePlace(facts), oneSource(facts), uncommon(facts)],
        },
}

function muchSent({ here, ends }: ClusterFacts): Clue {
  const sent = here.bytesSent!.median
  const returned = here.bytesReturned?.median ?? null
  const ratio = returned === null ? null : sent / Math.max(1, returned)
  return {
    weight: 3,
    asked: 'always',
    holds: here.bytesSent!.mean * here.rowCount >= TOGETHER && atLeast(ratio, SENT_PER_RETURNED) === true,
    found: `${bytes(sent)} sent in the median${ratio === null ? '' : `, ${number(Math.round(ratio))} times what came back`}${(ends.topPair?.share ?? 0) >= MOST ? `, from ${ends.topPair!.text}` : ''}`,
    lacking: '',
  }
}

const outside = ({ ends }: ClusterFacts): Clue => ({
  weight: 2,
  asked: 'always',
  holds: atLeast(ends.outsideShare, 0.8),
  found: `to outside the network ${share(ends.outsideShare ?? 0)}`,
  lacking: '',
})

const onePlace = ({ ends }: ClusterFacts): Clue => ({
  weight: 2,
  asked: 'supporting',
  holds: atLeast(ends.topDestination?.share, MOST),
  found: ends.topDestination ? `${share(ends.topDestination.share)} to ${ends.topDestination.text}` : '',
  lacking: ends.destinationCount ? `to ${count(ends.destinationCount)} hosts, as uploads of many people are` : '',
})

const oneSource = ({ ends }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'supporting',
  holds: atLeast(ends.topSource?.share, MOST),
  found: ends.topSource ? `${share(ends.topSource.share)} from ${ends.topSource.text}` : '',
  lacking: ends.sourceCount ? `from ${count(ends.sourceCount)} hosts` : '',
})

const uncommon = ({ here, all }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'supporting',
  holds: all.bytesSent && here.bytesSent!.median >= 100 * Math.max(1, all.bytesSent.median),
  found: `all flows send ${bytes(all.bytesSent?.median ?? 0)}`,
  lacking: 'all flows of this file send much',
})
