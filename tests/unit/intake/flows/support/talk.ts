/**
 * Talk: a conversation written step by step → frames of a capture, with the sequence numbers that its endpoints would use.
 *
 *   talk([['orig', 'S'], ['resp', 'SA'], ['orig', 'PA', { payload: 100 }]])
 *
 * A side's next sequence number follows from what it sent; a step may say another one.
 */

import { filler } from '../../../../fixtures/captures/octets'
import { ethernet, EtherType, icmp, ip4, tcp, TcpFlag, udp, type Tag } from '../../../../fixtures/captures/packets'
import { pcapFile, type MadeFrame } from '../../../../fixtures/captures/pcap-file'

export type Side = 'orig' | 'resp'

export interface StepOptions {
  /** Bytes. */
  readonly payload?: number
  /** Seconds since the conversation's start; a tenth after the step before unless said. */
  readonly at?: number
  readonly sequence?: number
  readonly acknowledgement?: number
  readonly window?: number
}

/** Who sends, TCP flags by their first letters, and what is not as usual. */
export type Step = readonly [Side, string, StepOptions?]

export interface Endpoints {
  readonly orig?: string
  readonly resp?: string
  readonly origPort?: number
  readonly respPort?: number
  readonly tags?: readonly Tag[]
}

const START = 1_700_000_000
const FLAGS: Readonly<Record<string, number>> = {
  F: TcpFlag.fin,
  S: TcpFlag.syn,
  R: TcpFlag.rst,
  P: TcpFlag.psh,
  A: TcpFlag.ack,
  U: TcpFlag.urg,
}

/** Where the sides' sequence numbers begin. */
export const FIRST_SEQUENCE = { orig: 1000, resp: 5000 } as const

const other = (side: Side): Side => (side === 'orig' ? 'resp' : 'orig')

/** @param at seconds since the captures' start, whole microseconds */
export function frameAt(
  at: number,
  protocol: number,
  segment: Uint8Array,
  from: Side,
  ends: Endpoints = {},
): MadeFrame {
  const { orig = '10.0.0.1', resp = '10.0.0.2', tags } = ends
  const [source, destination] = from === 'orig' ? [orig, resp] : [resp, orig]
  const microseconds = Math.round(at * 1_000_000)
  return {
    seconds: START + Math.floor(microseconds / 1_000_000),
    nanoseconds: (microseconds % 1_000_000) * 1000,
    bytes: ethernet({ type: EtherType.ip4, ...(tags && { tags }) }, ip4({ source, destination, protocol }, segment)),
  }
}

export function talk(steps: readonly Step[], ends: Endpoints = {}): MadeFrame[] {
  const { origPort = 40_000, respPort = 80 } = ends
  const next: Record<Side, number> = { ...FIRST_SEQUENCE }
  let now = 0
  return steps.map(([side, letters, options = {}], index) => {
    const flags = [...letters].reduce((sum, letter) => sum | FLAGS[letter]!, 0)
    const { payload = 0, window, sequence = next[side], acknowledgement } = options
    now = options.at ?? (index === 0 ? 0 : now + 0.1)
    const isAck = (flags & TcpFlag.ack) !== 0
    const [sourcePort, destinationPort] = side === 'orig' ? [origPort, respPort] : [respPort, origPort]
    const segment = tcp(
      {
        ...{ sourcePort, destinationPort, flags, sequence: sequence >>> 0 },
        acknowledgement: acknowledgement ?? (isAck ? next[other(side)] >>> 0 : 0),
        ...(window !== undefined && { window }),
      },
      filler(payload),
    )
    const length = payload + ((flags & TcpFlag.syn) === 0 ? 0 : 1) + ((flags & TcpFlag.fin) === 0 ? 0 : 1)
    next[side] = Math.max(next[side], sequence + length)
    return frameAt(now, 6, segment, side, ends)
  })
}

/** @param sizes payload bytes of each datagram, with who sends it and when */
export const datagrams = (sizes: readonly (readonly [Side, number, number])[], ends: Endpoints = {}): MadeFrame[] =>
  sizes.map(([side, size, at]) => {
    const { origPort = 40_000, respPort = 53 } = ends
    const [source, destination] = side === 'orig' ? [origPort, respPort] : [respPort, origPort]
    return frameAt(at, 17, udp(source, destination, filler(size)), side, ends)
  })

/** @param messages who sends, type, code and when; 8 bytes of payload each */
export const messages = (list: readonly (readonly [Side, number, number, number])[]): MadeFrame[] =>
  list.map(([side, type, code, at]) => frameAt(at, 1, icmp(type, code, filler(8)), side))

/** In order of time, as a capture has them. */
export const captured = (...parts: readonly (readonly MadeFrame[])[]): Uint8Array => pcapFile(inOrder(...parts))

export const inOrder = (...parts: readonly (readonly MadeFrame[])[]): MadeFrame[] =>
  parts.flat().sort((one, next) => one.seconds - next.seconds || one.nanoseconds - next.nanoseconds)
