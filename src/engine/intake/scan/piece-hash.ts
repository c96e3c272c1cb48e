/**
 * Piece hash: the pieces of a file hashed as their bytes stream past, however they are sliced.
 *
 * A piece's hash is FNV-1a 64 over its sixteen lanes and the bytes behind its last whole block; so a piece can be hashed by whoever
 * has it, and the file's fingerprint be made of the pieces' hashes in their order.
 */

import { Fingerprint } from '../fingerprint'
import { BLOCK_BYTES, mixPlainly, startLanes, type MixBlocks } from './lanes'

export const PIECE_BYTES = 1_048_576
export const HASH_BYTES = 8

export class PieceHash {
  private readonly hashes: number[] = []
  private lanes = startLanes()
  /** Bytes of a block that isn't whole yet. */
  private readonly begun = new Uint8Array(BLOCK_BYTES)
  private begunCount = 0
  private pieceLength = 0

  /** @param pieceBytes a multiple of 64 but in tests */
  constructor(private readonly pieceBytes = PIECE_BYTES) {}

  /** @param mix of whole blocks of `bytes`, counted from its start */
  add(bytes: Uint8Array, mix: MixBlocks = (lanes, start, count) => mixPlainly(lanes, bytes, start, count)): void {
    for (let start = 0; start < bytes.length;) {
      const end = Math.min(bytes.length, start + this.pieceBytes - this.pieceLength)
      this.addToPiece(bytes, start, end, mix)
      if (this.pieceLength === this.pieceBytes) this.endPiece()
      start = end
    }
  }

  private addToPiece(bytes: Uint8Array, start: number, end: number, mix: MixBlocks): void {
    this.pieceLength += end - start
    let at = start
    if (this.begunCount > 0) {
      at = Math.min(end, start + BLOCK_BYTES - this.begunCount)
      this.keep(bytes.subarray(start, at))
      if (this.begunCount < BLOCK_BYTES) return
      mixPlainly(this.lanes, this.begun, 0, 1)
      this.begunCount = 0
    }
    const blockCount = Math.floor((end - at) / BLOCK_BYTES)
    if (blockCount > 0) mix(this.lanes, at, blockCount)
    this.keep(bytes.subarray(at + blockCount * BLOCK_BYTES, end))
  }

  private keep(bytes: Uint8Array): void {
    this.begun.set(bytes, this.begunCount)
    this.begunCount += bytes.length
  }

  private endPiece(): void {
    const print = new Fingerprint()
    const words = new DataView(new ArrayBuffer(BLOCK_BYTES))
    this.lanes.forEach((lane, index) => words.setInt32(index * 4, lane, true))
    print.add(new Uint8Array(words.buffer))
    print.add(this.begun.subarray(0, this.begunCount))
    this.hashes.push(...print.bytes())
    this.lanes = startLanes()
    this.begunCount = 0
    this.pieceLength = 0
  }

  /** @returns 8 bytes per piece; the last may be short */
  finish(): Uint8Array {
    if (this.pieceLength > 0) this.endPiece()
    return Uint8Array.from(this.hashes)
  }
}

/** @returns 16 hex digits */
export function fingerprintOf(pieceHashes: Iterable<Uint8Array>): string {
  const print = new Fingerprint()
  for (const hashes of pieceHashes) print.add(hashes)
  return print.text()
}
