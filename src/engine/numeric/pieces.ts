/**
 * Pieces: a walk over rows that is too long for one breath, where no sum depends on where it is cut.
 */

import type { Pulse } from './pulse'

/** Some milliseconds of simple work per row, such as a look-up. */
const PIECE_ROWS = 32_768

/** Calls `work` with consecutive ranges of 0 … count, and breathes after each. */
export async function inPieces(
  count: number,
  work: (first: number, pastLast: number) => void,
  breathe: Pulse['breathe'],
): Promise<void> {
  for (let first = 0; first < count; first += PIECE_ROWS) {
    work(first, Math.min(count, first + PIECE_ROWS))
    await breathe()
  }
}
