/**
 * When: a moment as an analyst says it, on this computer's own clock.
 */

const DAY_MS = 86_400_000
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** "today 09:52", "yesterday 17:03", "20 Nov", "20 Nov 2025". */
export function when(momentMs: number, nowMs: number = Date.now()): string {
  const moment = new Date(momentMs)
  const midnight = new Date(nowMs).setHours(0, 0, 0, 0)
  if (momentMs >= midnight) return `today ${clock.format(moment)}`
  if (momentMs >= midnight - DAY_MS) return `yesterday ${clock.format(moment)}`
  const sameYear = moment.getFullYear() === new Date(nowMs).getFullYear()
  return (sameYear ? day : dayAndYear).format(moment)
}
