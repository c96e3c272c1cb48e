/**
 * Recent: the figures of trailing.ts flow by flow, for a file whose end is not there yet.
 *
 * Fed in order of time, each gives what trailing.ts gives for the whole: the flow itself counts, later ones never do.
 */

import { log, squareOf } from '../numeric/portable-math'
import {
  FLOWS_FOR_A_BEAT,
  GAPS,
  PRIOR_FLOWS,
  RATE_SECONDS,
  SHORTEST_BEAT_SECONDS,
  regularityOf,
  WINDOW,
} from './trailing'

/** The last values of one kind, oldest overwritten first. */
class Ring<Value> {
  readonly values: Value[] = []
  private next = 0

  constructor(private readonly length: number) {}

  /** @returns the value that had to go */
  add(value: Value): Value | undefined {
    const gone = this.values[this.next]
    this.values[this.next] = value
    this.next = (this.next + 1) % this.length
    return gone
  }

  /** The value so many before the last added; 0 is the last. */
  back(steps: number): Value {
    return this.values[(this.next - 1 - steps + 2 * this.length) % this.length]!
  }
}

/** Distinct values among the last 100 flows, / (flows + 5). */
export class RecentlyDistinct {
  private readonly last = new Ring<string>(WINDOW)
  private distinct = 0

  add(value: string): number {
    const { values } = this.last
    const isNew = !values.includes(value)
    const gone = this.last.add(value)
    if (isNew) this.distinct++
    if (gone !== undefined && !values.includes(gone)) this.distinct--
    return this.distinct / (values.length + PRIOR_FLOWS)
  }
}

/** Flagged flows among the last 100, / (flows + 5). */
export class RecentShare {
  private readonly last = new Ring<0 | 1>(WINDOW)
  private flagged = 0

  add(flag: 0 | 1): number {
    this.flagged += flag - (this.last.add(flag) ?? 0)
    return this.flagged / (this.last.values.length + PRIOR_FLOWS)
  }
}

/** Moments kept per group: 200,000 flows in ten seconds count as so many. */
const MOST_MOMENTS = 65_536

/**
 * ln of the flows in the 10 s up to and including each flow. A flow that is written late, such as a long connection in Zeek's log,
 * counts those that had begun when it did, as far as they are still known.
 */
export class RecentRate {
  /** Seconds, ascending, from `first` on. */
  private moments: number[] = []
  private first = 0

  add(seconds: number): number {
    const { moments } = this
    while (moments[this.first]! < seconds - RATE_SECONDS || moments.length - this.first >= MOST_MOMENTS) this.first++
    if (this.first > 64 && this.first > moments.length / 2) this.dropOld()
    return log(this.insert(seconds) - this.first + 1)
  }

  private dropOld(): void {
    this.moments.splice(0, this.first)
    this.first = 0
  }

  /** Behind those of the same moment. @returns its place */
  private insert(seconds: number): number {
    const { moments } = this
    let place = moments.length
    while (place > this.first && moments[place - 1]! > seconds) place--
    if (place === moments.length) moments.push(seconds)
    else moments.splice(place, 0, seconds)
    return place
  }
}

/** How regular the last 16 gaps are; see `beatRegularity`. */
export class RecentBeat {
  private readonly last = new Ring<number>(GAPS + 1)

  add(seconds: number): number {
    this.last.add(seconds)
    const flowCount = this.last.values.length
    if (flowCount < FLOWS_FOR_A_BEAT) return 0
    const gaps = flowCount - 1
    const mean = (seconds - this.last.back(gaps)) / gaps
    if (mean <= SHORTEST_BEAT_SECONDS) return 0
    let squares = 0
    for (let back = 0; back < gaps; back++) squares += squareOf(this.last.back(back) - this.last.back(back + 1) - mean)
    return regularityOf(squares, gaps, mean)
  }
}
