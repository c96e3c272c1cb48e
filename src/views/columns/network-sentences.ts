/**
 * Network sentences: what the Columns screen says about columns made of times and addresses.
 */

import type { NetworkOffer } from '../../worker/protocol'
import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'

const possible = ({ columns }: NetworkOffer): number => columns.filter(({ obstacle }) => obstacle === null).length

/** "19 columns made from times and addresses", or why there can be none. */
export function networkSentence(offer: NetworkOffer): string {
  const madeCount = possible(offer)
  if (madeCount === 0) return `None can be made: ${offer.columns[0]?.obstacle ?? ''}.`
  const columns = `${count(madeCount)} ${plural(madeCount, 'column')}`
  const left = offer.columns.length - madeCount
  const others = left === 0 ? '' : ` ${count(left)} more would need what this file lacks.`
  return offer.isOn
    ? `${columns} made from times and addresses stand behind the file’s own.${others}`
    : `${columns} can be made from times and addresses: what a source, a pair of hosts or a host did just before each flow.${others}`
}

/** What one of them is for: off, they change nothing. */
export const networkUse = ({ isOn }: NetworkOffer, isRunDue: boolean): string =>
  isOn
    ? isRunDue
      ? 'Group again to have them in groups, map, scores and reasons.'
      : 'Groups, map, scores and reasons look at them.'
    : 'Off by default: the score looks at hosts already; in some traffic these help to find rare attacks, in other traffic they cost.'
