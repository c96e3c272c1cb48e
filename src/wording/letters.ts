/**
 * Letters: a group is called by its letter everywhere, so that colour is never alone.
 */

/** 0 → "A", 25 → "Z", 26 → "AA", 27 → "AB". */
export function letterOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : letterOf(Math.floor(index / 26) - 1) + last
}
