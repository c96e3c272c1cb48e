/**
 * Lassoed rows: what lies inside a line drawn on the map, counted from what the engine has found per row.
 */

export interface GroupCount {
  readonly clusterIndex: number
  readonly rowCount: number
}

/** Most frequent group first; groups without a row are left out. */
export function groupsAmong(rows: Uint32Array, assignments: Uint8Array, clusterCount: number): readonly GroupCount[] {
  const counts = new Uint32Array(clusterCount)
  for (const row of rows) counts[assignments[row]!]!++
  return [...counts]
    .map((rowCount, clusterIndex) => ({ clusterIndex, rowCount }))
    .filter(({ rowCount }) => rowCount > 0)
    .sort((a, b) => b.rowCount - a.rowCount)
}

/** The `most` rows of highest score, strangest first; ties in order of the file. One pass. */
export function strangestAmong(rows: Uint32Array, scores: Float32Array, most: number): readonly number[] {
  const best: number[] = []
  for (const row of rows) {
    const score = scores[row]!
    if (best.length === most && score <= scores[best[most - 1]!]!) continue
    let at = best.length
    while (at > 0 && scores[best[at - 1]!]! < score) at--
    best.splice(at, 0, row)
    if (best.length > most) best.pop()
  }
  return best
}
