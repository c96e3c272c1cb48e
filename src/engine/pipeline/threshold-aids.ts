/**
 * Threshold aids: where the scores themselves part, and over how many days a budget per day is spread.
 */

import { scoresTitle, suggestionSentence } from '../../wording/threshold-words'
import type { Pulse } from '../numeric/pulse'
import { suggestThreshold } from '../scoring/suggest-threshold'
import { mayServe } from '../table/context'
import { readTimes, secondsOf } from '../table/times'
import type { Found } from './found'
import type { OpenFile } from './open-file'
import type { ThresholdAids } from './threshold-answers'

export async function thresholdAids({ scores, live, result }: Found, pulse: Pulse): Promise<ThresholdAids> {
  const suggestion = scores === null ? null : await suggestThreshold(scores, () => pulse.breathe())
  const dayCount = live === null ? null : await dayCountOf(live.open, pulse)
  return {
    suggestion,
    title: scoresTitle(result.threshold, suggestion),
    sentence: suggestionSentence(suggestion),
    dayCount,
  }
}

/** Null where no column says when a flow began. */
async function dayCountOf({ rows, profiles }: OpenFile, pulse: Pulse): Promise<number | null> {
  const profile = profiles.find((profile) => profile.meaning === 'start time' && mayServe(profile))
  if (profile === undefined) return null
  const cells = await rows.column(profile.index)
  await readTimes(cells, () => pulse.breathe(), profile.time)
  const seconds = secondsOf(cells, profile.time)
  await pulse.breathe()
  return seconds === null ? null : daysWithFlows(seconds)
}

const DAY_SECONDS = 86_400

/**
 * Spans of 24 hours from the first time on that hold at least one: a night shift is one day in any time zone, a gap of a
 * week costs nothing, and one wrong date adds one day.
 * @param seconds NaN where not known
 * @returns null if none is known
 */
export function daysWithFlows(seconds: Float64Array): number | null {
  let first = Infinity
  for (const second of seconds) if (second < first) first = second
  const days = new Set<number>()
  for (const second of seconds) if (!Number.isNaN(second)) days.add(Math.floor((second - first) / DAY_SECONDS))
  return days.size === 0 ? null : days.size
}
