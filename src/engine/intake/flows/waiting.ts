/**
 * Waiting: the flows that will end if nothing happens for a while, and the times after which they do.
 *
 * Times are Zeek's defaults: tcp_attempt_delay 5 s from the first SYN, tcp_close_delay 5 s from the close, tcp_inactivity_timeout 5 min,
 * udp_ and icmp_inactivity_timeout 1 min (docs.zeek.org, base/init-bare.zeek); what is neither waits 1 min like them. Not kept: tcp_reset_delay, which
 * Zeek uses only where a script asks for it, and tcp_partial_close_delay, the same.
 *
 * A flow is put at its list's end and stays there while packets come, which therefore cost the list nothing; when its turn comes and it was active
 * in the meantime, it goes to the end again. So the lists may hold a flow up to twice its time; but no packet is added to a flow
 * whose time is over (`isOver`). A clock that jumps, forward or back, ends flows as a pause does.
 */

import { Amount, AMOUNTS, Word, WORDS } from './flow-fields'
import type { FlowStore } from './flow-store'

export const Waiting = { none: 0, attempt: 1, closing: 2, stream: 3, datagrams: 4 } as const
export type Waiting = (typeof Waiting)[keyof typeof Waiting]

const SECOND = 1_000_000_000
/** By `Waiting`, in nanoseconds. */
const LONGEST = [0, 5 * SECOND, 5 * SECOND, 300 * SECOND, 60 * SECOND] as const

export class WaitingLists {
  private readonly firsts = new Uint32Array(LONGEST.length)
  private readonly lasts = new Uint32Array(LONGEST.length)

  constructor(private readonly store: FlowStore) {}

  /** @returns whether the flow's time is over */
  isOver(slot: number, now: number): boolean {
    const waiting = this.store.words[slot * WORDS + Word.waiting]!
    return Math.abs(now - this.activeAt(slot, waiting)) > LONGEST[waiting]!
  }

  /** Lets the flow wait for something else from now on. */
  move(slot: number, waiting: Waiting, since: number): void {
    this.remove(slot)
    this.append(slot, waiting, since)
  }

  /** A flow whose time is over, or 0 if there is none at the head of a list. */
  nextOver(now: number): number {
    for (let waiting: number = Waiting.attempt; waiting <= Waiting.datagrams; waiting++) {
      for (let slot = this.firsts[waiting]!; slot !== 0; slot = this.firsts[waiting]!) {
        const since = this.store.amounts[slot * AMOUNTS + Amount.waitingSince]!
        if (Math.abs(now - since) <= LONGEST[waiting]!) break
        if (this.isOver(slot, now)) return slot
        this.move(slot, waiting as Waiting, this.activeAt(slot, waiting))
      }
    }
    return 0
  }

  /** The flow to be given up first where there are too many: one that is closed or was not answered, else the one put down first, though it may be active. */
  firstToGiveUp(): number {
    for (const waiting of [Waiting.closing, Waiting.attempt, Waiting.datagrams, Waiting.stream]) {
      if (this.firsts[waiting] !== 0) return this.firsts[waiting]!
    }
    return 0
  }

  remove(slot: number): void {
    const { words } = this.store
    const at = slot * WORDS
    const waiting = words[at + Word.waiting]!
    if (waiting === Waiting.none) return
    const before = words[at + Word.before]!
    const after = words[at + Word.after]!
    if (before === 0) this.firsts[waiting] = after
    else words[before * WORDS + Word.after] = after
    if (after === 0) this.lasts[waiting] = before
    else words[after * WORDS + Word.before] = before
    words[at + Word.waiting] = Waiting.none
  }

  private append(slot: number, waiting: Waiting, since: number): void {
    const { words, amounts } = this.store
    const at = slot * WORDS
    const last = this.lasts[waiting]!
    words[at + Word.waiting] = waiting
    words[at + Word.before] = last
    words[at + Word.after] = 0
    amounts[slot * AMOUNTS + Amount.waitingSince] = since
    if (last === 0) this.firsts[waiting] = slot
    else words[last * WORDS + Word.after] = slot
    this.lasts[waiting] = slot
  }

  /** From when the time counts: an attempt's and a close's stand still. */
  private activeAt(slot: number, waiting: number): number {
    const isFixed = waiting === Waiting.attempt || waiting === Waiting.closing
    return this.store.amounts[slot * AMOUNTS + (isFixed ? Amount.waitingSince : Amount.last)]!
  }
}
