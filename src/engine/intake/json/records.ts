/**
 * Records: the objects of a file one by one, as bytes, whether each has a line of its own or they are members of an array.
 *
 * Slices come in; what has come of a record is held till the rest has.
 */

import type { Pulse } from '../../numeric/pulse'
import { readSlice, type ByteSource } from '../source'

/** Read at once. The rows don't depend on it. */
export const SLICE_BYTES = 262_144
/** An hour of flow tuples of one Azure interface may be one record of some MB. */
export const LONGEST_RECORD = 16_777_216

export interface RecordTaker {
  /**
   * @param bytes have room for one byte behind `to`
   * @param offset of the record in the file
   * @param isCut whether the file ends within the record, or without a line end behind it
   */
  take(bytes: Uint8Array<ArrayBuffer>, from: number, to: number, offset: number, isCut: boolean): void
  /** @param bytes the record's first ones */
  refuseLong(bytes: Uint8Array, offset: number): void
  /** Whether what it has written is to be given away before more comes. */
  readonly isFull: boolean
  flush(): Promise<void>
  /** Whether more records would change nothing. */
  readonly isDone: boolean
}

/** How records are told apart in bytes that come bit by bit. */
export interface Cutting {
  /** Of the record found last: its bytes, and where what is behind it begins. */
  readonly from: number
  readonly to: number
  readonly after: number
  /** Finds the next record. @param at where to go on; all bytes before it have been looked at @returns false if it isn't whole yet */
  next(bytes: Uint8Array, at: number): boolean
  /** Where the record begins that isn't whole yet; −1 if none has begun. */
  readonly begun: number
  /** The bytes that have been looked at stand further in front now. */
  moveBack(by: number): void
  /** The record that has begun won't be read. */
  skip(): void
}

/**
 * @param start of the first byte to look at
 * @throws SourceLost, Cancelled
 */
export async function readRecords(
  source: ByteSource,
  start: number,
  cutting: Cutting,
  taker: RecordTaker,
  pulse: Pulse,
  sliceBytes = SLICE_BYTES,
): Promise<void> {
  let room = new Uint8Array(Math.min(2 * sliceBytes, source.sizeBytes) + 1)
  let held = 0
  let at = start
  const load = (from: number): Promise<Uint8Array> | null => {
    if (from >= source.sizeBytes) return null
    const coming = readSlice(source, from, Math.min(source.sizeBytes, from + sliceBytes))
    // Whoever awaits it hears of a failure; nobody may, if the work is cancelled first.
    coming.catch(() => undefined)
    return coming
  }
  for (let coming = load(at); coming !== null && !taker.isDone;) {
    const slice: Uint8Array = await coming
    const base = at - held
    at += slice.length
    coming = load(at)
    room = withRoom(room, held, held + slice.length + 1)
    room.set(slice, held)
    const bytes = room.subarray(0, held + slice.length)
    for (let from = held; !taker.isDone && cutting.next(bytes, from); from = cutting.after) {
      taker.take(room, cutting.from, cutting.to, base + cutting.from, false)
      if (taker.isFull) await taker.flush()
    }
    if (cutting.begun >= 0 && bytes.length - cutting.begun > LONGEST_RECORD) {
      taker.refuseLong(bytes.subarray(cutting.begun), base + cutting.begun)
      cutting.skip()
    }
    const kept = cutting.begun < 0 ? bytes.length : cutting.begun
    room.copyWithin(0, kept, bytes.length)
    held = bytes.length - kept
    cutting.moveBack(kept)
    pulse.report(at / source.sizeBytes, 0)
    await pulse.breathe()
  }
  if (held > 0 && !taker.isDone) taker.take(room, 0, held, source.sizeBytes - held, true)
  await taker.flush()
}

function withRoom(room: Uint8Array<ArrayBuffer>, held: number, byteCount: number): Uint8Array<ArrayBuffer> {
  if (byteCount <= room.length) return room
  const larger = new Uint8Array(Math.max(byteCount, 2 * room.length))
  larger.set(room.subarray(0, held))
  return larger
}
