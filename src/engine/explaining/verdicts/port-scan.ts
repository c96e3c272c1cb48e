/**
 * Port scan: one caller tries many ports of a host, and nearly all of them fail.
 *
 * Source: M. Roesch, Snort's portscan preprocessor, and V. Paxson, Bro (1999), count distinct ports per pair likewise;
 * that the attempts fail is what tells a scanner from a busy client (J. Jung et al., IEEE S&P 2004).
 */

import { count, number, seconds, share } from '../../../wording/numbers'
import type { ClusterFacts } from '../facts/cluster-facts'
import { failingSentence, notFailingSentence } from './failing'
import { atLeast, either, versusAll, type Clue, type VerdictRule } from './rule'

/** Most flows of the cluster have to be part of it. */
const MOST = 0.6

export const portScan: VerdictRule = {
  kind: 'port scan',
  telling: 0,
  judge: (facts) => {
    const { ends, here } = facts
    const triedKdd = Math.max(
      here.rates.get('diff_srv_rate')?.highShare ?? 0,
      here.rates.get('dst_host_diff_srv_rate')?.highShare ?? 0,
    )
    if ((ends.portTrying?.share ?? 0) < MOST && isManyCallers(facts)) {
      return { title: 'Looks like scans by many callers', clues: [portsOfOneHost(facts), failing(facts), empty(facts)] }
    }
    if ((ends.portTrying?.share ?? 0) < 0.3 && triedKdd < 0.3) return null
    return {
      title: 'Looks like a port scan',
      clues: [manyPorts(facts), failing(facts), empty(facts), oneCaller(facts), fast(facts)],
    }
  },
}

/** Not one caller but many, who each try a few ports of one host: what reaches any address that the internet can see. */
const CALLERS = 10
const PORTS_OF_ONE_HOST = 50

const isManyCallers = ({ ends }: ClusterFacts): boolean =>
  (ends.topDestination?.share ?? 0) >= MOST &&
  (ends.sourceCount ?? 0) >= CALLERS &&
  (ends.portsOfTopDestination ?? 0) >= PORTS_OF_ONE_HOST

const portsOfOneHost = ({ ends }: ClusterFacts): Clue => ({
  weight: 3,
  asked: 'always',
  holds: true,
  found: `${count(ends.sourceCount!)} callers tried ${count(ends.portsOfTopDestination!)} ports of ${ends.topDestination!.text}`,
  lacking: '',
})

function manyPorts({ here, all, ends }: ClusterFacts): Clue {
  const { portTrying } = ends
  if (portTrying) {
    const { source, at, triedCount, flowCount } = portTrying
    return {
      weight: 3,
      asked: 'always',
      holds: portTrying.share >= MOST && (portTrying.failingShare ?? 1) >= 0.5,
      found: `${source} tried ${count(triedCount)} ports of ${at} in ${count(flowCount)} flows`,
      lacking: `only ${share(portTrying.share)} of the flows are part of it`,
    }
  }
  const name = (here.rates.get('diff_srv_rate')?.median ?? 0) >= 0.5 ? 'diff_srv_rate' : 'dst_host_diff_srv_rate'
  const rate = here.rates.get(name)
  const what = name === 'diff_srv_rate' ? 'a different service each time' : 'services tried on the host'
  return {
    weight: 3,
    asked: 'always',
    holds: rate ? rate.highShare >= MOST : null,
    found: rate
      ? `${what} ${rate.median.toFixed(2)} in the median (all flows ${number(all.rates.get(name)?.median ?? 0)})`
      : '',
    lacking: '',
  }
}

const failing = (facts: ClusterFacts): Clue => ({
  weight: 2,
  asked: 'if known',
  holds: atLeast(facts.here.failingShare, MOST),
  found: failingSentence(facts),
  lacking: notFailingSentence(facts),
})

const empty = ({ here, all }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'supporting',
  holds: either(atLeast(here.noBytesShare, 0.8), atLeast(here.nothingBackShare, 0.8)),
  found:
    (here.noBytesShare ?? 0) >= 0.8
      ? `no bytes either way ${versusAll(here.noBytesShare!, all.noBytesShare)}`
      : `nothing back ${versusAll(here.nothingBackShare ?? 0, all.nothingBackShare)}`,
  lacking:
    here.nothingBackShare === null ? '' : `something came back in ${share(1 - here.nothingBackShare)} of the flows`,
})

const oneCaller = ({ ends, here }: ClusterFacts): Clue => ({
  weight: 1,
  asked: 'supporting',
  holds: atLeast(ends.topSource?.share, MOST),
  found: ends.topSource ? `${share(ends.topSource.share)} from ${ends.topSource.text}` : '',
  lacking: ends.topSource
    ? `from ${count(ends.sourceCount!)} callers`
    : here.rates.size > 0
      ? ''
      : 'no source addresses, so the callers are not known',
})

/** 10 ports a minute is faster than anyone types; a slow scan stays below and only lacks this. */
const fast = ({ here, pairPace }: ClusterFacts): Clue => ({
  weight: here.rates.size > 0 ? 0 : 1,
  asked: 'supporting',
  holds: pairPace && pairPace.perSecond * 60 >= 10,
  found: pairPace
    ? `${number(Math.round(pairPace.perSecond * 60))} tries a minute, most within ${seconds(Math.max(1, pairPace.middleSeconds))}`
    : '',
  lacking: pairPace ? `slow: ${number(Math.round(pairPace.perSecond * 60))} tries a minute` : '',
})
