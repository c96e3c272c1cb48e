/**
 * Tail words: what is said of a file that is watched while it grows.
 */

import type { TailEvent, TailFlow, TailMatch, TailStart, TailTotals } from '../../worker/protocol'
import { bytes, count } from '../../wording/numbers'
import { rarityWords } from '../../wording/scores'
import { plural } from '../../wording/sentences'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** "12:03:04", by this computer's clock. */
export const clockTime = (atMs: number): string => clock.format(new Date(atMs))

/** "3 of 1,204 new flows do not belong" */
export function tailHeadline({ scoredCount, flaggedCount }: TailTotals, name: string): string {
  if (scoredCount === 0) return `No new flow in ${name} yet`
  if (flaggedCount === 0)
    return scoredCount === 1 ? 'The one new flow belongs' : `All ${count(scoredCount)} new flows belong`
  return `${count(flaggedCount)} of ${count(scoredCount)} new ${plural(scoredCount, 'flow')} ${plural(flaggedCount, 'does', 'do')} not belong`
}

/** "2 lines were refused, the last line 17: 5 fields, not 6"; '' if none was. */
export function refusedWords(
  { refusedCount }: TailTotals,
  last: { readonly line: number; readonly reason: string } | null,
): string {
  if (refusedCount === 0 || last === null) return ''
  const which = refusedCount === 1 ? `line ${count(last.line)}` : `the last of them line ${count(last.line)}`
  return `${count(refusedCount)} ${plural(refusedCount, 'line was', 'lines were')} refused, ${which}: ${last.reason}.`
}

export function matchWords({ format, sentence, missing }: TailMatch): string {
  const names =
    missing.length === 0 ? '' : ` Missing: ${missing.slice(0, 5).join(', ')}${missing.length > 5 ? ' …' : ''}.`
  return `${format}. ${sentence}${names}`
}

/** How far hosts are looked back on; '' where every flow is judged by itself. */
export const lookedBackWords = ({ lookedBackBytes, historySentence }: TailStart): string =>
  historySentence === null || lookedBackBytes === 0
    ? ''
    : `The last ${bytes(lookedBackBytes)} before the first new flow were read for what hosts had done, and not counted.`

/** @param lookedMs when the file was looked at last, as it was before */
export function eventWords(event: TailEvent, name: string, lookedMs: number | null): string {
  if (event.kind === 'other columns') return `Its header names other columns now. ${event.match.sentence}`
  const what =
    event.kind === 'cut short' ? `${name} was cut short and began anew` : `Another ${name} stands in its place`
  const lost = event.lostLine ? ' Its last line was not finished.' : ''
  const unseen = lookedMs === null ? '' : ` What the old one got after ${clockTime(lookedMs)} was not seen.`
  return `${what}; it is read from its first line.${lost}${unseen}`
}

export const goneWords = (name: string): string => `${name} is gone; it is looked for every second.`

export const unreadableWords = (name: string): string =>
  `${name} can’t be read just now; it is tried again every second.`

export const flowRarity = ({ rarity }: Pick<TailFlow, 'rarity'>): string =>
  rarity === null ? '' : `${rarityWords(rarity, false, 'the model’s')}.`
