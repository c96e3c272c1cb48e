/**
 * Moments: when planted flows happen, in the file's own span and as finely as the file tells time.
 */

import type { Random } from '../numeric/random'
import type { Ground } from './ground'

export interface Moments {
  readonly first: number
  readonly last: number
  /** Seconds that all times of the file are whole multiples of: 60, 1, or 0 for finer ones. */
  readonly step: number
}

/** Null for a file without times, or whose flows all happen at once. */
export function momentsOf({ traffic: { seconds } }: Ground): Moments | null {
  if (seconds === null) return null
  const times = seconds.filter((time) => Number.isFinite(time))
  if (times.length === 0) return null
  let [first, last] = [Infinity, -Infinity]
  for (const time of times) {
    first = Math.min(first, time)
    last = Math.max(last, time)
  }
  const step = [60, 1].find((size) => times.every((time) => time % size === 0)) ?? 0
  return last > first ? { first, last, step } : null
}

/** As finely as the file does. */
export const written = (time: number, { step }: Moments): number => (step === 0 ? time : Math.floor(time / step) * step)

/** A flow of the file beside which an attack begins. @param places at least one */
export const anchorOf = (places: readonly number[], random: Random): number => places[random.below(places.length)]!

/** The anchor's time, or as much earlier as it takes for the attack to end before the file does. */
export function beginning({ traffic }: Ground, moments: Moments, anchor: number, lastsSeconds: number): number {
  const wanted = traffic.seconds![anchor]!
  const latest = moments.last - lastsSeconds
  return Math.max(moments.first, Math.min(Number.isFinite(wanted) ? wanted : moments.first, latest))
}
