/**
 * Readable JSON: a model as text a person can read and compare: two spaces, one thing per line, but lists of numbers and
 * other short lists on a line of their own, so that a centroid is a line and not a page.
 */

const LONGEST_SHORT = 100

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object'

function lines(value: unknown, indent: string): string {
  if (isPlain(value)) return JSON.stringify(value)
  const inner = `${indent}  `
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one === 'number')) return `[${value.join(', ')}]`
    const short = value.every(isPlain) ? `[${value.map((one) => JSON.stringify(one)).join(', ')}]` : null
    if (short !== null && short.length <= LONGEST_SHORT) return short
    return `[\n${value.map((one) => inner + lines(one, inner)).join(',\n')}\n${indent}]`
  }
  const pairs = Object.entries(value as object).filter(([, one]) => one !== undefined)
  const short = pairs.every(([, one]) => isPlain(one))
    ? `{ ${pairs.map(([key, one]) => `${JSON.stringify(key)}: ${JSON.stringify(one)}`).join(', ')} }`
    : null
  if (short !== null && short.length + indent.length <= LONGEST_SHORT) return pairs.length === 0 ? '{}' : short
  return `{\n${pairs.map(([key, one]) => `${inner}${JSON.stringify(key)}: ${lines(one, inner)}`).join(',\n')}\n${indent}}`
}

/** The same value as `JSON.stringify` writes; numbers must be finite, as they are in a model. */
export const readableJson = (value: unknown): string => `${lines(value, '')}\n`
