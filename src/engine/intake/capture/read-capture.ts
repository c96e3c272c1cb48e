/**
 * Read capture: a pcap or pcapng → its packets for a sink, one by one, and what there is to say of the file.
 *
 * Every frame is either handed over as a packet or counted as unread by its reason:
 * frameCount = packetCount + the sum over `unread`.
 */

import { success, type Outcome } from '../../failure'
import type { Pulse } from '../../numeric/pulse'
import type { ByteSource } from '../source'
import { SLICE_BYTES } from './byte-window'
import type { Instant } from './clock'
import { Dissector } from './dissect/dissector'
import { linkInWords } from './dissect/link-types'
import type { PacketSink } from './packet'
import type { CaptureInterface, CaptureRecord, RecordTaker, Stop } from './record'
import { UnreadTally } from './unread-tally'
import { walkCapture, type Walked } from './walk-capture'

export interface InterfaceFacts {
  readonly name: string
  /** "Ethernet", "802.11 with radiotap" … */
  readonly link: string
  readonly snapLengthBytes: number
  readonly frameCount: number
}

export interface CaptureFacts {
  readonly container: 'pcap' | 'pcapng'
  readonly frameCount: number
  /** Frames that were handed over. */
  readonly packetCount: number
  /** Frames that were not, by reason, in the order the reasons came up. */
  readonly unread: ReadonlyMap<string, number>
  /** Frames of which the capture kept only the beginning. */
  readonly cutCount: number
  /** Frames without a time, which were given that of the frame before. */
  readonly timelessCount: number
  /** Of all frames, on the wire. */
  readonly wireBytes: number
  /** The earliest and the latest time; null without frames. */
  readonly firstTime: Readonly<Instant> | null
  readonly lastTime: Readonly<Instant> | null
  /** In words, without repeats. */
  readonly linkTypes: readonly string[]
  /** At most 4,096 of them are listed. */
  readonly interfaces: readonly InterfaceFacts[]
  readonly interfaceCount: number
  /** Where and why reading stopped before the file's end. */
  readonly truncatedAt: Stop | null
}

/**
 * @param sliceBytes how much is read at once; the packets don't depend on it
 * @returns what is known of the file, or why it can't be read at all
 * @throws Cancelled
 */
export async function readCapture(
  source: ByteSource,
  sink: PacketSink,
  pulse: Pulse,
  sliceBytes = SLICE_BYTES,
): Promise<Outcome<CaptureFacts>> {
  const taker = new DissectingTaker(sink)
  const walked = await walkCapture(source, taker, pulse, sliceBytes)
  return walked.ok ? success(taker.facts(walked.value)) : walked
}

class DissectingTaker implements RecordTaker {
  private readonly dissector = new Dissector()
  private readonly unread = new UnreadTally()
  private packetCount = 0
  private cutCount = 0
  private timelessCount = 0
  private wireBytes = 0
  private readonly first: Instant = { seconds: Infinity, nanoseconds: 0 }
  private readonly last: Instant = { seconds: -Infinity, nanoseconds: 0 }

  constructor(private readonly sink: PacketSink) {}

  description(): void {}

  record(record: CaptureRecord): void {
    const { sink, dissector } = this
    if (record.broken === null) this.note(record)
    const reason = record.broken ?? dissector.dissect(record)
    if (reason === null) {
      this.packetCount++
      sink.packet(dissector.packet)
    } else {
      sink.unread(this.unread.add(reason), record.frame)
    }
  }

  private note(record: CaptureRecord): void {
    if (record.capturedBytes < record.wireBytes) this.cutCount++
    this.wireBytes += record.wireBytes
    if (record.timeless) return void this.timelessCount++
    if (isBefore(record, this.first)) copyTime(record, this.first)
    if (isBefore(this.last, record)) copyTime(record, this.last)
  }

  facts({ container, stop }: Walked): CaptureFacts {
    const { first, last } = this
    const isTimed = first.seconds !== Infinity
    const links = container.interfaces.map(({ linkType }) => linkInWords(linkType))
    return {
      container: container.name,
      frameCount: container.frameCount,
      packetCount: this.packetCount,
      unread: this.unread.counts,
      cutCount: this.cutCount,
      timelessCount: this.timelessCount,
      wireBytes: this.wireBytes,
      firstTime: isTimed ? first : null,
      lastTime: isTimed ? last : null,
      linkTypes: [...new Set(links)],
      interfaces: container.interfaces.map(interfaceFacts),
      interfaceCount: container.interfaceCount,
      truncatedAt: stop,
    }
  }
}

const interfaceFacts = ({ name, linkType, snapLengthBytes, frameCount }: CaptureInterface): InterfaceFacts => ({
  name,
  link: linkInWords(linkType),
  snapLengthBytes,
  frameCount,
})

const isBefore = (one: Instant, other: Instant): boolean =>
  one.seconds < other.seconds || (one.seconds === other.seconds && one.nanoseconds < other.nanoseconds)

function copyTime(from: Instant, to: Instant): void {
  to.seconds = from.seconds
  to.nanoseconds = from.nanoseconds
}
