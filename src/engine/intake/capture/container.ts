/**
 * Container: what pcap and pcapng have in common for whoever walks through one.
 */

import { bytes as bytesInWords, count } from '../../../wording/numbers'
import type { ByteWindow } from './byte-window'
import type { CaptureInterface, RecordTaker, Stop } from './record'

export interface Container {
  readonly name: 'pcap' | 'pcapng'
  /** In the order of the file, at most as many as are worth listing; all are counted. */
  readonly interfaces: readonly CaptureInterface[]
  readonly interfaceCount: number
  readonly frameCount: number
  /** Hands over every record that is whole in the input. @returns why it can't go on, or null: it needs more bytes */
  take(input: ByteWindow, taker: RecordTaker): Stop | null
  /** What to say of a file that ends inside a record. */
  cut(input: ByteWindow): Stop
}

/** @param what that which is cut: "frame 28" */
export const cutShort = (what: string, input: ByteWindow): Stop => ({
  offset: input.offset,
  sentence:
    `The file ends inside ${what}, which begins at byte ${count(input.offset)}: only ` +
    `${bytesInWords(input.end - input.at)} of it are there. Everything before it was read.`,
})
