/**
 * Numbers: the cells of a column with very many different numbers, read where they stand.
 *
 * Takes what `numberOf` of src/engine/intake/number-text.ts reads the same way without doubt: digits whose whole is exact in a
 * double, times or by a power of ten that is (up to 10²²), so that one correctly rounded step gives the nearest double.
 * Source: W. D. Clinger, "How to read floating point numbers accurately", PLDI 1990, doi:10.1145/93542.93557.
 */

const POWERS_OF_TEN = memory.data<f64>([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
])
const LARGEST_POWER: i32 = 22
const LARGEST_WHOLE: u64 = (1 << 53) - 1
/** As many digits never overflow 64 bits. */
const MOST_DIGITS: usize = 19

/** Whether the last cell was none that this file reads. */
export let isUnread: bool = false

/** NaN for a missing cell (nothing, or a dash) and for one that is left unread. */
export function numberAt(start: usize, end: usize): f64 {
  isUnread = false
  if (start == end) return NaN
  const first = load<u8>(start)
  let at = start
  if (first == 45 || first == 43) {
    at++
    if (at == end) return first == 45 ? NaN : unread()
  }
  const digits = at
  let whole: u64 = 0
  while (at < end && isDigit(at)) whole = whole * 10 + (load<u8>(at++) - 48)
  const wholeDigits = at - digits
  if (wholeDigits > 1 && load<u8>(digits) == 48) return unread()
  let decimals: usize = 0
  if (at < end && load<u8>(at) == 46) {
    const point = ++at
    while (at < end && isDigit(at)) whole = whole * 10 + (load<u8>(at++) - 48)
    decimals = at - point
  }
  const digitCount = wholeDigits + decimals
  if (digitCount == 0 || digitCount > MOST_DIGITS || whole > LARGEST_WHOLE) return unread()
  let power = -(<i32>decimals)
  if (at < end && (load<u8>(at) | 32) == 101) {
    at++
    const sign = at < end ? load<u8>(at) : 0
    if (sign == 45 || sign == 43) at++
    const exponent = at
    let step: i32 = 0
    while (at < end && isDigit(at) && at - exponent < 4) step = step * 10 + (load<u8>(at++) - 48)
    if (at == exponent) return unread()
    power += sign == 45 ? -step : step
  }
  if (at != end || power > LARGEST_POWER || power < -LARGEST_POWER) return unread()
  const value = power < 0 ? <f64>whole / powerOfTen(-power) : <f64>whole * powerOfTen(power)
  return first == 45 ? -value : value
}

function unread(): f64 {
  isUnread = true
  return NaN
}

function isDigit(at: usize): bool {
  return <u32>load<u8>(at) - 48 < 10
}

function powerOfTen(power: i32): f64 {
  return load<f64>(POWERS_OF_TEN + ((<usize>power) << 3))
}
