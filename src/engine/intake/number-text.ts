/**
 * Number text: which texts of a file are numbers, and which only look like it.
 *
 * A number is a decimal with an optional sign, point and exponent, or a spelling of infinity. Not numbers, because
 * they would lose what they say: 007 and 08123 (an identifier or a postcode; the zeros matter), whole numbers beyond
 * 2⁵³ (an id; a double would change its last digits), 1,234 (a comma is too often a delimiter) and 0x1f (flags, not an amount).
 */

const POWERS_OF_TEN = Array.from({ length: 16 }, (_, exponent) => Number(`1e${exponent}`))

const INFINITIES: ReadonlyMap<string, number> = new Map(
  ['inf', 'infinity'].flatMap((word) => [
    [word, Infinity],
    [`+${word}`, Infinity],
    [`-${word}`, -Infinity],
  ]),
)

/**
 * @param text without white space around it
 * @returns NaN for what is no number
 */
export function numberOf(text: string): number {
  const length = text.length
  let index = 0
  const first = text.charCodeAt(0)
  if (first === 45 || first === 43) index = 1
  const start = index
  let whole = 0
  let code = 0
  for (; index < length; index++) {
    code = text.charCodeAt(index) - 48
    if (code < 0 || code > 9) break
    whole = whole * 10 + code
  }
  const wholeDigits = index - start
  if (index === length) return wholeNumber(whole, wholeDigits, text, start)
  if (code !== -2 || (wholeDigits > 1 && text.charCodeAt(start) === 48)) return otherNumber(text, start)
  const point = index++
  for (; index < length; index++) {
    code = text.charCodeAt(index) - 48
    if (code < 0 || code > 9) return otherNumber(text, start)
    whole = whole * 10 + code
  }
  const decimals = length - point - 1
  // Below 10¹⁵ the digits are exact in a double, and so is the quotient by a power of ten (Clinger 1990).
  if (wholeDigits + decimals > 15 || wholeDigits + decimals === 0) return otherNumber(text, start)
  const value = whole / POWERS_OF_TEN[decimals]!
  return first === 45 ? -value : value
}

function wholeNumber(value: number, digits: number, text: string, start: number): number {
  if (digits === 0 || value > Number.MAX_SAFE_INTEGER || (digits > 1 && text.charCodeAt(start) === 48)) return NaN
  return text.charCodeAt(0) === 45 ? -value : value
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/

function otherNumber(text: string, start: number): number {
  const first = text.charCodeAt(start)
  if (first === 73 || first === 105) return INFINITIES.get(text.toLowerCase()) ?? NaN
  if (first === 48 && text.charCodeAt(start + 1) - 48 >= 0 && text.charCodeAt(start + 1) - 48 <= 9) return NaN
  return DECIMAL.test(text) ? Number(text) : NaN
}
