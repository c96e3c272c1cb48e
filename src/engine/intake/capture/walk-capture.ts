/**
 * Walk capture: a source of bytes → its records, slice by slice, whichever container it is.
 */

import { bytes as bytesInWords } from '../../../wording/numbers'
import { refusal, success, type Outcome } from '../../failure'
import type { Pulse } from '../../numeric/pulse'
import { lostFailure, SourceLost, type ByteSource } from '../source'
import { ByteWindow } from './byte-window'
import type { Container } from './container'
import { openPcap, PCAP_HEADER_BYTES } from './pcap-records'
import { PcapngRecords } from './pcapng-records'
import { recogniseCapture } from './recognise'
import type { RecordTaker, Stop } from './record'

/** A capture that has been walked through, as far as it can be. */
export interface Walked {
  readonly container: Container
  /** Why it ended before the file did; null if it did not. */
  readonly stop: Stop | null
}

/** @throws Cancelled */
export async function walkCapture(
  source: ByteSource,
  taker: RecordTaker,
  pulse: Pulse,
  sliceBytes: number,
): Promise<Outcome<Walked>> {
  try {
    const input = new ByteWindow(source, sliceBytes)
    const container = await openContainer(source, input, taker)
    if (!container.ok) return container
    const walked = await walk(container.value, input, taker, pulse, source.sizeBytes)
    return walked.stop?.offset === 0 ? damagedAtOnce(source, walked.stop) : success(walked)
  } catch (error) {
    if (error instanceof SourceLost) return { ok: false, failure: lostFailure(source, error) }
    throw error
  }
}

/** Of a pcapng whose first section can't be read, nothing can. */
const damagedAtOnce = (source: ByteSource, stop: Stop): Outcome<Walked> =>
  refusal('unsupported-format', `${source.name} is a packet capture (pcapng) that is damaged at its very beginning.`, {
    found: stop.sentence,
    needed: 'a section header block that is whole',
    where: 'byte 0',
    advice: 'Make the capture or the copy again.',
  })

/** @throws SourceLost */
async function openContainer(source: ByteSource, input: ByteWindow, taker: RecordTaker): Promise<Outcome<Container>> {
  if (source.sizeBytes === 0) {
    return refusal('empty-file', `${source.name} is empty.`, {
      found: '0 bytes',
      needed: 'a packet capture',
      where: source.name,
      advice: 'If it should have packets, the capture or the copy went wrong: make it again.',
    })
  }
  while (input.end < PCAP_HEADER_BYTES && (await input.more()));
  const head = input.bytes.subarray(0, input.end)
  const kind = recogniseCapture(head)
  if (kind === 'pcapng') return success(new PcapngRecords())
  if (kind === 'pcap' && head.length >= PCAP_HEADER_BYTES) return openPcap(source.name, input, taker)
  const found = kind === null ? 'no capture’s first bytes' : `${bytesInWords(head.length)} of a pcap’s header`
  return refusal('unsupported-format', `${source.name} holds ${found}.`, {
    found,
    needed: 'a packet capture: pcap or pcapng',
    where: 'byte 0',
    advice: 'If it should be one, the capture or the copy went wrong: make it again.',
    bytes: { offset: 0, head: Array.from(head.subarray(0, 64)), oddLength: Math.min(4, head.length) },
  })
}

/** @throws SourceLost, Cancelled */
async function walk(
  container: Container,
  input: ByteWindow,
  taker: RecordTaker,
  pulse: Pulse,
  sizeBytes: number,
): Promise<Walked> {
  for (;;) {
    const stop = container.take(input, taker)
    await taker.settle?.()
    if (stop !== null) return { container, stop }
    pulse.report(input.offset / sizeBytes, container.frameCount)
    await pulse.breathe()
    if (await input.more()) continue
    return { container, stop: input.end > input.at ? container.cut(input) : null }
  }
}
