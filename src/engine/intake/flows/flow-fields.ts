/**
 * Flow fields: where each number of an open flow stands in the store's arrays.
 *
 * The fields of a flow stand side by side, so that a packet touches few lines of the cache. A flow has two sides: the originator's and the
 * responder's, each with the same fields. 480 bytes a flow.
 */

import { KEY_WORDS } from './flow-key'

/** Sides of a flow. */
export const ORIGINATOR = 0
export const RESPONDER = 1
export type Side = typeof ORIGINATOR | typeof RESPONDER

/** Of one side, whole numbers below 2^32. */
export const SideWord = {
  packetCount: 0,
  smallestPayload: 1,
  largestPayload: 2,
  finCount: 3,
  synCount: 4,
  rstCount: 5,
  pshCount: 6,
  urgCount: 7,
  /** `Endpoint`, and the one before. */
  state: 8,
  stateBefore: 9,
  /** 1 once it has sent a FIN or a RST that counts. */
  isClosed: 10,
  /** Sequence numbers: that of the SYN, and the next one after all that was sent. */
  firstSequence: 11,
  nextSequence: 12,
  /** Bits of `Letter`. */
  letters: 13,
  synSequence: 14,
  finSequence: 15,
  rstSequence: 16,
  retransmissionCount: 17,
  zeroWindowCount: 18,
  gapCount: 19,
} as const
const SIDE_WORDS = 20

export const Word = {
  /** The next flow of the same hash, or the next free place. */
  next: 0,
  hash: 1,
  /** Neighbours among the flows that wait for the same. */
  before: 2,
  after: 3,
  /** `Waiting`. */
  waiting: 4,
  key: 5,
  firstFrame: 5 + KEY_WORDS,
  vlan: 6 + KEY_WORDS,
  /** 1 if the originator is the endpoint that stands first in the key. */
  originatorIsFirst: 7 + KEY_WORDS,
  historyLength: 8 + KEY_WORDS,
  sides: 9 + KEY_WORDS,
} as const
export const WORDS = Word.sides + 2 * SIDE_WORDS

/** Of one side; times in nanoseconds. */
export const SideAmount = {
  ipBytes: 0,
  payloadBytes: 1,
  payloadSquares: 2,
  lastTime: 3,
  /** Pauses: between two packets of the side. */
  pauseSum: 4,
  pauseSquares: 5,
  shortestPause: 6,
  longestPause: 7,
  /** Sequence space that was used up, from the SYN on; beyond 32 bits. */
  sequenceLength: 8,
  /** Bytes that were jumped over and may still come. */
  missing: 9,
  /** Bytes that were acknowledged though they never came. */
  missed: 10,
} as const
const SIDE_AMOUNTS = 11

/** Times in nanoseconds since the capture's first whole second, by its clock (capture-clock.ts); `stamp` is the start as the capture has it. */
export const Amount = { start: 0, last: 1, waitingSince: 2, stamp: 3, sides: 4 } as const
export const AMOUNTS = Amount.sides + 2 * SIDE_AMOUNTS

export const HISTORY_BYTES = 32

export const sideWords = (slot: number, side: Side): number => slot * WORDS + Word.sides + side * SIDE_WORDS
export const sideAmounts = (slot: number, side: Side): number => slot * AMOUNTS + Amount.sides + side * SIDE_AMOUNTS
