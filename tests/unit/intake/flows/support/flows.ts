/**
 * Flows: captures turned into rows that a test can compare, column by name.
 */

import { memoryStore } from '../../../../../src/engine/intake/conversion'
import { convert } from '../../../../../src/engine/intake/converters'
import { FlowAssembler } from '../../../../../src/engine/intake/flows/assembler'
import type { ConversationCounts } from '../../../../../src/engine/intake/flows/conversations'
import { readCapture } from '../../../../../src/engine/intake/capture/read-capture'
import { FLOW_COLUMNS, FlowRows } from '../../../../../src/engine/intake/flows/flow-rows'
import { bytesSource } from '../../../../../src/engine/intake/source'
import { silentPulse } from '../../../../../src/engine/numeric/pulse'
import { filler } from '../../../../fixtures/captures/octets'
import { ethernet, EtherType, ip4, tcp, TcpFlag, udp } from '../../../../fixtures/captures/packets'
import { pcapFile, type MadeFrame } from '../../../../fixtures/captures/pcap-file'

export type Row = Readonly<Record<string, string>>

export interface Flows {
  readonly csv: string
  readonly rows: readonly Row[]
  readonly conversations: ConversationCounts | null
}

export async function flowsOf(file: Uint8Array, mostOpen?: number, sliceBytes?: number): Promise<Flows> {
  const rows = new FlowRows()
  const assembler = new FlowAssembler(rows, mostOpen)
  const read = await readCapture(bytesSource('made.pcap', file), assembler, silentPulse, sliceBytes)
  if (!read.ok) throw new Error(read.failure.sentence)
  assembler.finish()
  const csv = new TextDecoder().decode(rows.text.written)
  return { csv, rows: rowsOf(csv), conversations: assembler.conversationCounts }
}

export function rowsOf(csv: string): Row[] {
  const lines = csv.split('\n').slice(0, -1)
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [FLOW_COLUMNS[i]!, cell])))
}

export const converted = (file: Uint8Array): ReturnType<typeof convert> =>
  convert(bytesSource('made.pcap', file), {}, memoryStore, silentPulse)

const FLAGS: Readonly<Record<string, number>> = {
  S: TcpFlag.syn,
  A: TcpFlag.ack,
  F: TcpFlag.fin,
  R: TcpFlag.rst,
  P: TcpFlag.psh,
  U: TcpFlag.urg,
}

/** Made in words: the client is 10.0.0.1:4000, the server 10.0.0.2:80. */
export interface Segment {
  readonly from: 'client' | 'server'
  /** "SA" */
  readonly flags: string
  readonly sequence: number
  readonly acknowledgement?: number
  readonly payload?: number
  /** Since the first packet. */
  readonly seconds?: number
  readonly window?: number
}

export function segment(made: Segment): MadeFrame {
  const isClient = made.from === 'client'
  const ports = isClient ? { sourcePort: 4000, destinationPort: 80 } : { sourcePort: 80, destinationPort: 4000 }
  const flags = Array.from(made.flags).reduce((sum, letter) => sum | FLAGS[letter]!, 0)
  const { sequence, acknowledgement = 0, payload = 0, window = 1000 } = made
  const bytes = tcp({ ...ports, flags, sequence, acknowledgement, window }, filler(payload))
  return at(made.seconds ?? 0, ipFrame(isClient, 6, bytes))
}

export const datagram = (from: 'client' | 'server', seconds: number, payload = 10): MadeFrame =>
  at(
    seconds,
    ipFrame(from === 'client', 17, from === 'client' ? udp(4000, 53, filler(payload)) : udp(53, 4000, filler(payload))),
  )

export function ipFrame(isClient: boolean, protocol: number, payload: Uint8Array): Uint8Array {
  const [source, destination] = isClient ? ['10.0.0.1', '10.0.0.2'] : ['10.0.0.2', '10.0.0.1']
  return ethernet({ type: EtherType.ip4 }, ip4({ source: source!, destination: destination!, protocol }, payload))
}

export const at = (seconds: number, bytes: Uint8Array): MadeFrame => ({
  seconds: 1_700_000_000 + Math.floor(seconds),
  nanoseconds: Math.round((seconds % 1) * 1_000_000_000),
  bytes,
})

export const flowsOfFrames = (frames: readonly MadeFrame[], mostOpen?: number): Promise<Flows> =>
  flowsOf(pcapFile(frames), mostOpen)
export const flowsOfSegments = (segments: readonly Segment[]): Promise<Flows> => flowsOfFrames(segments.map(segment))
