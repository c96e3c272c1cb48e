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
