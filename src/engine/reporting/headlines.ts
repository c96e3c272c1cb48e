/**
 * Headlines: the sentence every screen opens with, and the smaller one below it.
 */

import { letterOf } from '../../wording/letters'
import { count, share } from '../../wording/numbers'
import { scoreWords } from '../../wording/scores'
import { listOf, lowerFirst, plural, spell, spellInside } from '../../wording/sentences'
import { isSuspicious, kindWords } from '../../wording/verdict-words'
import type { ClusterCard, TruthCheck } from '../explaining/findings'
import { defaultAlertCount } from '../scoring/threshold'

const suspicious = (cards: readonly ClusterCard[]): readonly ClusterCard[] =>
  cards.filter(({ verdict }) => isSuspicious(verdict.kind))

/** "Seven kinds of traffic; four of them look like scans or floods" */
export function clusterHeadline(cards: readonly ClusterCard[]): string {
  const start = `${spell(cards.length)} ${plural(cards.length, 'kind')} of traffic`
  const found = suspicious(cards)
  const hidden = hiddenKinds(cards, found)
  if (found.length === 0)
    return hidden.length > 0
      ? `${start}; ${hiddenWords(hidden)} ${plural(hidden.length, 'hides', 'hide')} in ${cards.length === 1 ? 'it' : 'them'}`
      : `${start}; ${calm(cards)}`
  const number = found.length === 1 ? 'one' : 'several'
  const kinds = [...new Set(found.map(({ verdict }) => kindWords(verdict.kind, number)))]
  const who = cards.length === 1 ? 'it' : `${spellInside(found.length)} of them`
  const where = found.length < cards.length ? 'others' : cards.length === 1 ? 'it' : 'them'
  const inOthers =
    hidden.length > 0 ? `, and ${hiddenWords(hidden)} ${plural(hidden.length, 'hides', 'hide')} in ${where}` : ''
  return `${start}; ${who} ${plural(found.length, 'looks', 'look')} like ${listOf(kinds, 'or')}${inOthers}`
}

/** A headline has room for two; the cards name the rest. */
const hiddenWords = (hidden: readonly string[]): string =>
  hidden.length <= 2 ? listOf(hidden) : `${spellInside(hidden.length)} suspicious patterns`

/** What looks suspicious inside clusters that bear another name, as "a beacon"; each kind once. */
function hiddenKinds(cards: readonly ClusterCard[], found: readonly ClusterCard[]): readonly string[] {
  const named = new Set(found.map(({ verdict }) => kindWords(verdict.kind, 'one')))
  const hidden = cards.flatMap(({ verdict }) => (verdict.within ?? []).map(({ kind }) => kindWords(kind, 'one')))
  return [...new Set(hidden)].filter((words) => !named.has(words))
}

function calm(cards: readonly ClusterCard[]): string {
  const failed = cards.filter(({ verdict }) => verdict.kind === 'refused')
  if (failed.length > 0 && failed.length < cards.length) {
    const together = failed.reduce((sum, card) => sum + card.share, 0)
    return `${spellInside(failed.length)} of them, ${share(together)} of the flows, ${failed.length === 1 ? 'holds' : 'hold'} failed connections`
  }
  return cards.length === 1 ? 'nothing sets parts of it apart' : 'none of them looks like a scan or a flood'
}

/** "Together they hold 10,901 of 25,192 flows (43 %). By the file’s own truth column, 94 % of those are attacks." */
export function clusterSubline(cards: readonly ClusterCard[], purity: number | null): string {
  const all = cards.reduce((sum, { rowCount }) => sum + rowCount, 0)
  const found = suspicious(cards)
  const held = found.reduce((sum, { rowCount }) => sum + rowCount, 0)
  const truth = truthSentence(found, held)
  const hidden = hiddenKinds(cards, found)
  const inside = hidden.length > 2 ? ` Inside ${found.length === 0 ? 'them' : 'the others'}: ${listOf(hidden)}.` : ''
  if (held > 0)
    return `${found.length === 1 ? 'It holds' : 'Together they hold'} ${count(held)} of ${count(all)} flows (${share(held / Math.max(1, all))}).${truth}${inside}`
  const largest = cards[0]
  const first = largest
    ? `The largest, ${lowerFirst(largest.verdict.title)}, holds ${count(largest.rowCount)} of ${count(all)} flows (${share(largest.share)}).`
    : ''
  const commonest =
    purity === null
      ? ''
      : ` By a column that the model never saw, ${share(purity)} of the flows are of the commonest kind of their group.`
  return `${first}${commonest}${inside}`
}

function truthSentence(found: readonly ClusterCard[], held: number): string {
  if (held === 0 || found.some(({ attackShare }) => attackShare === null)) return ''
  const attacks = found.reduce((sum, { attackShare, rowCount }) => sum + attackShare! * rowCount, 0)
  return ` By the file’s own truth column, ${share(attacks / held)} of ${found.length === 1 ? 'them' : 'those'} are attacks.`
}

/** What a headline needs to know of a threshold. */
export interface Flagging {
  readonly threshold: number
  readonly flaggedCount: number
  readonly flaggedPerCluster: readonly number[]
  /** Of the flagged, by ground truth. */
  readonly attackCount: number | null
}

/** Where many of the flagged flows come from. */
export interface FlaggedSource {
  readonly name: string
  readonly flaggedCount: number
}

/**
 * "100 flows do not belong; 98 of them come from 10.20.1.43": who says more than which group, where one is behind half of
 * them. Else "100 flows do not belong; 96 of them sit in group B".
 */
export function anomalyHeadline(
  { flaggedCount, flaggedPerCluster }: Flagging,
  cards: readonly ClusterCard[],
  source: FlaggedSource | null = null,
): string {
  if (flaggedCount === 0) return 'No flow scores above the threshold'
  const start = `${count(flaggedCount)} ${plural(flaggedCount, 'flow does', 'flows do')} not belong`
  if (source !== null && flaggedCount > 1 && source.flaggedCount >= 0.5 * flaggedCount)
    return `${start}; ${source.flaggedCount === flaggedCount ? 'all' : count(source.flaggedCount)} of them come from ${source.name}`
  const most = flaggedPerCluster.indexOf(Math.max(0, ...flaggedPerCluster))
  const there = flaggedPerCluster[most] ?? 0
  if (there === 0 || cards.length < 2) return start
  const title = cards[most] ? aside(cards[most].verdict.title) : ''
  if (there === flaggedCount)
    return `${start}; ${flaggedCount === 1 ? 'it sits' : 'all of them sit'} in group ${letterOf(most)}${title}`
  if (there >= 0.5 * flaggedCount) return `${start}; ${count(there)} of them sit in group ${letterOf(most)}${title}`
  const groups = flaggedPerCluster.filter((flagged) => flagged > 0).length
  return `${start}; they are spread over ${spellInside(groups)} groups`
}

const aside = (title: string): string =>
  /^Looks like/.test(title) ? `, which ${lowerFirst(title)}` : ` (${lowerFirst(title)})`

/** "That is 0.4 % of 25,192: those that score above 10.1, where 1 is usual. By the file’s own truth column, 88 are attacks." */
export function anomalySubline(
  { flaggedCount, attackCount, threshold }: Flagging,
  rowCount: number,
  truthCheck: TruthCheck | null,
): string {
  if (flaggedCount === 0 && defaultAlertCount(rowCount) === 0)
    return `${spell(rowCount)} ${plural(rowCount, 'flow is', 'flows are')} too few to say what is usual.`
  const above = `score above ${scoreWords(threshold)}, where 1 is usual`
  const first =
    flaggedCount === 0
      ? `All ${count(rowCount)} ${above.replace('above', 'up to')}.`
      : `That is ${share(flaggedCount / Math.max(1, rowCount))} of ${count(rowCount)}: those that ${above}.`
  if (attackCount === null || truthCheck === null || flaggedCount === 0) return first
  const of = attackWords(attackCount, flaggedCount)
  return `${first} By the file’s own truth column, which the model never saw, ${of}.`
}

/** "88 of the 100 are attacks" */
function attackWords(attackCount: number, flaggedCount: number): string {
  if (flaggedCount === 1) return attackCount === 1 ? 'it is an attack' : 'it is no attack'
  if (attackCount === 0) return 'none of them is an attack'
  if (attackCount === flaggedCount) return 'all of them are attacks'
  return `${count(attackCount)} of the ${count(flaggedCount)} ${plural(attackCount, 'is an attack', 'are attacks')}`
}

/** A second file scored by a frozen model: "95 of 18,468 flows do not belong" */
export function secondHeadline(flaggedCount: number, rowCount: number): string {
  if (flaggedCount === 0) return rowCount === 1 ? 'The one flow belongs' : `All ${count(rowCount)} flows belong`
  return `${count(flaggedCount)} of ${count(rowCount)} ${plural(rowCount, 'flow')} ${plural(flaggedCount, 'does', 'do')} not belong`
}
