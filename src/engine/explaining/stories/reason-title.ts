/**
 * Reason title: what is odd about flows in one column, as a title says it.
 */

import { columnWords, pullWords } from '../../../wording/column-words'
import { count } from '../../../wording/numbers'
import { ICMP } from '../../../wording/protocols'
import { lowerFirst, plural, shortened, upperFirst } from '../../../wording/sentences'
import type { ColumnProfile } from '../../table/column'
import { stateWords } from '../connection-outcomes'
import { manyOf, SPEAKS_FOR_ALL, type StoryReason } from './story-reason'

/** "Destination port after NAT" is one too. */
const PORT = 'Destination port'
/** Several levels are worth a title where there are many of what is tried in turn. */
const MANY = 8

/** Whether the column says something of most of the flows. */
export const speaksForAll = ({ direction, profile, textCount, textShare }: StoryReason): boolean =>
  direction !== null ||
  textShare >= SPEAKS_FOR_ALL ||
  (textCount >= MANY && (profile?.meaning === 'service' || profile?.meaning === 'destination port'))

/** A port after NAT that is the port called says it twice. */
export const isEcho = ({ column, profile, text }: StoryReason, reasons: readonly StoryReason[]): boolean =>
  profile?.meaning !== 'destination port' &&
  columnWords(column, profile?.meaning ?? null).startsWith(PORT) &&
  reasons.some((other) => other.profile?.meaning === 'destination port' && other.text === text)

/**
 * "More bytes sent than usual", "Calls to whois", "Calls to 12 services", "Calls to telnet left open", "Root shell"
 * "ICMP with type or code 136": a log has those where others have ports.
 * @param service what all the flows call; '' if they call several, or it is not known
 * @param protocol likewise
 */
export function reasonTitle(reason: StoryReason, service = '', flowCount = 2, protocol = ''): string {
  const { column, profile, direction, text } = reason
  const meaning = profile?.meaning ?? null
  const label = columnWords(column, meaning)
  if (isYesNo(profile)) return Number(text) === 0 || /^(f|false|n|no)$/i.test(text) ? `${label}: no` : label
  // Of no flow is there a value.
  if (direction !== null && text === '' && reason.textCount === 1) return `${label} missing`
  if (direction !== null) return upperFirst(`${pullWords(column, meaning, direction)} than usual`)
  if (ICMP.test(protocol) && label.startsWith(PORT)) return icmpTitle(reason)
  return levelTitle(reason, label, service, plural(flowCount, 'Call'))
}

const icmpTitle = ({ text, textCount, textShare }: StoryReason): string =>
  textShare < SPEAKS_FOR_ALL
    ? `ICMP with ${count(textCount)} types or codes`
    : `ICMP with type or code ${shortened(text, 24)}`

function levelTitle(
  { profile, text, textCount, textShare }: StoryReason,
  label: string,
  service: string,
  calls: string,
) {
  const meaning = profile?.meaning ?? null
  const shown = shortened(text, 24)
  const isPort = label.startsWith(PORT)
  if (meaning === 'service' || isPort) {
    if (textShare < SPEAKS_FOR_ALL) return `${calls} to ${count(textCount)} ${isPort ? 'ports' : 'services'}`
    if (text !== '' && text !== '-') return `${calls} to ${isPort ? `port ${shown}${label.slice(PORT.length)}` : shown}`
  }
  if (textShare < SPEAKS_FOR_ALL) return upperFirst(manyOf(lowerFirst(label), textCount))
  if (text === '') return `${label} missing`
  const words = meaning === 'connection state' ? stateWords(text) : null
  if (words === null) return `${label} ${shown}`
  const to = service === '' ? '' : ` to ${shortened(service, 24)}`
  return words.startsWith('SYN') ? `${words}${to === '' ? '' : `:${to.slice(3)}`}` : `${calls}${to} ${words}`
}

/** A number that is only ever 0 or 1 is a yes or no. */
const isYesNo = (profile: ColumnProfile | undefined): boolean =>
  profile?.type === 'yes-no' ||
  (profile?.distribution.kind === 'numbers' &&
    profile.distinctCount === 2 &&
    profile.distribution.smallest === 0 &&
    profile.distribution.largest === 1)
