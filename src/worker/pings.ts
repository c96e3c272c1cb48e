/**
 * Pings: when a worker that doesn't answer is taken for dead.
 *
 * A busy one answers between two blocks of rows, within 50 ms; handing a log of 17 million flows on took it 9 s in one piece (2026-11-26,
 * before that was mended). Pings are counted and no clock is asked: a laptop that slept in the middle of a run wakes with hours gone by,
 * and a page that was busy itself has the answers waiting.
 */

export const PING_MS = 1000
/** After so many without an answer it is dead. */
export const LOST_PINGS = 10
