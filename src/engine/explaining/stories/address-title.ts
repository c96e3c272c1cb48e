/**
 * Address title: who does what to whom in a story, where the file has addresses.
 *
 * The patterns are those of the verdicts (see ../verdicts), asked of a story's flows alone: a title says what these flows did,
 * not that it is an attack. The first that fits is taken.
 */

import { bytes, count, seconds } from '../../../wording/numbers'
import { lowerFirst } from '../../../wording/sentences'
import { OUTCOMES } from '../connection-outcomes'
import { endsOf, type Ends } from '../facts/ends'
import { makeUpOf, type MakeUp } from '../facts/make-up'
import { beatOf } from '../facts/pace'
import { tally } from '../facts/tally'
import type { Traffic } from '../traffic'

/** Most flows of a story have to be part of it. */
const MOST = 0.6
const NEARLY_ALL = 0.9
/** As the verdicts: fewer callers, ports or sessions are nothing to name. */
const CALLS = 10
const PORTS_OF_ONE_HOST = 12
const SESSIONS = 5
/** As the verdict of exfiltration: a megabyte in the median, ten times what came back. */
const MUCH_BYTES = 1e6
const SENT_PER_RETURNED = 10

interface Seen {
  readonly traffic: Traffic
  readonly rows: Uint32Array
  readonly ends: Ends
  readonly here: MakeUp
}

type Pattern = (seen: Seen) => string | null

/** @returns null where no pattern fits, or the file has no addresses */
export function addressTitle(traffic: Traffic, rows: Uint32Array): string | null {
  if (traffic.source === null && traffic.destination === null) return null
  const seen: Seen = { traffic, rows, ends: endsOf(traffic, rows), here: makeUpOf(traffic, rows) }
  for (const pattern of PATTERNS) {
    const title = pattern(seen)
    if (title !== null) return title
  }
  return null
}

/** Of several callers that each try many ports, none is named. */
function portsTried({ ends: { portTrying, topSource } }: Seen): string | null {
  if (portTrying === null || portTrying.share < MOST || (topSource?.share ?? 0) < NEARLY_ALL) return null
  return `${portTrying.source} tried ${count(portTrying.triedCount)} ports of ${portTrying.at}`
}

function hostsTried({ ends: { hostTrying } }: Seen): string | null {
  if (hostTrying === null || hostTrying.share < MOST) return null
  return `${hostTrying.source} called ${count(hostTrying.triedCount)} hosts${hostTrying.at === '' ? '' : ` on ${hostTrying.at}`}`
}

/** Different sources; 0 if they are not known. */
function callersOf({ source }: Traffic, rows: Uint32Array): number {
  return source === null ? 0 : tally(rows, (row) => source.codes[row]!).counts.size
}

function portsByMany({ traffic, rows, ends }: Seen): string | null {
  const { topDestination, portsOfTopDestination } = ends
  if (topDestination === null || topDestination.share < MOST) return null
  if ((portsOfTopDestination ?? 0) < PORTS_OF_ONE_HOST) return null
  const { codes, dictionary } = traffic.destination!
  const callerCount = callersOf(
    traffic,
    rows.filter((row) => dictionary[codes[row]!] === topDestination.text),
  )
  if (callerCount < 2) return null
  return `${count(callerCount)} callers tried ${count(portsOfTopDestination!)} ports of ${topDestination.text}`
}

function muchSent({ traffic, rows, ends, here }: Seen): string | null {
  const sent = here.bytesSent?.median ?? 0
  const isMuch = sent >= MUCH_BYTES && sent >= SENT_PER_RETURNED * Math.max(1, here.bytesReturned?.median ?? Infinity)
  if (!isMuch || (ends.outsideShare ?? 0) < MOST) return null
  let together = 0
  for (const row of rows) together += traffic.bytesSent![row]! || 0
  const { topPair } = ends
  if (topPair === null || topPair.share < MOST) return `Much sent to hosts outside: ${bytes(together)}`
  return `Much sent to a host outside: ${bytes(together)} from ${topPair.text}`
}

/** Many calls to one place that hardly anybody answered. */
function unansweredCalls({ traffic, rows, ends, here }: Seen): string | null {
  const { topTarget, topSource } = ends
  if (topTarget === null || topTarget.share < MOST || (here.outcomes?.unanswered ?? 0) < MOST) return null
  if (rows.length < CALLS) return null
  // Of the calls to that place, which need not be all of the story.
  const callerCount = callersOf(traffic, topTarget.rows)
  const isUnanswered = (row: number): boolean => OUTCOMES[traffic.outcome![row]!] === 'unanswered'
  const who = callerCount > 1 ? `${count(callerCount)} callers` : (topSource?.text ?? `${count(rows.length)} calls`)
  const unanswered = topTarget.rows.every(isUnanswered) ? 'and nobody answered' : 'mostly unanswered'
  return `${who} called ${topTarget.text} ${count(topTarget.rows.length)} times, ${unanswered}`
}

function logins({ rows, ends, here }: Seen): string | null {
  const login = here.families.find(({ family }) => family.login)
  if (login === undefined || login.share < MOST || ends.topPair === null || ends.topPair.share < MOST) return null
  if (rows.length < SESSIONS) return null
  const { source, destination } = pairOf(ends.topPair.text)
  return `${source} opened ${count(ends.topPair.rows.length)} ${lowerFirst(login.family.words)} sessions at ${destination}`
}

/** Clocks and look-ups keep a beat by design, as the verdict knows. */
function beat({ traffic, rows, here }: Seen): string | null {
  if (here.families.some(({ family, share }) => family.regular && share > 0.2)) return null
  const found = beatOf(traffic, rows)
  if (found === null || found.share < MOST) return null
  return `${found.source} calls ${found.destination} every ${seconds(found.gapSeconds)}`
}

function pairOf(text: string): { readonly source: string; readonly destination: string } {
  const [source = '', destination = ''] = text.split(' to ')
  return { source, destination }
}

/** "never answered", said of most flows of a story that did not simply succeed; '' otherwise. */
export function outcomeOf({ outcome }: Traffic, rows: Uint32Array): string {
  if (outcome === null) return ''
  const counts = OUTCOMES.map(() => 0)
  for (const row of rows) counts[outcome[row]!]!++
  const most = counts.indexOf(Math.max(...counts))
  const name = OUTCOMES[most]!
  if (counts[most]! < 0.8 * rows.length || name === 'unknown' || name === 'completed' || name === 'open') return ''
  const words = name === 'unanswered' ? 'never answered' : name
  return counts[most] === rows.length ? words : `mostly ${words}`
}

const PATTERNS: readonly Pattern[] = [portsTried, hostsTried, portsByMany, muchSent, unansweredCalls, logins, beat]
