/**
 * Sort: float64 numbers, ascending.
 *
 * Their bits are turned into whole numbers that order alike (IEEE 754: the sign bit flipped, all bits of a negative flipped) and sorted 11
 * bits at a time, the lowest first; a pass in which all agree is left out. The plain twin is Float64Array.prototype.sort.
 * Source: LSD radix sort, Knuth, TAOCP 3, algorithm 5.2.5 R.
 */

const DIGIT_BITS: u32 = 11
const DIGITS: u32 = 6
const RADIX: usize = 1 << 11
const SIGN: u64 = 1 << 63

/**
 * @param values no NaN among them
 * @param spare  room for as many
 * @param counts room for 6 × 2,048 counts of 4 bytes
 */
export function sort(values: usize, spare: usize, counts: usize, count: u32): void {
  const byteCount = (<usize>count) << 3
  memory.fill(counts, 0, (RADIX << 2) * DIGITS)
  for (let at: usize = 0; at < byteCount; at += 8) {
    const bits = load<u64>(values + at)
    let key = bits ^ ((<u64>((<i64>bits) >> 63)) | SIGN)
    store<u64>(values + at, key)
    for (let digit: u32 = 0; digit < DIGITS; digit++) {
      const place = counts + ((<usize>digit * RADIX + <usize>(key & (RADIX - 1))) << 2)
      store<u32>(place, load<u32>(place) + 1)
      key >>= DIGIT_BITS
    }
  }
  let from = values
  let to = spare
  for (let digit: u32 = 0; digit < DIGITS; digit++) {
    const shift = <u64>(digit * DIGIT_BITS)
    if (!startsOf(counts + ((<usize>digit * RADIX) << 2), count)) continue
    const starts = counts + ((<usize>digit * RADIX) << 2)
    for (let at: usize = 0; at < byteCount; at += 8) {
      const key = load<u64>(from + at)
      const start = starts + ((<usize>((key >> shift) & (RADIX - 1))) << 2)
      const place = load<u32>(start)
      store<u32>(start, place + 1)
      store<u64>(to + ((<usize>place) << 3), key)
    }
    const before = from
    from = to
    to = before
  }
  for (let at: usize = 0; at < byteCount; at += 8) {
    const key = load<u64>(from + at)
    store<u64>(values + at, key ^ ((<u64>((<i64>~key) >> 63)) | SIGN))
  }
}

/** Counts become places. @returns false if one digit has all */
function startsOf(counts: usize, count: u32): bool {
  let sum: u32 = 0
  for (let at = counts; at < counts + (RADIX << 2); at += 4) {
    const own = load<u32>(at)
    if (own == count) return false
    store<u32>(at, sum)
    sum += own
  }
  return true
}
