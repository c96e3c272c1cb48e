/**
 * Story headline: the sentence the Anomalies screen opens with, once the flagged flows are put together.
 */

import { count } from '../../../wording/numbers'
import { lowerFirst, plural, spellInside } from '../../../wording/sentences'
import type { Story } from './story'

/** "100 flows do not belong. They make 18 stories, and the largest holds 61 of them" */
export function storiesHeadline(flaggedCount: number, stories: readonly Story[]): string {
  if (flaggedCount === 0) return 'No flow scores above the threshold'
  const start = `${count(flaggedCount)} ${plural(flaggedCount, 'flow does', 'flows do')} not belong`
  const told = stories.filter(({ isRest }) => !isRest)
  const [first] = told
  if (told.length === 1 && first !== undefined && stories.length === 1)
    return flaggedCount === 1 ? `${start}: ${lowerFirst(first.title)}` : `${start}. They make one story: ${first.title}`
  const largest = Math.max(0, ...told.map(({ flowCount }) => flowCount))
  const shared = largest > 1 ? `, and the largest holds ${count(largest)} of them` : ''
  return `${start}. They make ${spellInside(told.length)} ${plural(told.length, 'story', 'stories')}${shared}`
}

/** Said where only some of the flagged flows formed the stories. */
export const storiesNote = (formedFrom: number, toldOf: number, flaggedCount: number): string =>
  formedFrom === toldOf
    ? ''
    : `${toldOf === flaggedCount ? '' : `Told of the ${count(toldOf)} strangest of ${count(flaggedCount)} flagged flows. `}Formed from a sample of ${count(formedFrom)} of ${toldOf === flaggedCount ? `the ${count(flaggedCount)} flagged flows` : 'them'}; each of the others went to the story it is most like, or to the other flows.`
