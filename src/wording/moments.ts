/**
 * Moments: a time of the file in words, by arithmetic and in the time zone of the file.
 */

const DAY_SECONDS = 86_400
/** Counted from 1970, this is March 1973; what is less is counted from somewhere else. */
const SURELY_EPOCH = 1e8

const two = (value: number): string => String(value).padStart(2, '0')

/** Seconds since 1970 → "2026-03-03 12:04:07"; of less than a day → "12:04:07"; else "90,061 s". */
export function moment(seconds: number): string {
  const whole = Math.floor(seconds)
  const day = Math.floor(whole / DAY_SECONDS)
  const clock = clockOf(whole - day * DAY_SECONDS)
  if (whole >= SURELY_EPOCH) return `${dateOf(day)} ${clock}`
  return day === 0 ? clock : `${String(whole).replace(/\B(?=(\d{3})+$)/g, ',')} s`
}

const clockOf = (seconds: number): string =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two).join(':')

/** Days since 1970-01-01 to year, month and day: H. Hinnant, "chrono-compatible low-level date algorithms" (2013). */
function dateOf(days: number): string {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const year = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100))
  const march = Math.floor((5 * dayOfYear + 2) / 153)
  const month = march < 10 ? march + 3 : march - 9
  const inMarchYear = year + era * 400
  return `${month <= 2 ? inMarchYear + 1 : inMarchYear}-${two(month)}-${two(dayOfYear - Math.floor((153 * march + 2) / 5) + 1)}`
}

/** "12:04:07 to 12:09:31" of one day; both in full where they are of two. */
export function span(first: string, last: string): string {
  if (first === last) return first
  const [dayA, dayB] = [first.split(' ')[0], last.split(' ')[0]]
  return dayA === dayB && first.includes(' ') && first.includes('-')
    ? `${first} to ${last.split(' ')[1]}`
    : `${first} to ${last}`
}
