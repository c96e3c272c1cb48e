/**
 * Clock: a pcapng interface's 64-bit count of ticks → whole seconds since 1970 and nanoseconds, exactly.
 *
 * Ticks are of any power of ten or two (if_tsresol), and seconds may have to be added (if_tsoffset). Today's time in
 * nanoseconds is beyond 2^53, so it is divided 16 bits at a time, which doubles hold exactly up to 2^37 ticks a second;
 * finer ones take BigInt.
 * Source: IETF draft-ietf-opsawg-pcapng-02 section 4.2.
 */

const BILLION = 1_000_000_000
const FINEST_PLAIN = 2 ** 37
const TWO_TO_16 = 65_536

/** Two numbers that a clock fills. */
export interface Instant {
  seconds: number
  nanoseconds: number
}

export class Clock {
  private readonly nanosecondsPerTick: number

  /**
   * @param ticksPerSecond 10^n or 2^n; doubles hold both exactly as far as they are plain
   * @param offsetSeconds added to every time
   */
  constructor(
    private readonly ticksPerSecond: number | bigint,
    private readonly offsetSeconds: number,
  ) {
    this.nanosecondsPerTick = BILLION / Number(ticksPerSecond)
  }

  /** Writes the time of so many ticks; what is below a nanosecond is dropped. */
  read(high: number, low: number, into: Instant): void {
    if (typeof this.ticksPerSecond === 'bigint') this.readLong(high, low, into)
    else this.readPlain(high, low, this.ticksPerSecond, into)
  }

  private readPlain(high: number, low: number, perSecond: number, into: Instant): void {
    const first = Math.floor(high / perSecond)
    let rest = (high - first * perSecond) * TWO_TO_16 + (low >>> 16)
    const second = Math.floor(rest / perSecond)
    rest = (rest - second * perSecond) * TWO_TO_16 + (low & 0xffff)
    const third = Math.floor(rest / perSecond)
    rest -= third * perSecond
    into.seconds = (first * TWO_TO_16 + second) * TWO_TO_16 + third + this.offsetSeconds
    into.nanoseconds = Math.floor(rest * this.nanosecondsPerTick)
  }

  private readLong(high: number, low: number, into: Instant): void {
    const perSecond = BigInt(this.ticksPerSecond)
    const ticks = BigInt(high) * 4294967296n + BigInt(low)
    into.seconds = Number(ticks / perSecond) + this.offsetSeconds
    into.nanoseconds = Number(((ticks % perSecond) * BigInt(BILLION)) / perSecond)
  }
}

/**
 * @param resolution the byte of if_tsresol: the exponent of a negative power of ten, or of two if the high bit is set
 * A power of two beyond 2^22 is read the long way too: its remainder times 10^9 would not fit 53 bits.
 */
export function clockOf(resolution: number, offsetSeconds: number): Clock {
  const exponent = resolution & 0x7f
  const isBinary = resolution >= 0x80
  let perSecond = 1n
  for (let step = 0; step < exponent; step++) perSecond *= isBinary ? 2n : 10n
  const isPlain = perSecond <= BigInt(FINEST_PLAIN) && (!isBinary || exponent <= 22)
  return new Clock(isPlain ? Number(perSecond) : perSecond, offsetSeconds)
}
