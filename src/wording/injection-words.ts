/**
 * Injection words: what planting test attacks has shown, in sentences.
 */

import type { AttackKind, Obstacle } from '../engine/injection/attack'
import type { InjectionReport, PlantedKind } from '../engine/injection/report'
import { bytes, count, seconds } from './numbers'
import { listOf, plural, spell, spellInside, upperFirst } from './sentences'

/** [as a title, in a sentence] */
const KINDS: Readonly<Record<AttackKind, readonly [string, string]>> = {
  'port scan': ['Port scan', 'a port scan'],
  flood: ['Flood', 'a flood'],
  exfiltration: ['Exfiltration', 'an exfiltration'],
  beacon: ['Beacon', 'a beacon'],
}

const OBSTACLES: Readonly<Record<Obstacle, string>> = {
  'no port': 'no column says which port or service was called',
  'no outcome': 'no column says whether a flow was answered',
  'no bytes': 'no column says how many bytes were sent',
  'no bytes sent by any flow': 'no flow in this file sends any bytes to compare with',
  'no addresses': 'no columns say who called whom',
  'no times': 'no column says when a flow began',
  'times too close': 'the flows of this file lie too close in time for ten beats, five seconds apart',
}

export const kindTitle = (kind: AttackKind): string => KINDS[kind][0]

/** What the strengths of a kind count, as the head of their row. */
export const STRENGTH_HEADS: Readonly<Record<AttackKind, string>> = {
  'port scan': 'Ports tried',
  flood: 'Flows sent',
  exfiltration: 'Times the usual bytes',
  beacon: 'Beats',
}

/** "20 ports", "100 times the usual bytes sent (78.3 kB)". */
export function strengthWords({ kind, usualBytes }: PlantedKind, strength: number): string {
  if (kind === 'exfiltration') {
    const amount = bytes(strength * (usualBytes ?? 0))
    return strength === 1
      ? `the usual bytes sent (${amount})`
      : `${count(strength)} times the usual bytes sent (${amount})`
  }
  const unit = kind === 'port scan' ? 'port' : kind === 'flood' ? 'flow' : 'beat'
  return `${count(strength)} ${plural(strength, unit)}`
}

/** "A port scan would stand in the top 20 from 20 ports on." */
export function kindSentence(planted: PlantedKind, topCount: number): string {
  const subject = upperFirst(KINDS[planted.kind][1])
  if (planted.obstacle !== null) return `${subject} can’t be planted: ${OBSTACLES[planted.obstacle]}.`
  const bySource = sourceWords(planted)
  const { seenFrom, trials } = planted
  if (seenFrom !== null) {
    const weakest = seenFrom === trials[0]!.strength ? 'even at the weakest strength tried, ' : ''
    const from = weakest === '' ? `from ${strengthWords(planted, seenFrom)} on` : strengthWords(planted, seenFrom)
    return `${subject} would stand in the top ${topCount} ${weakest}${from}.${bySource}`
  }
  const seen = trials.filter(({ bestRank }) => bestRank <= topCount).map(({ strength }) => count(strength))
  const strongest = strengthWords(planted, trials.at(-1)!.strength)
  if (seen.length > 0)
    return `${subject} would stand in the top ${topCount} at ${listOf(seen)}, but not at ${strongest}.${bySource}`
  const best = trials.reduce((least, trial) => (trial.bestRank < least.bestRank ? trial : least))
  return `${subject} would not stand in the top ${topCount} at any strength tried, up to ${strongest}: its best place is ${count(best.bestRank)}${crowdWords(best)}.${bySource}`
}

/** A source that takes most of the places before it: there the ranking is one finding, many times over. */
const CROWD_SHARE = 0.5

function crowdWords({ crowd, bestRank }: PlantedKind['trials'][number]): string {
  if (crowd === null || crowd.flowCount < CROWD_SHARE * (bestRank - 1)) return ''
  return `, behind ${count(crowd.flowCount)} flows of ${crowd.source || 'no source'}`
}

/** Where it says more than the places of single flows do. */
function sourceWords(planted: PlantedKind): string {
  const { sourceSeenFrom, seenFrom } = planted
  if (sourceSeenFrom === null || (seenFrom !== null && seenFrom <= sourceSeenFrom)) return ''
  return ` With every source listed once, it would from ${strengthWords(planted, sourceSeenFrom)} on.`
}

/** Who to whom, and like what: "10.0.0.5 to 10.0.0.9, port 443; all else as in line 412". */
export function endsWords({ ends, likeLine, gapSeconds, kind, flowsStandAlone }: PlantedKind): string {
  const { source, destination, port } = ends
  const parties =
    source !== null && destination !== null ? `${source} to ${destination}` : (source ?? destination ?? '')
  const where = port === null ? parties : `${parties}${parties === '' ? 'port' : ', port'} ${port}`
  const said = [
    where,
    kind === 'beacon' && gapSeconds !== null ? `every ${seconds(gapSeconds)}` : '',
    likeLine === null ? '' : `all else as in line ${count(likeLine)}`,
    flowsStandAlone
      ? 'nothing in this file says that they belong together, so each stands where it would stand alone'
      : '',
  ]
  return said.filter((text) => text !== '').join('; ')
}

/** The finding: "Two of three test attacks would stand in the top 20". */
export function injectionHeadline({ kinds, topCount }: InjectionReport): string {
  const planted = kinds.filter(({ obstacle }) => obstacle === null)
  const seen = planted.filter(({ seenFrom }) => seenFrom !== null).length
  if (planted.length === 0) return 'No test attack can be planted in this file'
  const of = `${spellInside(planted.length)} test ${plural(planted.length, 'attack')}`
  return `${spell(seen)} of ${of} would stand in the top ${topCount}`
}

/** How it was found out. */
export function methodWords({ method, rowCount, sampledRowCount, seed }: InjectionReport): string {
  const scored =
    method === 'fitted anew'
      ? `Each was planted by itself in a copy of the ${count(rowCount)} flows, and all of them were scored anew with it there.`
      : `Each was planted by itself in a copy of the ${count(rowCount)} flows, and scored by the model of this run together with the other flows of its source; all others keep their score.`
  const sampled =
    sampledRowCount < rowCount ? ` Hosts and model flows were chosen from ${count(sampledRowCount)} flows.` : ''
  return `${scored}${sampled} Seed ${seed}; nothing of it stays in the file or the model.`
}
