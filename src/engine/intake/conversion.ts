/**
 * Conversion: what a format that is no delimited text has to offer so that its rows can be read.
 *
 * A converter turns a file into what it holds: a container into the file inside, which is recognised anew; anything else into a
 * delimited text, one line a row, that the scanner reads like every other. So there is one way from rows to columns, however the
 * rows came. A new format is one more converter in `converters.ts`.
 */

import type { Failure, Outcome } from '../failure'
import type { Pulse } from '../numeric/pulse'
import type { ReadOptions, RefusedLine, RowUnit, Skipped } from './facts'
import type { Plan } from './plan'
import { bytesSource, type ByteSource } from './source'

/** Thrown while converting when what comes out can't be kept; turned into a failure at the room's door, as `SourceLost` is. */
export class NoRoom extends Error {
  constructor(readonly failure: Failure) {
    super(failure.sentence)
    this.name = 'NoRoom'
  }
}

/** Takes what a conversion writes; then hands it out as a source. */
export interface ByteSink {
  /**
   * @param bytes copied before the call returns
   * @throws NoRoom
   */
  write(bytes: Uint8Array): Promise<void>
  finish(): Promise<ByteSource>
  /** Gives back what it holds. To be called if `finish` won't be. */
  drop(): Promise<void>
}

/** Where converted bytes are kept: in memory, or where the host has more room. */
export interface ByteStore {
  open(name: string): ByteSink
}

/** A part of a store that is given back as a whole, with all that was kept in it, once the file it was for is no longer open. */
export interface ByteShelf extends ByteStore {
  clear(): Promise<void>
}

/** A file's first bytes, as they are, and read as text. */
export interface ForeignHead {
  readonly bytes: Uint8Array
  readonly text: string
  /** Whether that is the whole file. */
  readonly whole: boolean
}

export interface Converter {
  /** "gzip", "pcap" */
  readonly name: string
  /** Whether the file is of this format, judged by what it holds, never by its name. */
  recognise(head: ForeignHead): boolean
  /**
   * The keys of a file's first lines, where several such files can be converted as one, one behind the other, though their keys differ;
   * null where they can't. Without it, never.
   */
  keysOfLines?(head: ForeignHead): ReadonlySet<string> | null
  /** @throws SourceLost, Cancelled */
  convert(
    source: ByteSource,
    head: ForeignHead,
    options: ReadOptions,
    store: ByteStore,
    pulse: Pulse,
  ): Promise<Outcome<Converted>>
}

export type Converted = Unpacked | ConvertedTable

export interface Unpacked {
  readonly kind: 'container'
  /** "gzip" */
  readonly container: string
  /** What was inside, under its own name; several files of one kind as a bundle (bundle.ts). */
  readonly inside: ByteSource
  readonly warnings: readonly string[]
  /** Whether it was cut off or damaged, and only a part of it could be unpacked. */
  readonly partlyRead?: boolean
}

export interface ConvertedTable {
  readonly kind: 'table'
  /** UTF-8, read by `plan`. */
  readonly text: ByteSource
  /** How the text is to be read: nothing of it is guessed. Its format and schema are the file's. */
  readonly plan: Plan
  readonly facts: ConvertedFacts
}

/** What only the converter knows of the file. */
export interface ConvertedFacts {
  /** What a row of the text was in the file. */
  readonly unit: RowUnit
  readonly skipped: readonly Skipped[]
  readonly refusedCount: number
  /** The first 100. */
  readonly refused: readonly RefusedLine[]
  readonly warnings: readonly string[]
  /** Whether it ends, or can't be read on, before it should. */
  readonly partlyRead?: boolean
  /** Packets that the flows of a capture were made of; none where it is no capture. */
  readonly packetCount?: number
}

/** Where nothing but memory is at hand. */
export const memoryStore: ByteStore = {
  open: (name) => {
    const chunks: Uint8Array[] = []
    let sizeBytes = 0
    return {
      write: (bytes) => {
        chunks.push(bytes.slice())
        sizeBytes += bytes.length
        return Promise.resolve()
      },
      finish: () => {
        const whole = new Uint8Array(sizeBytes)
        let at = 0
        for (const chunk of chunks.splice(0)) {
          whole.set(chunk, at)
          at += chunk.length
        }
        return Promise.resolve(bytesSource(name, whole))
      },
      drop: () => {
        chunks.length = 0
        return Promise.resolve()
      },
    }
  },
}
