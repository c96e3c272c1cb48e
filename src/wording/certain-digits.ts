/**
 * Certain digits: a number of the file as the screen shows it, without a digit that the file may not have.
 *
 * A double holds 15 digits of any decimal; 16 and 17 are written where the number needs them. A decimal of more than 17 in the file
 * (1331901000.123456789) comes back with its last two wrong, so a number that needs 17 is shown to its 15th, with an ellipsis behind. Whole
 * numbers beyond 2⁵³ never come here: they are texts (engine/intake/number-text.ts).
 */

const CERTAIN_DIGITS = 15
const MOST_DIGITS = 17

/** @param text a number as JavaScript writes it */
export function certainDigits(text: string): string {
  const [mantissa = '', exponent] = text.split('e')
  const digitCount = mantissa.replace(/^-?[0.]*/, '').replace('.', '').length
  if (digitCount < MOST_DIGITS) return text
  const cut = `${mantissa.slice(0, CERTAIN_DIGITS - digitCount)}…`
  return exponent === undefined ? cut : `${cut}e${exponent}`
}
