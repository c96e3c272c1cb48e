/**
 * Card line: the one line of evidence under a cluster's title.
 *
 * "http 85 %, smtp 13 % · closed normally 98 % · both sides sent data". Services, then how flows ended, then what moved;
 * where the file says none of it, the columns that set the cluster apart. Last, what hides in it: "2 % look like a beacon".
 */

import { bytes, quantity, share } from '../../wording/numbers'
import { columnWords } from '../../wording/column-words'
import { protocolWords } from '../../wording/protocols'
import { lowerFirst, shortened } from '../../wording/sentences'
import type { ColumnProfile } from '../table/column'
import { OUTCOMES, outcomeOfState, outcomeWords, stateWords } from './connection-outcomes'
import type { ClusterFacts } from './facts/cluster-facts'
import type { Trait, Verdict } from './findings'

const PARTS = 3
const WORTH_NAMING = 0.05

export function cardLine(
  { here }: ClusterFacts,
  verdict: Verdict,
  traits: readonly Trait[],
  profiles: readonly ColumnProfile[],
): string {
  const parts = [servicesPart(here), endPart(here), bytesPart(here)].filter((part) => part !== null)
  for (const trait of traits) {
    if (parts.length >= PARTS) break
    const profile = profiles.find(({ name }) => name === trait.column)
    if (profile && (parts.length === 0 || !isCovered(profile))) parts.push(traitWords(trait, profile))
  }
  const hidden = (verdict.within ?? []).map(
    ({ title, share: part }) => `${share(part)} ${lowerFirst(title).replace(/^looks/, 'look')}`,
  )
  return [...parts.slice(0, PARTS), ...hidden.slice(0, 2)].join(' · ')
}

const COVERED: readonly ColumnProfile['meaning'][] = [
  'service',
  'connection state',
  'action',
  'destination port',
  'bytes sent',
  'bytes returned',
  'packets returned',
  'bytes both ways',
]
const isCovered = ({ meaning }: ColumnProfile): boolean => COVERED.includes(meaning)

/** "Calls in the last 2 s 168 (all: 8)" or "Protocol udp 97 % (all: 12 %)" */
export function traitWords(trait: Trait, profile: ColumnProfile): string {
  const label = lowerFirst(columnWords(profile.name, profile.meaning))
  if (trait.kind === 'category')
    return `${label} ${shortened((profile.meaning === 'protocol' ? protocolWords(trait.level) : trait.level) || 'missing')} ${share(trait.here)} (all: ${share(trait.all)})`
  return `${label} ${quantity(trait.here, trait.unit)} (all: ${quantity(trait.all, trait.unit)})`
}

/** A ping has no port, whatever the file writes there. */
function servicesPart({ services, ports: all, icmpShare }: ClusterFacts['here']): string | null {
  const isPing = (icmpShare ?? 0) >= 0.5
  const ports = isPing ? [] : all.filter(({ port }) => port > 0)
  const known = services.filter((service) => service.share >= WORTH_NAMING).slice(0, 3)
  if (known.length > 0 && known[0]!.share >= 0.2)
    return known.map(({ text, share: part }) => `${shortened(text, 20)} ${share(part)}`).join(', ')
  const named = ports.filter((port) => port.share >= WORTH_NAMING).slice(0, 3)
  if (named.length > 0)
    return named.map(({ port, share: part }, index) => `${index === 0 ? 'port ' : ''}${port} ${share(part)}`).join(', ')
  if (ports.length > 0) return 'many ports'
  return isPing ? `ping ${share(icmpShare!)}` : null
}

/** A ping's state says nothing of its answer: KDD closes every one "normally". */
function endPart({ outcomes, states, tcpShare, icmpShare }: ClusterFacts['here']): string | null {
  if (outcomes === null || (icmpShare ?? 0) >= 0.5) return null
  const top = OUTCOMES.filter((outcome) => outcome !== 'unknown').sort((a, b) => outcomes[b] - outcomes[a])[0]!
  if (outcomes[top] < 0.3) return null
  const alone = states[0]
  const overTcp = (tcpShare ?? 0) >= 0.9
  if (
    alone &&
    outcomeOfState(alone.text) === top &&
    alone.share >= 0.95 * outcomes[top] &&
    overTcp &&
    top !== 'unanswered'
  ) {
    return `${stateWords(alone.text) ?? outcomeWords(top, true)} ${share(alone.share)}`
  }
  return `${outcomeWords(top, overTcp && states.length > 0)} ${share(outcomes[top])}`
}

function bytesPart({ noBytesShare, nothingBackShare, bytesSent, bytesReturned }: ClusterFacts['here']): string | null {
  if (noBytesShare !== null && noBytesShare >= 0.5) return `no bytes either way ${share(noBytesShare)}`
  if (nothingBackShare !== null && nothingBackShare >= 0.5) return `nothing back ${share(nothingBackShare)}`
  return bytesSent && bytesReturned ? `${bytes(bytesSent.median)} sent, ${bytes(bytesReturned.median)} back` : null
}
