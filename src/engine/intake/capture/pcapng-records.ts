/**
 * Pcapng records: the packets of a pcapng, block by block, section by section.
 *
 * A section may be of either byte order and describes its own interfaces; blocks that are neither that nor packets are
 * passed over. Section lengths are not needed and not believed.
 * Source: IETF draft-ietf-opsawg-pcapng-02.
 */

import { count } from '../../../wording/numbers'
import type { ByteWindow } from './byte-window'
import { cutShort, type Container } from './container'
import { readInterface } from './pcapng-interface'
import { SECTION_HEADER, sectionIsLittle } from './recognise'
import { emptyRecord, type CaptureInterface, type RecordTaker, type Stop } from './record'

const Block = { interface: 1, obsoletePacket: 2, simplePacket: 3, enhancedPacket: 6 } as const

/** Type, length, and the length again at its end. */
const FRAME_BYTES = 12
/** Wireshark's limit too. */
const LONGEST_BLOCK_BYTES = 16_777_216
/** Of one section; capture tools describe a handful. */
const MOST_INTERFACES = 4_096
/** Bytes that a section header block and an interface description block have at least, options left out. */
const SHORTEST_SECTION_BYTES = 28
const SHORTEST_INTERFACE_BYTES = 20

const NO_SUCH_INTERFACE = 'a packet of an interface the file does not describe'
const BROKEN_BLOCK = 'a packet block whose lengths contradict each other'

export class PcapngRecords implements Container {
  readonly name = 'pcapng'
  readonly interfaces: CaptureInterface[] = []
  interfaceCount = 0
  private ofSection: CaptureInterface[] = []
  private little = true
  private readonly record = emptyRecord()

  get frameCount(): number {
    return this.record.frame
  }

  take(input: ByteWindow, taker: RecordTaker): Stop | null {
    const { view } = input
    this.record.bytes = input.bytes
    while (input.end - input.at >= FRAME_BYTES) {
      const { at } = input
      const isSection = view.getUint32(at, true) === SECTION_HEADER
      if (isSection && !this.turn(input)) return this.stop(input, 'begins a section whose byte order can’t be told')
      const stated = view.getUint32(at + 4, this.little)
      // Some writers leave the padding out of the length.
      const length = stated + ((4 - (stated & 3)) & 3)
      if (stated < FRAME_BYTES || length > LONGEST_BLOCK_BYTES)
        return this.stop(input, `claims ${count(stated)} bytes, which no block has`)
      if (at + length > input.end) break
      const repeated = view.getUint32(at + length - 4, this.little)
      if (repeated !== stated)
        return this.stop(input, `is ${count(stated)} bytes long at its beginning and ${count(repeated)} at its end`)
      const trouble = this.takeBlock(input, isSection, length, taker)
      if (trouble !== null) return this.stop(input, trouble)
      input.at = at + length
    }
    return null
  }

  cut(input: ByteWindow): Stop {
    return cutShort(`the block after frame ${count(this.record.frame)}`, input)
  }

  /** Takes up the byte order of the section that begins here. */
  private turn({ bytes, at }: ByteWindow): boolean {
    const little = sectionIsLittle(bytes, at)
    if (little !== null) this.little = little
    return little !== null
  }

  private stop({ offset }: ByteWindow, trouble: string): Stop {
    return {
      offset,
      sentence:
        `The block after frame ${count(this.record.frame)}, at byte ${count(offset)}, ${trouble}: the file is damaged ` +
        'there, and what follows can’t be read.',
    }
  }

  /** @returns what is wrong with the block, if nothing behind it can be trusted */
  private takeBlock(input: ByteWindow, isSection: boolean, length: number, taker: RecordTaker): string | null {
    if (isSection) return this.takeSection(input, length, taker)
    switch (input.view.getUint32(input.at, this.little)) {
      case Block.enhancedPacket:
        this.takeEnhanced(input, length, taker)
        return null
      case Block.simplePacket:
        this.takeSimple(input, length, taker)
        return null
      case Block.obsoletePacket:
        this.takeObsolete(input, length, taker)
        return null
      case Block.interface:
        return this.takeInterface(input, length, taker)
      default:
        return null
    }
  }

  private takeSection({ view, bytes, at }: ByteWindow, length: number, taker: RecordTaker): string | null {
    if (length < SHORTEST_SECTION_BYTES) return 'is too short for a section header'
    const major = view.getUint16(at + 12, this.little)
    if (major !== 1) return `begins a section of version ${major}, and version 1 can be read`
    this.ofSection = []
    taker.description(bytes.subarray(at, at + length), 'section')
    return null
  }

  private takeInterface({ bytes, at }: ByteWindow, length: number, taker: RecordTaker): string | null {
    if (length < SHORTEST_INTERFACE_BYTES) return 'is too short to describe an interface'
    if (this.ofSection.length === MOST_INTERFACES) return `describes one more than ${count(MOST_INTERFACES)} interfaces`
    const body = new DataView(bytes.buffer, bytes.byteOffset + at + 8, length - FRAME_BYTES)
    const described = readInterface(body, this.little)
    this.ofSection.push(described)
    this.interfaceCount++
    if (this.interfaces.length < MOST_INTERFACES) this.interfaces.push(described)
    taker.description(bytes.subarray(at, at + length), 'interface')
    return null
  }

  private takeEnhanced(input: ByteWindow, length: number, taker: RecordTaker): void {
    const { view, at } = input
    this.takeTimed(input, length, length < 32 ? -1 : view.getUint32(at + 8, this.little), taker)
  }

  private takeObsolete(input: ByteWindow, length: number, taker: RecordTaker): void {
    const { view, at } = input
    this.takeTimed(input, length, length < 32 ? -1 : view.getUint16(at + 8, this.little), taker)
  }

  /** The enhanced and the obsolete block differ only in how they number the interface. */
  private takeTimed({ view, at }: ByteWindow, length: number, index: number, taker: RecordTaker): void {
    const { record, little } = this
    const described = this.ofSection[index]
    const captured = index < 0 ? 0 : view.getUint32(at + 20, little)
    record.broken = index < 0 || captured > length - 32 ? BROKEN_BLOCK : null
    if (described === undefined) record.broken ??= NO_SUCH_INTERFACE
    if (record.broken === null) {
      record.timeless = false
      described!.clock.read(view.getUint32(at + 12, little), view.getUint32(at + 16, little), record)
      this.fill(described!, at + 28, captured, view.getUint32(at + 24, little))
    }
    this.deliver(at, length, taker)
  }

  private takeSimple({ view, at }: ByteWindow, length: number, taker: RecordTaker): void {
    const { record, little } = this
    const described = this.ofSection[0]
    record.broken = length < 16 ? BROKEN_BLOCK : described === undefined ? NO_SUCH_INTERFACE : null
    if (record.broken === null) {
      const wire = view.getUint32(at + 8, little)
      const kept = described!.snapLengthBytes === 0 ? wire : Math.min(wire, described!.snapLengthBytes)
      record.timeless = true
      this.fill(described!, at + 12, Math.min(kept, length - 16), wire)
    }
    this.deliver(at, length, taker)
  }

  private fill(described: CaptureInterface, dataAt: number, captured: number, wire: number): void {
    const { record } = this
    record.interface = described
    record.dataAt = dataAt
    record.capturedBytes = captured
    record.wireBytes = wire < captured ? captured : wire
    described.frameCount++
  }

  private deliver(at: number, length: number, taker: RecordTaker): void {
    const { record } = this
    record.frame++
    record.start = at
    record.end = at + length
    taker.record(record)
  }
}
