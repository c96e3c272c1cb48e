/**
 * Waiting: the flows that will end if nothing happens for a while, and the times after which they do.
 *
 * Times are Zeek's defaults: tcp_attempt_delay 5 s from the first SYN, tcp_close_delay 5 s from the close, tcp_inactivity_timeout 5 min,
 * udp_ and icmp_inactivity_timeout 1 min (docs.zeek.org, base/init-bare.zeek); what is neither waits 1 min like them. Not kept: tcp_reset_delay, which
 * Zeek uses only where a script asks for it, and tcp_partial_close_delay, the same.
 *
 * Each list is in order of the last packet, so that who has waited longest stands first. A packet moves its flow to the end, which costs the same
 * however many there are; an attempt and a close stay where they are, for their time counts from the first packet. Times are those of a clock that never
 * runs back (capture-clock.ts).
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
  isOver(slot: number, steady: number): boolean {
    return steady - this.sinceWhen(slot) > LONGEST[this.store.words[slot * WORDS + Word.waiting]!]!
  }

  /** Lets the flow wait for something else from now on. */
  move(slot: number, waiting: Waiting, steady: number): void {
    this.remove(slot)
    this.append(slot, waiting, steady)
  }

  /** A packet of the flow has come. */
  touch(slot: number, steady: number): void {
    const waiting = this.store.words[slot * WORDS + Word.waiting] as Waiting
    if (waiting !== Waiting.stream && waiting !== Waiting.datagrams) return
    if (this.lasts[waiting] === slot) this.store.amounts[slot * AMOUNTS + Amount.waitingSince] = steady
    else this.move(slot, waiting, steady)
  }

  /** A flow whose time is over, or 0 if there is none. */
  nextOver(steady: number): number {
    for (const slot of this.firsts) if (slot !== 0 && this.isOver(slot, steady)) return slot
    return 0
  }

  /** The flow to be given up first where there are too many: the oldest that is closed, else that was not answered; else the one that has been silent longest. */
  firstToGiveUp(): number {
    const { firsts } = this
    const ready = firsts[Waiting.closing]! || firsts[Waiting.attempt]!
    if (ready !== 0) return ready
    const [datagrams, stream] = [firsts[Waiting.datagrams]!, firsts[Waiting.stream]!]
    if (datagrams === 0 || stream === 0) return datagrams || stream
    return this.sinceWhen(datagrams) < this.sinceWhen(stream) ? datagrams : stream
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

  private append(slot: number, waiting: Waiting, steady: number): void {
    const { words, amounts } = this.store
    const at = slot * WORDS
    const last = this.lasts[waiting]!
    words[at + Word.waiting] = waiting
    words[at + Word.before] = last
    words[at + Word.after] = 0
    amounts[slot * AMOUNTS + Amount.waitingSince] = steady
    if (last === 0) this.firsts[waiting] = slot
    else words[last * WORDS + Word.after] = slot
    this.lasts[waiting] = slot
  }

  private sinceWhen(slot: number): number {
    return this.store.amounts[slot * AMOUNTS + Amount.waitingSince]!
  }
}
