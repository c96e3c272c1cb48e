/**
 * Distinct story titles: two stories must not read the same; what sets a later one apart is added, at last its line.
 */

import { count } from '../../../wording/numbers'
import type { Story } from './story'

/** A story with titles from short to long. */
export interface NamedStory {
  readonly story: Omit<Story, 'title'>
  readonly titles: readonly [string, ...string[]]
}

/** @returns the same stories, in order; the first of several with one title keeps it */
export function withDistinctTitles(named: readonly NamedStory[]): readonly Story[] {
  const taken = new Set<string>()
  return named.map(({ story, titles }) => {
    const byLine = `${titles[0]} (line ${count(story.exampleLine)}${story.flowCount > 1 ? ' and others' : ''})`
    const title = titles.find((words) => !taken.has(words)) ?? byLine
    taken.add(title)
    return { ...story, title }
  })
}
