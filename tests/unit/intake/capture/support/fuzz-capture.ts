/**
 * Fuzz capture: made captures, damaged from a seed, and the laws that reading them must keep whatever is in them.
 */

import { readCapture, type CaptureFacts } from '../../../../../src/engine/intake/capture/read-capture'
import type { Packet, PacketSink } from '../../../../../src/engine/intake/capture/packet'
import { rewriteCapture } from '../../../../../src/engine/intake/capture/rewrite-capture'
import { bytesSource } from '../../../../../src/engine/intake/source'
import { silentPulse } from '../../../../../src/engine/numeric/pulse'
import { seededRandom, type Random } from '../../../../../src/engine/numeric/random'
import { madeCapture } from '../../../../fixtures/captures/made-captures'
import { pick } from '../../../../fixtures/captures/made-packets'
import { joined } from '../../../../fixtures/captures/octets'

/** What lengths, counts and types like to be when they are wrong. */
const ODD_WORDS = [0, 1, 4, 12, 16, 27, 28, 31, 32, 0xff, 0xffff, 0x10000, 262_144, 262_145, 0x7fffffff, 0xffffffff]

type Damage = (file: Uint8Array, random: Random) => Uint8Array

const DAMAGES: readonly Damage[] = [
  function flipBit(file, random) {
    file[random.below(file.length)]! ^= 1 << random.below(8)
    return file
  },
  function putByte(file, random) {
    file[random.below(file.length)] = random.below(256)
    return file
  },
  function putOddWord(file, random) {
    const words = Math.floor(file.length / 4)
    if (words === 0) return file
    new DataView(file.buffer, file.byteOffset).setUint32(
      4 * random.below(words),
      pick(random, ODD_WORDS),
      random.below(2) === 0,
    )
    return file
  },
  function putOddHalf(file, random) {
    if (file.length < 2) return file
    const at = random.below(file.length - 1)
    new DataView(file.buffer, file.byteOffset).setUint16(at, pick(random, ODD_WORDS) & 0xffff, random.below(2) === 0)
    return file
  },
  (file, random) => file.slice(0, 1 + random.below(file.length)),
  function leaveOut(file, random) {
    const at = random.below(file.length)
    return joined(file.subarray(0, at + 1), file.subarray(at + 1 + random.below(40)))
  },
  function repeat(file, random) {
    const at = random.below(file.length)
    return joined(file.subarray(0, at), file.subarray(Math.max(0, at - random.below(60))))
  },
  function insert(file, random) {
    const at = random.below(file.length)
    const noise = Uint8Array.from({ length: 1 + random.below(16) }, () => random.below(256))
    return joined(file.subarray(0, at), noise, file.subarray(at))
  },
]

/** A made capture with one to four kinds of damage. */
export function damagedCapture(seed: number): Uint8Array {
  const random = seededRandom(seed ^ 0x5eed)
  let file: Uint8Array = madeCapture(seed >>> 2).slice()
  for (let damages = 1 + random.below(4); damages > 0; damages--) file = pick(random, DAMAGES)(file, random)
  return file
}

interface Told {
  readonly facts: CaptureFacts | null
  /** Everything that was handed over, as text, so that two readings can be compared. */
  readonly lines: readonly string[]
  readonly packetFrames: readonly number[]
  readonly troubles: readonly string[]
}

const isWhole = (value: number, most: number): boolean => Number.isInteger(value) && value >= 0 && value <= most

function troublesOf(packet: Packet): string[] {
  const { bytes, sourceAt, destinationAt, addressLength } = packet
  const laws: readonly (readonly [string, boolean])[] = [
    ['addresses lie in the bytes', Math.max(sourceAt, destinationAt) + addressLength <= bytes.length],
    ['ports fit 16 bits', isWhole(packet.sourcePort, 65_535) && isWhole(packet.destinationPort, 65_535)],
    ['numbers fit 32 bits', isWhole(packet.sequence, 2 ** 32 - 1) && isWhole(packet.acknowledgement, 2 ** 32 - 1)],
    [
      'the protocol, the flags and the VLAN fit',
      isWhole(packet.protocol, 255) && isWhole(packet.tcpFlags, 255) && isWhole(packet.vlan, 4095),
    ],
    ['IP is no longer than the frame', isWhole(packet.ipBytes, packet.wireBytes)],
    ['the payload is no longer than IP', isWhole(packet.payloadBytes, packet.ipBytes)],
    ['the time is one', Number.isFinite(packet.seconds) && isWhole(packet.nanoseconds, 999_999_999)],
  ]
  return laws.filter(([, holds]) => !holds).map(([law]) => `frame ${packet.frame}: not true that ${law}`)
}

async function tell(file: Uint8Array, sliceBytes: number): Promise<Told> {
  const lines: string[] = []
  const packetFrames: number[] = []
  const troubles: string[] = []
  const sink: PacketSink = {
    packet: (packet) => {
      troubles.push(...troublesOf(packet))
      packetFrames.push(packet.frame)
      const { bytes, sourceAt, destinationAt, addressLength, ...rest } = packet
      const addresses = [sourceAt, destinationAt].map((at) => bytes.slice(at, at + addressLength).join('.'))
      lines.push(`${addresses.join(' ')} ${Object.values(rest).join(' ')}`)
    },
    unread: (reason, frame) => void lines.push(`${frame}: ${reason}`),
  }
  const read = await readCapture(bytesSource('damaged.pcap', file), sink, silentPulse, sliceBytes)
  return { facts: read.ok ? read.value : null, lines, packetFrames, troubles }
}

function ledgerTroubles({ facts, lines, packetFrames }: Told, sizeBytes: number): string[] {
  if (facts === null) return lines.length === 0 ? [] : ['refused, yet packets were handed over']
  const unreadCount = [...facts.unread.values()].reduce((sum, count) => sum + count, 0)
  const laws: readonly (readonly [string, boolean])[] = [
    ['every frame is told once', facts.frameCount === lines.length],
    ['packets are counted', facts.packetCount === packetFrames.length],
    ['the ledger adds up', facts.frameCount === facts.packetCount + unreadCount],
    ['it ends within the file', facts.truncatedAt === null || facts.truncatedAt.offset < sizeBytes],
  ]
  return laws.filter(([, holds]) => !holds).map(([law]) => `not true that ${law}`)
}

/** A capture of all its frames is read as the capture was, unless frames had to be left out. */
async function rewritingTroubles(file: Uint8Array, before: Told): Promise<string[]> {
  const { facts } = before
  if (facts === null) return []
  const pieces: Uint8Array[] = []
  const sink = { write: (bytes: Uint8Array) => Promise.resolve(void pieces.push(bytes)) }
  const all = Uint32Array.from({ length: facts.frameCount }, (_, at) => at + 1)
  const written = await rewriteCapture(bytesSource('damaged.pcap', file), all, sink, silentPulse)
  if (!written.ok) return ['is read but not rewritten']
  if (written.value.frameCount < facts.frameCount) return []
  const after = await tell(joined(...pieces), 1_048_576)
  return after.lines.join() === before.lines.join() && after.facts?.truncatedAt === null
    ? []
    : ['is rewritten otherwise']
}

export interface FuzzTally {
  readonly readCount: number
  readonly refusedCount: number
  readonly stoppedCount: number
  readonly frameCount: number
  readonly packetCount: number
  readonly longestMs: number
  /** What went wrong, with the seed. */
  readonly troubles: readonly string[]
}

/** @param seed of the first capture; each further one has the next */
export async function fuzzCapture(seed: number, count: number, clock: () => number): Promise<FuzzTally> {
  const tally = { readCount: 0, refusedCount: 0, stoppedCount: 0, frameCount: 0, packetCount: 0, longestMs: 0 }
  const troubles: string[] = []
  for (let at = seed; at < seed + count; at++) {
    const file = damagedCapture(at)
    const start = clock()
    const told = await tell(file, 1_048_576).catch((error: unknown) => String(error))
    tally.longestMs = Math.max(tally.longestMs, clock() - start)
    const found = typeof told === 'string' ? [`throws ${told}`] : await allTroubles(file, told, at)
    troubles.push(...found.map((trouble) => `seed ${at}: ${trouble}`))
    if (typeof told === 'string') continue
    if (told.facts === null) tally.refusedCount++
    else tally.readCount++
    if (told.facts?.truncatedAt) tally.stoppedCount++
    tally.frameCount += told.facts?.frameCount ?? 0
    tally.packetCount += told.facts?.packetCount ?? 0
  }
  return { ...tally, troubles }
}

async function allTroubles(file: Uint8Array, told: Told, seed: number): Promise<string[]> {
  const cut = await tell(file, 1 + (seed % 97))
  const isSame =
    cut.lines.join() === told.lines.join() && cut.facts?.truncatedAt?.offset === told.facts?.truncatedAt?.offset
  return [
    ...told.troubles,
    ...ledgerTroubles(told, file.length),
    ...(isSame ? [] : ['depends on how it is cut into slices']),
    ...(await rewritingTroubles(file, told)),
  ]
}
