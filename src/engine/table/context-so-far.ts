/**
 * Context so far: the columns of context.ts for a file that still grows, flow by flow.
 *
 * A file in order of time gets the values that context.ts gives it as a whole, for a flow's context never looks ahead. Flows are
 * taken as they are written, though: of a file that is not in order of time (Zeek writes a connection when it ends) the values differ
 * a little. Hosts and pairs are remembered as long as there is room for them: 8,192 of each, with all that each can hold, take 179 MB
 * (Node 20, 2026-11-26); one that is forgotten and met again has no history.
 */

import { Remembered } from '../numeric/remembered'
import { RecentBeat, RecentlyDistinct, RecentRate, RecentShare } from './recent'

/** What a flow tells of its ends; null where the file has no such column. */
export interface Ends {
  readonly source: string | null
  readonly destination: string | null
  readonly port: string | null
  /** 1 if nothing came back. */
  readonly unanswered: 0 | 1 | null
  /** NaN where the cell is no time. */
  readonly seconds: number | null
}

type Peers = 'destinations' | 'sources' | 'ports'

/** As in viewpoints.ts: whose last flows a flow is seen among, and what is counted there. */
interface Viewpoint {
  readonly of: string
  readonly keyOf: (ends: Ends) => string
  readonly distinct: readonly Peers[]
}

interface Recent {
  readonly distinct: readonly RecentlyDistinct[]
  readonly unanswered: RecentShare
  readonly rate: RecentRate
}

const MOST_KEYS = 8192

/** No address holds it. */
const BETWEEN = '\u0000'
const together = (...texts: readonly (string | null)[]): string => texts.join(BETWEEN)

export class ContextSoFar {
  private readonly viewpoints: readonly (Viewpoint & { readonly recent: Remembered<Recent> })[]
  private readonly beats = new Remembered(MOST_KEYS, () => new RecentBeat())
  private readonly hasBeat: boolean
  private readonly isTimed: boolean
  private readonly tellsAnswers: boolean
  /** The last known moment, for flows without one. */
  private lastSeconds = NaN

  /** @param first any flow of the file: what is null there is null in all */
  constructor(first: Ends) {
    this.isTimed = first.seconds !== null
    this.tellsAnswers = first.unanswered !== null
    this.viewpoints = viewpointsOf(first).map((viewpoint) => ({
      ...viewpoint,
      recent: new Remembered(MOST_KEYS, () => emptyRecent(viewpoint.distinct.length)),
    }))
    this.hasBeat = this.isTimed && first.source !== null && first.destination !== null
  }

  /** What the flow's hosts did up to and including it, by the name of the context column. */
  next(ends: Ends): ReadonlyMap<string, number> {
    const values = new Map<string, number>()
    const seconds = this.momentOf(ends)
    for (const viewpoint of this.viewpoints) this.seenFrom(viewpoint, ends, seconds, values)
    if (this.hasBeat) {
      const beat = this.beats.of(together(ends.source, ends.destination, ends.port))
      values.set('pair: regularity of its last 16 gaps', Number.isNaN(seconds) ? 0 : beat.add(seconds))
    }
    return values
  }

  /** A flow without a time happens when the one before it does. */
  private momentOf({ seconds }: Ends): number {
    if (seconds !== null && !Number.isNaN(seconds)) this.lastSeconds = seconds
    return this.lastSeconds
  }

  private seenFrom(
    { of, keyOf, distinct, recent }: (typeof this.viewpoints)[number],
    ends: Ends,
    seconds: number,
    values: Map<string, number>,
  ): void {
    const own = recent.of(keyOf(ends))
    distinct.forEach((peers, index) =>
      values.set(
        `${of}: distinct ${peers} per flow in its last 100 flows`,
        own.distinct[index]!.add(peerOf(ends, peers)),
      ),
    )
    if (this.tellsAnswers)
      values.set(`${of}: unanswered share of its last 100 flows`, own.unanswered.add(ends.unanswered ?? 1))
    if (this.isTimed) values.set(`${of}: log of flows in 10 seconds`, Number.isNaN(seconds) ? 0 : own.rate.add(seconds))
  }
}

const peerOf = ({ destination, source, port }: Ends, peers: Peers): string =>
  ({ destinations: destination, sources: source, ports: port })[peers]!

const emptyRecent = (distinctCount: number): Recent => ({
  distinct: Array.from({ length: distinctCount }, () => new RecentlyDistinct()),
  unanswered: new RecentShare(),
  rate: new RecentRate(),
})

function viewpointsOf({ source, destination, port, seconds }: Ends): readonly Viewpoint[] {
  const ports: readonly Peers[] = port === null ? [] : ['ports']
  if (source === null && destination === null) {
    if (seconds === null || port === null) return []
    return [
      { of: 'port', keyOf: (ends) => ends.port!, distinct: [] },
      { of: 'all', keyOf: () => '', distinct: ports },
    ]
  }
  const sources: readonly Peers[] = source === null ? [] : ['sources']
  const destinations: readonly Peers[] = destination === null ? [] : ['destinations']
  const all: readonly (Viewpoint | null)[] = [
    source === null ? null : { of: 'source', keyOf: (ends) => ends.source!, distinct: [...destinations, ...ports] },
    destination === null
      ? null
      : { of: 'destination', keyOf: (ends) => ends.destination!, distinct: [...sources, ...ports] },
    source === null || destination === null
      ? null
      : { of: 'pair', keyOf: (ends) => together(ends.source, ends.destination), distinct: ports },
    source === null || destination === null || port === null
      ? null
      : { of: 'service', keyOf: (ends) => together(ends.source, ends.port), distinct: destinations },
  ]
  return all.filter((viewpoint) => viewpoint !== null)
}
