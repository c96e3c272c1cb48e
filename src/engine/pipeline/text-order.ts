/**
 * Text order: how the texts of a column are sorted. By code unit, not by locale, so that it is the same on every machine; numeric
 * texts (ports) by size and before the others.
 */

/** @returns per dictionary entry its place in the order of the texts */
export function dictionaryOrder(dictionary: readonly string[]): Uint32Array {
  const sorted = dictionary.map((_, code) => code).sort((a, b) => compareTexts(dictionary[a]!, dictionary[b]!))
  const place = new Uint32Array(dictionary.length)
  sorted.forEach((code, index) => (place[code] = index))
  return place
}

function compareTexts(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)]
  const [leftIsNumber, rightIsNumber] = [a !== '' && Number.isFinite(left), b !== '' && Number.isFinite(right)]
  if (leftIsNumber && rightIsNumber) return left - right
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1
  return a < b ? -1 : a > b ? 1 : 0
}
