/**
 * Renamed: assignments under other cluster indices.
 */

/** @param newIndex per index the one it is to have */
export function renamed(assignments: Uint8Array, newIndex: Uint8Array): Uint8Array {
  const result = assignments.slice()
  if (newIndex.every((index, before) => index === before)) return result
  for (let row = 0; row < result.length; row++) result[row] = newIndex[result[row]!]!
  return result
}
