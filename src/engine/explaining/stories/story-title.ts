/**
 * Story title: a story in a few network words: who does what to whom if that can be told, else what is odd about it, and whose
 * flows they are if they are one host's.
 */

import { protocolWords } from '../../../wording/protocols'
import { shortened, lowerFirst } from '../../../wording/sentences'
import type { TextCells } from '../../table/table'
import { tally, topTexts } from '../facts/tally'
import type { Traffic } from '../traffic'
import { addressTitle, outcomeOf } from './address-title'
import { isEcho, reasonTitle, speaksForAll } from './reason-title'
import type { StoryReason } from './story-reason'

/**
 * @param rows the story's, as places in the traffic
 * @param reasons what adds most, first
 * @returns the title; behind it longer ones, for a story that would be called like another
 */
export function storyTitles(
  traffic: Traffic,
  rows: Uint32Array,
  reasons: readonly StoryReason[],
): readonly [string, ...string[]] {
  const service = onlyText(traffic.service, rows)
  const named = service === '-' ? '' : service
  const protocol = onlyText(traffic.protocol, rows)
  const own = reasons.filter((reason) => !isEcho(reason, reasons))
  const ordered = [...own.filter(speaksForAll), ...own.filter((reason) => !speaksForAll(reason))]
  const main = ordered[0]?.profile?.meaning ?? null
  const said = ordered
    .filter(({ profile }, index) => index === 0 || named === '' || profile?.meaning !== 'service')
    .map((reason, index) => reasonTitle(reason, index === 0 ? named : '', rows.length, protocol))
  const title = addressTitle(traffic, rows)
  if (title !== null) return [title, ...said.map((what) => `${title}: ${lowerFirst(what)}`)]
  const [first = 'Values that rarely go together', ...others] = said
  const outcome = main === 'connection state' ? '' : outcomeOf(traffic, rows)
  const start = `${first}${outcome === '' ? '' : `, ${outcome}`}`
  const end = whose(traffic, rows)
  const longer = others.map((what) => `${start}, ${lowerFirst(what)}`)
  const titles = [...longer, ...allTwo(longer, others)].map((words) => `${words}${end}`)
  // That telnet was called says little by itself.
  const isBare = /^Calls? to /.test(first) && main !== 'connection state' && outcome === '' && end === ''
  return isBare && titles.length > 0 ? [titles[0]!, ...titles.slice(1)] : [`${start}${end}`, ...titles]
}

/** A third reason beside the second. */
const allTwo = ([second]: readonly string[], others: readonly string[]): readonly string[] =>
  second === undefined ? [] : others.slice(1).map((what) => `${second}, ${lowerFirst(what)}`)

/** ", from 10.20.1.4 to 10.20.0.9"; '' if they are several hosts' flows. */
function whose({ source, destination }: Traffic, rows: Uint32Array): string {
  const [from, to] = [onlyText(source, rows), onlyText(destination, rows)]
  if (from === '') return to === '' ? '' : `, at ${to}`
  return `, from ${from}${to === '' ? '' : ` to ${to}`}`
}

function onlyText(cells: TextCells | null, rows: Uint32Array): string {
  if (cells === null) return ''
  const { counts, topKey } = tally(rows, (row) => cells.codes[row]!)
  return counts.size === 1 ? cells.dictionary[topKey]! : ''
}

/** "tcp · several services · S0" */
export function storyFacts({ protocol, service, state, action }: Traffic, rows: Uint32Array): string {
  const words = (cells: TextCells | null, many: string): string => {
    const [top] = cells === null ? [] : topTexts(cells, rows, 1)
    if (top === undefined) return ''
    return top.share >= 0.9 ? shortened(top.text, 20) : `several ${many}`
  }
  const all = [
    protocolWords(words(protocol, 'protocols')),
    words(service, 'services'),
    words(state, 'states'),
    words(action, 'actions'),
  ]
  return all.filter((text) => text !== '').join(' · ')
}
