/**
 * Record: one packet as a capture file holds it, before anything in it is read, and whoever takes such records.
 */

import { Clock } from './clock'

/** Where packets were captured: pcapng describes several, pcap's file header one. */
export interface CaptureInterface {
  /** LINKTYPE_…, tcpdump.org's list. */
  readonly linkType: number
  /** Empty where the file doesn't say. */
  readonly name: string
  /** The most bytes kept of a packet; 0 means no limit. */
  readonly snapLengthBytes: number
  /** Bytes of frame check sequence behind every packet. */
  readonly checkBytes: number
  readonly clock: Clock
  frameCount: number
}

/** Filled again for every packet. */
export interface CaptureRecord {
  /** From 1. */
  frame: number
  /** Where the record lies, its own header included; good until the next call of `settle` returns. */
  bytes: Uint8Array
  start: number
  end: number
  /** Where the packet itself begins. */
  dataAt: number
  capturedBytes: number
  /** Never less than `capturedBytes`. */
  wireBytes: number
  /** Since 1970, UTC. A record without a time has that of the one before it. */
  seconds: number
  nanoseconds: number
  timeless: boolean
  interface: CaptureInterface
  /** Why the packet can't be told from the record; null as a rule. */
  broken: string | null
}

export interface RecordTaker {
  /**
   * What describes the packets to come: pcap's file header, pcapng's section headers and interfaces.
   * @param bytes good until the next call of `settle` returns
   */
  description(bytes: Uint8Array, kind: 'file' | 'section' | 'interface'): void
  /** @param record good until the call returns */
  record(record: CaptureRecord): void
  /** Called after every slice, for takers that have to wait for others. */
  settle?(): Promise<void>
}

/** Why reading stopped before the file's end. */
export interface Stop {
  /** Of the record that can't be read. */
  readonly offset: number
  readonly sentence: string
}

export const captureInterface = (
  linkType: number,
  details: Partial<Omit<CaptureInterface, 'linkType' | 'frameCount'>> = {},
): CaptureInterface => ({
  linkType,
  name: '',
  snapLengthBytes: 0,
  checkBytes: 0,
  clock: new Clock(1_000_000, 0),
  ...details,
  frameCount: 0,
})

export const emptyRecord = (): CaptureRecord => ({
  frame: 0,
  bytes: new Uint8Array(0),
  start: 0,
  end: 0,
  dataAt: 0,
  capturedBytes: 0,
  wireBytes: 0,
  seconds: 0,
  nanoseconds: 0,
  timeless: false,
  interface: captureInterface(1),
  broken: null,
})
