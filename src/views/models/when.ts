/**
 * When: a moment as a list shows it: "19 Nov 09:41", with the year if it is not this one's.
 */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

const twoDigits = (value: number): string => String(value).padStart(2, '0')

export function whenWords(ms: number, nowMs: number): string {
  const then = new Date(ms)
  const day = `${then.getDate()} ${MONTHS[then.getMonth()]}`
  if (then.getFullYear() !== new Date(nowMs).getFullYear()) return `${day} ${then.getFullYear()}`
  return `${day} ${twoDigits(then.getHours())}:${twoDigits(then.getMinutes())}`
}
