/**
 * Exfiltration: a host inside sends much to one place outside, and hardly anything comes back.
 *
 * A cloud backup looks the same in flows; the verdict names the place so that the analyst can tell.
 * Source: MITRE ATT&CK T1041 and T1048 name the producer/consumer ratio of a flow as what to watch.
 */

import { bytes, count, number, share } from '../../../wording/numbers'
import type { ClusterFacts } from '../facts/cluster-facts'
import { SENT_PER_RETURNED, UPLOAD_BYTES } from '../facts/place'
import { atLeast, type Clue, type VerdictRule } from './rule'

/** All together. */
const TOGETHER = 20 * UPLOAD_BYTES
const MOST = 0.6
/** Three hosts that upload to the same place use a service; that two machines are robbed at once is left to the ranking. */
const UPLOADERS = 2

export const exfiltration: VerdictRule = {
  kind: 'exfiltration',
  telling: 0,
  judge: (facts) =>
    (facts.here.bytesSent?.median ?? 0) < UPLOAD_BYTES
      ? null
      : {
          title: 'Looks like data being carried out',
          clues: [
            muchSent(facts),
            outside(facts),
            onlyUploads(facts),
            onePlace(facts),
            oneSource(facts),
            uncommon(facts),
          ],
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

/** Where files are kept or pages are read, most calls bring something; where they are carried to, hardly any does. */
const onlyUploads = ({ place }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'if known',
  holds: place && place.pairUploadCount >= 0.5 * place.pairFlowCount && place.uploaderCount <= UPLOADERS,
  found: place
    ? `${place.pairUploadCount === place.pairFlowCount ? 'all' : `${count(place.pairUploadCount)} of`} ${count(place.pairFlowCount)} flows to ${place.name} are such uploads${place.uploaderCount === 1 ? ', and nobody else sends much there' : ''}`
    : '',
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
