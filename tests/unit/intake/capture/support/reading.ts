/**
 * Reading: what a capture gives, packet by packet, as plain values that a test can compare.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Packet, PacketSink } from '../../../../../src/engine/intake/capture/packet'
import { readCapture, type CaptureFacts } from '../../../../../src/engine/intake/capture/read-capture'
import { bytesSource } from '../../../../../src/engine/intake/source'
import { silentPulse } from '../../../../../src/engine/numeric/pulse'
import { SHARED_DATA } from '../../../table/opened'

/** A packet without where its addresses lie, and with what they are. */
export interface SeenPacket extends Omit<Packet, 'bytes' | 'sourceAt' | 'destinationAt' | 'addressLength'> {
  readonly source: string
  readonly destination: string
}

export interface Seen {
  readonly packets: readonly SeenPacket[]
  /** [reason, frame] in the order they came. */
  readonly unread: readonly (readonly [string, number])[]
  readonly facts: CaptureFacts
}

/** "10.0.0.1"; IPv6 in full: "2001:db8:0:0:0:0:0:1". */
export function addressText(bytes: Uint8Array, at: number, length: number): string {
  if (length === 4) return bytes.subarray(at, at + 4).join('.')
  const groups = Array.from({ length: 8 }, (_, i) => (bytes[at + 2 * i]! << 8) | bytes[at + 2 * i + 1]!)
  return groups.map((group) => group.toString(16)).join(':')
}

function seenPacket(packet: Packet): SeenPacket {
  const { bytes, sourceAt, destinationAt, addressLength, ...rest } = packet
  return {
    ...rest,
    source: addressText(bytes, sourceAt, addressLength),
    destination: addressText(bytes, destinationAt, addressLength),
  }
}

/** @param sliceBytes how much is read at once */
export async function seen(file: Uint8Array, sliceBytes?: number): Promise<Seen> {
  const packets: SeenPacket[] = []
  const unread: [string, number][] = []
  const sink: PacketSink = {
    packet: (packet) => void packets.push(seenPacket(packet)),
    unread: (reason, frame) => void unread.push([reason, frame]),
  }
  const read = await readCapture(bytesSource('made.pcap', file), sink, silentPulse, sliceBytes)
  if (!read.ok) throw new Error(`${read.failure.code}: ${read.failure.sentence}`)
  return { packets, unread, facts: read.value }
}

const FOLDER = new URL('pcap/', SHARED_DATA)

export const sharedCaptureNames = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter((name) => /\.pcap(ng)?(\.gz)?$/.test(name))
  : []

/** A real capture, unpacked. */
export function sharedCapture(name: string): Uint8Array {
  const bytes = readFileSync(new URL(name, FOLDER))
  return new Uint8Array(name.endsWith('.gz') ? gunzipSync(bytes) : bytes)
}

/** What tshark counted: column → text, by the file's name. */
export function tsharkCounts(): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const [head = '', ...lines] = readFileSync(new URL('tshark-counts.tsv', FOLDER), 'utf8').trim().split('\n')
  const names = head.split('\t')
  const rows = lines.map((line) => Object.fromEntries(line.split('\t').map((cell, i) => [names[i]!, cell])))
  return new Map(rows.map((row) => [row['file']!.split('/').pop()!, row]))
}
