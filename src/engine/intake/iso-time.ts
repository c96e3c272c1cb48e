/**
 * ISO time: moments counted from 1970 as texts, by arithmetic.
 *
 * Source: ISO 8601; days to dates after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
 */

const DAY_SECONDS = 86_400n

/** (1_700_000_000_123n, 1_000n) → "2023-11-14T22:13:20.123Z". @param perSecond units in a second: 1, 1,000, 1,000,000 or 1,000,000,000 */
export function isoMoment(value: bigint, perSecond: bigint): string {
  const seconds = floorDivide(value, perSecond)
  const fraction = value - seconds * perSecond
  const days = floorDivide(seconds, DAY_SECONDS)
  return `${isoDate(Number(days))}T${clock(seconds - days * DAY_SECONDS, fraction, perSecond)}Z`
}

/** "22:13:20.123" */
export function clock(seconds: bigint, fraction: bigint, perSecond: bigint): string {
  const whole = Number(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map((part) => padded(part, 2))
  const digits = String(perSecond).length - 1
  return fraction === 0n ? parts.join(':') : `${parts.join(':')}.${padded(Number(fraction), digits)}`
}

/** @param day days since 1970-01-01 */
export function isoDate(day: number): string {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0')

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor
  return value % divisor < 0n ? quotient - 1n : quotient
}
