/**
 * Earlier places: where the bytes that follow a place have stood before.
 */

const HASH_BITS = 18

/** Places that begin with the same four bytes are chained, the latest first. */
export class EarlierPlaces {
  private readonly latest = new Int32Array(1 << HASH_BITS).fill(-1)
  private readonly before: Int32Array

  /** @param lookedAt so many places of a chain */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly lookedAt: number,
  ) {
    this.before = new Int32Array(bytes.length).fill(-1)
  }

  /** How many bytes two places have in common. */
  common(at: number, earlier: number): number {
    const { bytes } = this
    let length = 0
    while (at + length < bytes.length && bytes[at + length] === bytes[earlier + length]) length++
    return length
  }

  /** The nearest place for every length that is longer than what nearer ones offer. */
  each(at: number, found: (distance: number, length: number) => void): void {
    const { bytes, before } = this
    let longest = 3
    let place = this.latest[this.hash(at)]!
    for (let looks = 0; place >= 0 && looks < this.lookedAt; looks++, place = before[place]!) {
      if (bytes[place + longest] !== bytes[at + longest]) continue
      const length = this.common(at, place)
      if (length <= longest) continue
      longest = length
      found(at - place, length)
    }
  }

  add(at: number): void {
    const hash = this.hash(at)
    this.before[at] = this.latest[hash]!
    this.latest[hash] = at
  }

  private hash(at: number): number {
    const { bytes } = this
    const four = bytes[at]! | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)
    return Math.imul(four, 0x9e3779b1) >>> (32 - HASH_BITS)
  }
}
