/**
 * History: the letters that say what happened in a flow, in order; upper case for the originator, lower case for the responder.
 *
 * Source: docs.zeek.org, conn.log, "history": s a SYN, h a SYN+ACK, a a pure ACK, d payload, f a FIN, r a RST, g a gap, t payload sent again, w a zero window,
 * i FIN+RST, q SYN with FIN or RST, ^ the direction was turned. Each stands once for each side; but s, h, f and r again if their
 * sequence number is another one, and g, t and w again for the 10th, 100th … time. Not told: c (bad checksum), for packets
 * captured on the sending host have none yet, and x.
 */

import { HISTORY_BYTES, ORIGINATOR, SideWord, sideWords, Word, WORDS, type Side } from './flow-fields'
import type { FlowStore } from './flow-store'

/** Each is a bit of its own and its letter's ASCII code. */
export const Letter = {
  syn: { bit: 1, code: 0x53 },
  handshake: { bit: 2, code: 0x48 },
  acknowledgement: { bit: 4, code: 0x41 },
  data: { bit: 8, code: 0x44 },
  fin: { bit: 16, code: 0x46 },
  reset: { bit: 32, code: 0x52 },
  inconsistent: { bit: 64, code: 0x49 },
  severalFlags: { bit: 128, code: 0x51 },
} as const
type Letter = (typeof Letter)[keyof typeof Letter]

/** Letters that count, by where their count stands. */
const COUNTED = {
  [SideWord.retransmissionCount]: 0x54,
  [SideWord.zeroWindowCount]: 0x57,
  [SideWord.gapCount]: 0x47,
} as const

const FLIPPED = 0x5e
const LOWER = 0x20

/** Puts the letter down if the side has not had it. @returns whether it has had it before */
export function tell(store: FlowStore, slot: number, side: Side, { bit, code }: Letter): boolean {
  const at = sideWords(slot, side) + SideWord.letters
  if ((store.words[at]! & bit) !== 0) return true
  store.words[at]! |= bit
  write(store, slot, side, code)
  return false
}

/** Puts the letter down again if the packet is another one than the last of its kind. */
export function tellEach(
  store: FlowStore,
  slot: number,
  side: Side,
  letter: Letter,
  field: typeof SideWord.synSequence | typeof SideWord.finSequence | typeof SideWord.rstSequence,
  sequence: number,
): void {
  const at = sideWords(slot, side) + field
  if (tell(store, slot, side, letter) && store.words[at] !== sequence) write(store, slot, side, letter.code)
  store.words[at] = sequence
}

/** Counts, and puts the letter down for the 1st, 10th, 100th … time. */
export function tellCounted(store: FlowStore, slot: number, side: Side, field: keyof typeof COUNTED): void {
  const count = ++store.words[sideWords(slot, side) + field]!
  if (isPowerOfTen(count)) write(store, slot, side, COUNTED[field])
}

export const tellFlipped = (store: FlowStore, slot: number): void => append(store, slot, FLIPPED)

function isPowerOfTen(count: number): boolean {
  let power = 1
  while (power < count) power *= 10
  return power === count
}

const write = (store: FlowStore, slot: number, side: Side, code: number): void =>
  append(store, slot, side === ORIGINATOR ? code : code | LOWER)

/** What does not fit the 32 letters is left out. */
function append({ words, history }: FlowStore, slot: number, code: number): void {
  const at = slot * WORDS + Word.historyLength
  const length = words[at]!
  if (length === HISTORY_BYTES) return
  history[slot * HISTORY_BYTES + length] = code
  words[at] = length + 1
}
