/**
 * Portion: a pulse for one part of a longer piece of work.
 */

import type { Pulse } from './pulse'

/** Its 0 … 1 is `from` … `to` of the whole. */
export const portionOf = (whole: Pulse, from: number, to: number): Pulse => ({
  report: (share, rowsDone) => whole.report(from + share * (to - from), rowsDone),
  breathe: () => whole.breathe(),
  ...(whole.stopped === undefined ? {} : { stopped: whole.stopped }),
})

/** For a part that is too short to be told of. */
export const silently = (whole: Pulse): Pulse => ({ ...portionOf(whole, 0, 0), report: () => undefined })
