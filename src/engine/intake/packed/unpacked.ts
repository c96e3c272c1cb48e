/**
 * Unpacked: what comes out of a container on its way to the store, watched.
 *
 * Nothing says beforehand how much it will be, so it is measured as it comes. A container of zeros unpacks to a thousand times its size;
 * flows, even a flood of equal ones, to a hundred times at most: kddcup.data_10_percent.gz, mostly two floods, to 35 times (2026-11-26).
 */

import { bytes as bytesInWords, count } from '../../../wording/numbers'
import type { Pulse } from '../../numeric/pulse'
import { NoRoom, type ByteSink } from '../conversion'
import type { ByteSource } from '../source'
import { Crc32 } from './crc32'

/** A small container may do what it likes. */
const UNWATCHED_BYTES = 67_108_864
const LARGEST_RATIO = 500

export class Unpacked {
  sizeBytes = 0
  private crc = new Crc32()

  constructor(
    private readonly container: ByteSource,
    private readonly sink: ByteSink,
    private readonly pulse: Pulse,
  ) {}

  /**
   * @param bytes copied before the call returns
   * @param packedEnd offset in the container of what they were unpacked from
   * @throws NoRoom, Cancelled
   */
  async take(bytes: Uint8Array, packedEnd: number): Promise<void> {
    this.crc.add(bytes)
    this.sizeBytes += bytes.length
    const ratio = this.sizeBytes / Math.max(1, packedEnd)
    if (this.sizeBytes > UNWATCHED_BYTES && ratio > LARGEST_RATIO) throw bomb(this.container, this.sizeBytes, packedEnd)
    await this.sink.write(bytes)
    this.pulse.report(packedEnd / this.container.sizeBytes)
    await this.pulse.breathe()
  }

  /** Check sum of what has been taken since it was asked for last. */
  checkSum(): number {
    const value = this.crc.value()
    this.crc = new Crc32()
    return value
  }
}

const bomb = ({ name, sizeBytes }: ByteSource, unpackedBytes: number, packedEnd: number): NoRoom =>
  new NoRoom({
    code: 'too-large',
    sentence: `${name} unpacks without end: ${bytesInWords(unpackedBytes)} came out of its first ${bytesInWords(packedEnd)}.`,
    found: `${count(unpackedBytes / Math.max(1, packedEnd))} times its packed size; it has ${bytesInWords(sizeBytes)}`,
    needed: `at most ${count(LARGEST_RATIO)} times beyond ${bytesInWords(UNWATCHED_BYTES)}; flows pack to a tenth or a fiftieth`,
    where: `byte ${count(packedEnd)} of ${name}`,
    advice: 'It was most likely made to fill the memory of whoever opens it; ask where it comes from.',
  })
