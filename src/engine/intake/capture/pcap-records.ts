/**
 * Pcap records: the packets of a pcap, one after the other.
 *
 * Source: IETF draft-ietf-opsawg-pcap-04. Lengths may stand swapped in files older than version 2.4 (libpcap, sf-pcap.c).
 */

import { count } from '../../../wording/numbers'
import { refusal, success, type Outcome } from '../../failure'
import type { ByteWindow } from './byte-window'
import { cutShort, type Container } from './container'
import { pcapMagic, type PcapMagic } from './recognise'
import { captureInterface, emptyRecord, type CaptureInterface, type RecordTaker, type Stop } from './record'

export const PCAP_HEADER_BYTES = 24

/** libpcap's MAXIMUM_SNAPLEN; Wireshark refuses longer records too. */
const LONGEST_PACKET_BYTES = 262_144
const BILLION = 1_000_000_000

/** @param input holds the file header, whole */
export function openPcap(name: string, input: ByteWindow, taker: RecordTaker): Outcome<Container> {
  const { view } = input
  const magic = pcapMagic(input.bytes.subarray(0, input.end))!
  const major = view.getUint16(4, magic.little)
  const minor = view.getUint16(6, magic.little)
  if (major !== 2) {
    return refusal(
      'unsupported-format',
      `${name} is a packet capture (pcap) of version ${major}.${minor}; version 2 can be read.`,
      {
        found: `version ${major}.${minor} in bytes 4 to 8`,
        needed: 'version 2, the only one in use',
        where: 'byte 4',
        advice: 'If other programs open it, save it with Wireshark as pcap or pcapng and drop that.',
      },
    )
  }
  taker.description(input.bytes.subarray(0, PCAP_HEADER_BYTES), 'file')
  input.at = PCAP_HEADER_BYTES
  return success(new PcapRecords(magic, minor < 4, interfaceOf(view, magic.little)))
}

/** The last word: the link type in its lower half; in its upper, if bit 26 is set, the check sequence in 16-bit words. */
function interfaceOf(view: DataView, little: boolean): CaptureInterface {
  const word = view.getUint32(20, little)
  return captureInterface(word & 0xffff, {
    snapLengthBytes: view.getUint32(16, little),
    checkBytes: word & 0x04000000 ? (word >>> 28) * 2 : 0,
  })
}

class PcapRecords implements Container {
  readonly name = 'pcap'
  readonly interfaces: readonly CaptureInterface[]
  readonly interfaceCount = 1
  private readonly record = emptyRecord()

  constructor(
    private readonly magic: PcapMagic,
    private readonly lengthsMaySwap: boolean,
    only: CaptureInterface,
  ) {
    this.interfaces = [only]
    this.record.interface = only
  }

  get frameCount(): number {
    return this.record.frame
  }

  take(input: ByteWindow, taker: RecordTaker): Stop | null {
    const { little, recordHeaderBytes, nanoseconds } = this.magic
    const { view } = input
    const { record } = this
    record.bytes = input.bytes
    while (input.end - input.at >= recordHeaderBytes) {
      const { at } = input
      let captured = view.getUint32(at + 8, little)
      let wire = view.getUint32(at + 12, little)
      if (this.lengthsMaySwap && captured > wire) [captured, wire] = [wire, captured]
      if (captured > LONGEST_PACKET_BYTES) return tooLong(record.frame + 1, input.offset, captured)
      const end = at + recordHeaderBytes + captured
      if (end > input.end) break
      const fraction = view.getUint32(at + 4, little) * (nanoseconds ? 1 : 1000)
      const carried = fraction < BILLION ? 0 : Math.floor(fraction / BILLION)
      record.frame++
      record.start = at
      record.end = end
      record.dataAt = at + recordHeaderBytes
      record.capturedBytes = captured
      record.wireBytes = wire < captured ? captured : wire
      record.seconds = view.getUint32(at, little) + carried
      record.nanoseconds = fraction - carried * BILLION
      record.interface.frameCount++
      taker.record(record)
      input.at = end
    }
    return null
  }

  cut(input: ByteWindow): Stop {
    return cutShort(`frame ${count(this.record.frame + 1)}`, input)
  }
}

const tooLong = (frame: number, offset: number, captured: number): Stop => ({
  offset,
  sentence:
    `Frame ${count(frame)}, at byte ${count(offset)}, claims ${count(captured)} bytes, and a capture holds at most ` +
    `${count(LONGEST_PACKET_BYTES)} of a packet: the file is damaged there, and what follows can’t be read.`,
})
