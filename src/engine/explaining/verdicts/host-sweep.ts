/**
 * Host sweep: one caller goes from host to host, by ping or on one port, and hardly anyone answers.
 *
 * Browsing also reaches many hosts on port 443; that its calls work out, the sweeper's don't, tells them apart
 * (J. Jung et al., "Fast portscan detection using sequential hypothesis testing", IEEE S&P 2004).
 */

import { count, number, share } from '../../../wording/numbers'
import type { ClusterFacts } from '../facts/cluster-facts'
import { failingSentence } from './failing'
import { atLeast, either, versusAll, type Clue, type VerdictRule } from './rule'

const MOST = 0.6
/** Of a sweeper's calls to that port, in the whole file. Jung et al. take 0.2 as the success rate of scanners, 0.8 of others. */
const FAILING_OVERALL = 0.6

export const hostSweep: VerdictRule = {
  kind: 'host sweep',
  telling: 0,
  judge: (facts) => {
    const { ends, here } = facts
    if ((ends.hostTrying?.share ?? 0) < 0.3 && (here.rates.get('srv_diff_host_rate')?.highShare ?? 0) < 0.3) return null
    return {
      title: (here.icmpShare ?? 0) >= MOST ? 'Looks like a ping sweep' : 'Looks like a sweep of many hosts',
      clues: [manyHosts(facts), silent(facts), oneCaller(facts)],
    }
  },
}

function manyHosts({ here, all, ends }: ClusterFacts): Clue {
  const { hostTrying } = ends
  if (hostTrying) {
    const { source, at, triedCount, flowCount } = hostTrying
    return {
      weight: 3,
      asked: 'always',
      holds:
        hostTrying.share >= MOST &&
        ((here.icmpShare ?? 0) >= MOST || (hostTrying.failingShare ?? 0) >= FAILING_OVERALL),
      found: `${source} tried ${count(triedCount)} hosts${at ? ` on ${at}` : ''} in ${count(flowCount)} flows`,
      lacking: '',
    }
  }
  const rate = here.rates.get('srv_diff_host_rate')
  return {
    weight: 3,
    asked: 'always',
    holds: rate ? rate.highShare >= MOST : null,
    found: rate
      ? `a different host each time ${rate.median.toFixed(2)} in the median (all flows ${number(all.rates.get('srv_diff_host_rate')?.median ?? 0)})`
      : '',
    lacking: '',
  }
}

function silent(facts: ClusterFacts): Clue {
  const { here, all } = facts
  const pings = (here.icmpShare ?? 0) >= MOST
  return {
    weight: 2,
    asked: 'always',
    holds: pings
      ? either(atLeast(here.nothingBackShare, MOST), atLeast(here.failingShare, MOST))
      : atLeast(here.failingShare, MOST),
    found: pings
      ? `ping ${versusAll(here.icmpShare!, all.icmpShare)}, nothing back ${share(here.nothingBackShare ?? 0)}`
      : failingSentence(facts),
    lacking: '',
  }
}

const oneCaller = ({ ends, here }: ClusterFacts): Clue => ({
  weight: here.rates.size > 0 ? 0 : 1,
  asked: 'if known',
  holds: atLeast(ends.topSource?.share, 0.5),
  found: ends.topSource ? `${share(ends.topSource.share)} from ${ends.topSource.text}` : '',
  lacking: '',
})
