/**
 * Capture clock: the times of a capture's packets, one by one → a time that never runs back, which pauses are counted by.
 *
 * Packets are stamped by clocks that are set while they run, and by several that differ. A packet a little older than the newest one comes late: the
 * clock stands still for it. One that is far older shows that the clock was set back: time goes on from where it stood, and what is
 * stamped from then on is moved by as much. If a later packet fits the clock as it was before, that one holds again; so captures of two clocks that take
 * turns don't run away. A leap ahead is a pause, unless the packet after it is stamped as if there had been none (held-packet.ts).
 *
 * Times in nanoseconds since the capture's first whole second.
 */

/** The shortest time after which a flow ends (waiting.ts): a step that is no longer ends none. */
const SMALL_STEP = 5_000_000_000

export class CaptureClock {
  /** Of the last packet: its stamp, moved; may be up to 5 s before `steady`. */
  now = 0
  /** The latest of all `now`; never runs back. */
  steady = 0
  /** What stamps are moved by. */
  offset = 0
  /** Packets older than the one before them, and the most that one was. */
  backCount = 0
  furthestBack = 0
  /** Packets far ahead of those before and after them. */
  aheadCount = 0
  private offsetBefore = 0
  private lastStamp = 0

  /** Whether so much passed since the last packet that a flow may have ended, or the stamp is wrong. */
  isLeap(stamp: number): boolean {
    return stamp + this.offset - this.steady > SMALL_STEP && !this.fitsBefore(stamp)
  }

  /** Goes to a packet's time, pause or not. */
  follow(stamp: number): void {
    this.countBack(stamp)
    const ahead = stamp + this.offset - this.steady
    if (Math.abs(ahead) > SMALL_STEP && this.fitsBefore(stamp)) this.setTo(this.offsetBefore)
    else if (ahead < -SMALL_STEP) this.setTo(this.steady - stamp)
    this.now = stamp + this.offset
    if (this.now > this.steady) this.steady = this.now
  }

  /** Whether a packet that follows a leap is stamped as if there had been none: neither after the leap nor far before it. */
  belies(leapt: number, stamp: number): boolean {
    return stamp < leapt - SMALL_STEP && stamp + this.offset >= this.steady - SMALL_STEP
  }

  /** Stands still for a packet whose stamp is not believed. */
  stand(): void {
    this.aheadCount++
    this.now = this.steady
  }

  private fitsBefore(stamp: number): boolean {
    return Math.abs(stamp + this.offsetBefore - this.steady) <= SMALL_STEP
  }

  private setTo(offset: number): void {
    this.offsetBefore = this.offset
    this.offset = offset
  }

  private countBack(stamp: number): void {
    const back = this.lastStamp - stamp
    this.lastStamp = stamp
    if (back <= 0) return
    this.backCount++
    if (back > this.furthestBack) this.furthestBack = back
  }
}
