/**
 * Exact text: numbers of typed columns as the shortest text that means just them.
 */

/** Not finite: there is no number. */
export const doubleText = (value: number): string => (Number.isFinite(value) ? String(value) : '')

/** Of a number that was kept in 32 bits: 0.1, not 0.10000000149011612. */
export function singleText(value: number): string {
  if (!Number.isFinite(value)) return ''
  if (Number.isInteger(value)) return String(value)
  for (const digits of [6, 7, 8]) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return String(short)
  }
  return String(Number(value.toPrecision(9)))
}

/** (−12345n, 2) → "−123.45", with a plain minus. @param scale digits behind the point, at least 0 */
export function decimalText(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const sign = unscaled < 0n ? '-' : ''
  return scale === 0 ? `${sign}${digits}` : `${sign}${whole}.${digits.slice(-scale)}`
}
