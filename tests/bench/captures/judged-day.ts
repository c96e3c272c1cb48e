/**
 * Judged day: the flows of a capture as a CSV with a header, and which of them are attacks.
 */

import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Packet } from '../../../src/engine/intake/capture/packet'
import { readCapture } from '../../../src/engine/intake/capture/read-capture'
import { FlowAssembler } from '../../../src/engine/intake/flows/assembler'
import { FLOW_COLUMNS, FlowRows } from '../../../src/engine/intake/flows/flow-rows'
import { bytesSource } from '../../../src/engine/intake/source'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../src/engine/numeric/random'
import { ATTACK_KINDS } from '../days/attack-kinds'
import { attack } from '../days/attacks'
import { packetsOfDay } from '../days/day-packets'
import { ordinaryDay, SHAPES } from '../days/shapes'

export interface JudgedDay {
  readonly csv: Uint8Array
  /** Per row. */
  readonly attacks: Uint8Array
}

const dayOf = (lines: readonly string[], isAttack: (line: number) => boolean): JudgedDay => ({
  csv: new TextEncoder().encode([FLOW_COLUMNS.join(','), ...lines, ''].join('\n')),
  attacks: Uint8Array.from(lines, (_, line) => (isAttack(line) ? 1 : 0)),
})

const linesOf = (rows: FlowRows): string[] => new TextDecoder().decode(rows.text.written).split('\n').slice(0, -1)

function flowLines(packets: Iterable<Packet>): string[] {
  const rows = new FlowRows()
  const assembler = new FlowAssembler(rows)
  for (const packet of packets) assembler.packet(packet)
  assembler.finish()
  return linesOf(rows)
}

/** A generated day with every kind of attack planted. @param share of the flows, (0, 1) */
export function madeDay(seed: number, rowCount: number, share: number): JudgedDay {
  const random = seededRandom(Math.imul(seed + 1, 0x9e3779b1) >>> 0)
  const { network, flows } = ordinaryDay(random, SHAPES[seed % SHAPES.length]!, rowCount * (1 - share))
  const each = Math.max(1, Math.round((flows.length * share) / (1 - share) / ATTACK_KINDS.length))
  const planted = ATTACK_KINDS.flatMap((kind) => attack(random, kind, each, network))
  const packets = packetsOfDay([...flows, ...planted], random)
  const lines = flowLines(packets.map(({ packet }) => packet))
  const kindOf = (line: string): string => packets[Number(line.slice(line.lastIndexOf(',') + 1)) - 1]!.kind
  return dayOf(lines, (line) => (ATTACK_KINDS as readonly string[]).includes(kindOf(lines[line]!)))
}

async function linesOfFile(path: string): Promise<string[]> {
  const bytes = readFileSync(path)
  const rows = new FlowRows()
  const assembler = new FlowAssembler(rows)
  const whole = path.endsWith('.gz') ? gunzipSync(bytes) : bytes
  const read = await readCapture(bytesSource(basename(path), new Uint8Array(whole)), assembler, silentPulse)
  if (!read.ok) throw new Error(read.failure.sentence)
  assembler.finish()
  return linesOf(rows)
}

const ORDINARY = ['wikipedia.pcap', 'sample.pcap', 'echo-connections.pcap.gz']
const ATTACKS = ['sshguess.pcap', 'dns_exfiltration.pcap']
/** A scan is nearly two thousand flows alike: so few of them are kept. */
const SCAN = 'synscan.pcap'
const EVERY = 170

/** Real captures put together: visits of pages and a program of echoes, and among them guesses at passwords, a tunnel through DNS and a thin scan. */
export async function realDay(folder: string): Promise<JudgedDay> {
  const read = async (names: readonly string[]): Promise<string[]> =>
    (await Promise.all(names.map((name) => linesOfFile(join(folder, name))))).flat()
  const ordinary = await read(ORDINARY)
  const scan = (await read([SCAN])).filter((_, i) => i % EVERY === 0)
  const lines = [...ordinary, ...(await read(ATTACKS)), ...scan]
  return dayOf(lines, (line) => line >= ordinary.length)
}
