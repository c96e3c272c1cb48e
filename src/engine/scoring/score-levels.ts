/**
 * Score levels: the different scores of a file's stranger half, the largest first.
 *
 * Equal scores are one level: a flood of a thousand equal flows is one place on the axis, not a thousand.
 */

import type { Pulse } from '../numeric/pulse'
import { orderByKey } from '../numeric/radix-order'

/** Half of the rows are ordinary by definition: contamination is a share in (0, 0.5]. */
const STRANGER_SHARE = 0.5

/** All scores of the stranger half, descending; of equal scores all or none, and none that isn't above 0. O(n). */
export async function strangerHalf(
  scores: Float32Array | Float64Array,
  breathe: Pulse['breathe'],
): Promise<Float64Array> {
  const rows = new Uint32Array(scores.length)
  for (let row = 0; row < rows.length; row++) rows[row] = row
  const order = await orderByKey(rows, scores, true, breathe)
  const wanted = Math.floor(STRANGER_SHARE * scores.length)
  const tail = new Float64Array(wanted)
  for (let place = 0; place < wanted; place++) tail[place] = scores[order[place]!]!
  await breathe()
  const beyond = wanted < scores.length ? scores[order[wanted]!]! : -Infinity
  let end = wanted
  while (end > 0 && (tail[end - 1]! <= 0 || tail[end - 1] === beyond)) end--
  return tail.subarray(0, end)
}

/** The different scores, the largest first, and how many rows have one of the first so many. */
export interface Levels {
  readonly values: Float64Array
  /** Per level, rows with its score or a larger one. */
  readonly rowsFrom: Uint32Array
}

/**
 * @param tail descending
 * @param isKept whether the row at a place of the tail counts; all do without it
 */
export function levelsOf(tail: Float64Array, isKept: (place: number) => boolean = () => true): Levels {
  const values = new Float64Array(tail.length)
  const rowsFrom = new Uint32Array(tail.length)
  let [count, rows] = [0, 0]
  for (let place = 0; place < tail.length; place++) {
    if (!isKept(place)) continue
    if (count === 0 || values[count - 1] !== tail[place]) values[count++] = tail[place]!
    rowsFrom[count - 1] = ++rows
  }
  return { values: values.subarray(0, count), rowsFrom: rowsFrom.subarray(0, count) }
}
