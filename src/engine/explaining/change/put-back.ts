/**
 * Put back: where it takes many changes, all columns are put at their best, and those that are not needed are put back.
 */

import { cornersOf } from './corners'
import { isSmaller, relaxed } from './relax'
import { improve, ROUNDS } from './rungs'
import type { FoundChange, State } from './smallest-change'
import type { WhatIf } from './what-if'

const MOST_CORNERS = 4

/** @param limit a score that is ordinary */
export async function byPuttingBack(whatIf: WhatIf, limit: number, breathe: () => Promise<void>): Promise<FoundChange> {
  const lowest = await lowestStates(whatIf, breathe)
  const enough = lowest.filter(({ score }) => score <= limit)
  if (enough.length === 0) return { cells: [], ...lowest[0]! }
  return enough
    .map(({ settings }) => {
      whatIf.changeTo(settings)
      putBack(whatIf, limit)
      return relaxed(whatIf, [...whatIf.current], limit)
    })
    .reduce((smallest, next) => (isSmaller(next, smallest) ? next : smallest))
}

/** Every column at its best, from the row's own cells and from the corners that are lowest for it; lowest first. */
async function lowestStates(whatIf: WhatIf, breathe: () => Promise<void>): Promise<readonly State[]> {
  const corners: State[] = []
  for (const settings of cornersOf(whatIf.model)) {
    whatIf.changeTo(settings)
    corners.push({ settings, score: whatIf.score() })
  }
  corners.sort((a, b) => a.score - b.score)
  const lowest: State[] = []
  for (const { settings } of [{ settings: whatIf.own }, ...corners.slice(0, MOST_CORNERS)]) {
    whatIf.changeTo(settings)
    for (let round = 0; round < ROUNDS; round++) {
      for (let column = 0; column < settings.length; column++) improve(whatIf, column)
      await breathe()
    }
    lowest.push({ settings: [...whatIf.current], score: whatIf.score() })
  }
  return lowest.sort((a, b) => a.score - b.score)
}

/** Puts columns back, each time the one that is missed least, while the score stays under the limit. */
function putBack(whatIf: WhatIf, limit: number): void {
  for (;;) {
    let [easiest, lowest] = [-1, Infinity]
    for (const column of whatIf.changedColumns()) {
      const score = whatIf.score(column, whatIf.own[column]!)
      if (score < lowest) [easiest, lowest] = [column, score]
    }
    if (lowest > limit) return
    whatIf.change(easiest, whatIf.own[easiest]!)
  }
}
