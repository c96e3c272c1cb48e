/**
 * Sentences: the small joints of English that every finding needs.
 */

const SPELLED = [
  'None',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
] as const

/** A small number to begin a sentence with: 7 → "Seven"; from 13 on in digits: "25,192". */
export function spell(value: number): string {
  return SPELLED[value] ?? String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** The same inside a sentence: 7 → "seven". */
export const spellInside = (value: number): string => spell(value).toLowerCase()

/** ['a', 'b', 'c'] → "a, b and c". */
export function listOf(items: readonly string[], joint = 'and'): string {
  if (items.length < 2) return items[0] ?? ''
  return `${items.slice(0, -1).join(', ')} ${joint} ${items[items.length - 1]}`
}

/** (1, 'flow') → "flow", (2, 'flow') → "flows"; (2, 'entry', 'entries') → "entries". Without the number. */
export const plural = (value: number, one: string, many = `${one}s`): string => (value === 1 ? one : many)

/** "bytes sent" → "Bytes sent". */
export const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** "Bytes sent" → "bytes sent", but "SSH" and "TCP flags" stay as they are. */
export const lowerFirst = (text: string): string =>
  /^[A-Z][a-z ]/.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text

/** Cuts a text that comes from a file to a length that a sentence can bear. */
export const shortened = (text: string, length = 40): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`
