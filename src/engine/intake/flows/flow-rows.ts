/**
 * Flow rows: ended flows → the lines of a CSV without a header, so that a line's number is the flow's. UTF-8, LF (RFC 4180); no cell needs quotes.
 *
 * First the names of Zeek's conn.log, with Zeek's meanings, but without uid and without a service, which ports only hint at; then what the packets of each side
 * were like. A cell is empty where there is nothing to say: pauses of fewer than two packets, rates of no time. URG is counted
 * though it is rare, for a scan gives itself away by it; ACK is not, for it says no more than the packets do. 44 columns.
 */

import { IpProtocol } from '../capture/packet'
import { ByteText } from './byte-text'
import { connStateOf } from './conn-state'
import {
  Amount,
  AMOUNTS,
  HISTORY_BYTES,
  ORIGINATOR,
  RESPONDER,
  SideAmount,
  sideAmounts,
  SideWord,
  sideWords,
  Word,
  WORDS,
  type Side,
} from './flow-fields'
import { addressLengthOf, portOf, protocolOf } from './flow-key'
import type { FlowStore } from './flow-store'
import { payloadBySequence } from './tcp-sequence'

const SIDE_STATISTICS = [
  'payload_mean_bytes',
  'payload_max_bytes',
  'payload_std_bytes',
  'iat_mean_us',
  'iat_std_us',
  'iat_min_us',
  'iat_max_us',
  'fin_pkts',
  'syn_pkts',
  'rst_pkts',
  'psh_pkts',
  'urg_pkts',
] as const

export const FLOW_COLUMNS: readonly string[] = [
  ...['ts', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'duration', 'orig_bytes', 'resp_bytes'],
  ...['conn_state', 'missed_bytes', 'history', 'orig_pkts', 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes', 'vlan'],
  ...SIDE_STATISTICS.map((name) => `orig_${name}`),
  ...SIDE_STATISTICS.map((name) => `resp_${name}`),
  ...['bytes_per_second', 'packets_per_second', 'first_frame'],
]

const COMMA = 0x2c
const NEWLINE = 0x0a
const BILLION = 1_000_000_000

/** IANA's names of what is common; the number where it is not. */
const PROTOCOL_NAMES: ReadonlyMap<number, string> = new Map([
  [IpProtocol.icmp, 'icmp'],
  [2, 'igmp'],
  [IpProtocol.tcp, 'tcp'],
  [IpProtocol.udp, 'udp'],
  [33, 'dccp'],
  [47, 'gre'],
  [50, 'esp'],
  [IpProtocol.icmp6, 'icmp6'],
  [88, 'eigrp'],
  [89, 'ospf'],
  [103, 'pim'],
  [112, 'vrrp'],
  [IpProtocol.sctp, 'sctp'],
  [136, 'udplite'],
])

export class FlowRows {
  readonly text = new ByteText()

  /** Writes a row; takes the time of the capture's first second, for the store's times count from it. */
  flow(store: FlowStore, slot: number, baseSeconds: number): void {
    this.start(store, slot, baseSeconds)
    this.connection(store, slot)
    this.sideStatistics(store, slot, ORIGINATOR)
    this.sideStatistics(store, slot, RESPONDER)
    this.rates(store, slot)
    this.text.whole(store.words[slot * WORDS + Word.firstFrame]!)
    this.text.byte(NEWLINE)
  }

  private start({ words, amounts }: FlowStore, slot: number, baseSeconds: number): void {
    const { text } = this
    this.time(baseSeconds, amounts[slot * AMOUNTS + Amount.stamp]!)
    const key = slot * WORDS + Word.key
    const isFirst = words[slot * WORDS + Word.originatorIsFirst] === 1
    const length = addressLengthOf(words, key)
    for (const isOriginator of [true, false]) {
      text.address(words, isFirst === isOriginator ? key : key + 4, length)
      text.byte(COMMA)
      this.number(portOf(words, key, isFirst === isOriginator))
    }
    const protocol = protocolOf(words, key)
    this.word(PROTOCOL_NAMES.get(protocol) ?? String(protocol))
  }

  /** Seconds since 1970 and six places, cut off and not rounded. */
  private time(baseSeconds: number, nanoseconds: number): void {
    const seconds = Math.floor(nanoseconds / BILLION)
    this.text.whole(Math.max(0, baseSeconds + seconds))
    this.text.byte(0x2e)
    this.text.padded(Math.floor((nanoseconds - seconds * BILLION) / 1000), 6)
    this.text.byte(COMMA)
  }

  private connection(store: FlowStore, slot: number): void {
    const { text } = this
    const { words, amounts, history } = store
    const at = slot * WORDS
    const originator = sideAmounts(slot, ORIGINATOR)
    const responder = sideAmounts(slot, RESPONDER)
    this.decimal(durationOf(store, slot), 6)
    this.number(payloadOf(store, slot, ORIGINATOR))
    this.number(payloadOf(store, slot, RESPONDER))
    this.word(connStateOf(store, slot))
    this.number(amounts[originator + SideAmount.missed]! + amounts[responder + SideAmount.missed]!)
    text.copy(history, slot * HISTORY_BYTES, slot * HISTORY_BYTES + words[at + Word.historyLength]!)
    text.byte(COMMA)
    this.number(words[sideWords(slot, ORIGINATOR) + SideWord.packetCount]!)
    this.number(amounts[originator + SideAmount.ipBytes]!)
    this.number(words[sideWords(slot, RESPONDER) + SideWord.packetCount]!)
    this.number(amounts[responder + SideAmount.ipBytes]!)
    if (words[at + Word.vlan] === 0) text.byte(COMMA)
    else this.number(words[at + Word.vlan]!)
  }

  private sideStatistics({ words, amounts }: FlowStore, slot: number, side: Side): void {
    const w = sideWords(slot, side)
    const a = sideAmounts(slot, side)
    const packetCount = words[w + SideWord.packetCount]!
    if (packetCount === 0) this.empty(3)
    else {
      const sum = amounts[a + SideAmount.payloadBytes]!
      this.decimal(sum / packetCount, 2)
      this.number(words[w + SideWord.largestPayload]!)
      this.decimal(deviation(sum, amounts[a + SideAmount.payloadSquares]!, packetCount), 2)
    }
    if (packetCount < 2) this.empty(4)
    else this.pauses(amounts, a, packetCount - 1)
    for (let field: number = SideWord.finCount; field <= SideWord.urgCount; field++) this.number(words[w + field]!)
  }

  private pauses(amounts: Float64Array, a: number, pauseCount: number): void {
    const sum = amounts[a + SideAmount.pauseSum]!
    this.decimal(sum / pauseCount / 1000, 1)
    this.decimal(deviation(sum, amounts[a + SideAmount.pauseSquares]!, pauseCount) / 1000, 1)
    this.decimal(amounts[a + SideAmount.shortestPause]! / 1000, 1)
    this.decimal(amounts[a + SideAmount.longestPause]! / 1000, 1)
  }

  /** Of IP, both ways. */
  private rates(store: FlowStore, slot: number): void {
    const { words, amounts } = store
    const seconds = durationOf(store, slot)
    if (seconds === 0) return this.empty(2)
    const bytes =
      amounts[sideAmounts(slot, ORIGINATOR) + SideAmount.ipBytes]! +
      amounts[sideAmounts(slot, RESPONDER) + SideAmount.ipBytes]!
    const packets =
      words[sideWords(slot, ORIGINATOR) + SideWord.packetCount]! +
      words[sideWords(slot, RESPONDER) + SideWord.packetCount]!
    this.decimal(bytes / seconds, 1)
    this.decimal(packets / seconds, 3)
  }

  private number(value: number): void {
    this.text.whole(value)
    this.text.byte(COMMA)
  }

  private decimal(value: number, places: number): void {
    this.text.decimal(value, places)
    this.text.byte(COMMA)
  }

  private word(word: string): void {
    this.text.ascii(word)
    this.text.byte(COMMA)
  }

  private empty(cells: number): void {
    for (let cell = 0; cell < cells; cell++) this.text.byte(COMMA)
  }
}

const durationOf = ({ amounts }: FlowStore, slot: number): number =>
  (amounts[slot * AMOUNTS + Amount.last]! - amounts[slot * AMOUNTS + Amount.start]!) / BILLION

function payloadOf(store: FlowStore, slot: number, side: Side): number {
  const isTcp = protocolOf(store.words, slot * WORDS + Word.key) === IpProtocol.tcp
  if (isTcp) return payloadBySequence(store, slot, side)
  return store.amounts[sideAmounts(slot, side) + SideAmount.payloadBytes]!
}

/** Standard deviation of a population; 0 where rounding makes the variance negative. */
function deviation(sum: number, squares: number, count: number): number {
  const mean = sum / count
  return Math.sqrt(Math.max(0, squares / count - mean * mean))
}
