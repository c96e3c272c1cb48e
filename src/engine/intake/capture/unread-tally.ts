/**
 * Unread tally: how many frames were not read, by reason, with a bound on how many reasons there can be.
 */

/** Reasons may name a number of 16 bits; a damaged file could name them all. */
const MOST_REASONS = 200
const ANY_OTHER = 'something else'

export class UnreadTally {
  readonly counts = new Map<string, number>()

  /** @returns the reason it was counted under */
  add(reason: string): string {
    const known = this.counts.get(reason)
    const isOther = known === undefined && this.counts.size >= MOST_REASONS
    const counted = isOther ? ANY_OTHER : reason
    this.counts.set(counted, (isOther ? (this.counts.get(counted) ?? 0) : (known ?? 0)) + 1)
    return counted
  }
}
