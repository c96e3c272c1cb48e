/**
 * Frames: single frames read on a link, for tests that look at headers.
 */

import { LinkType } from '../../../../fixtures/captures/links'
import { pcapFile, type MadeFrame } from '../../../../fixtures/captures/pcap-file'
import { seen, type SeenPacket } from './reading'

/** What each frame is: its packet, or why it is unread. A frame without a time is of one second for each. */
export async function readFrames(
  frames: readonly (Uint8Array | MadeFrame)[],
  linkType: number = LinkType.ethernet,
): Promise<(SeenPacket | string)[]> {
  const made = frames.map((frame, at): MadeFrame =>
    frame instanceof Uint8Array ? { seconds: at, nanoseconds: 0, bytes: frame } : frame,
  )
  const { packets, unread } = await seen(pcapFile(made, { linkType }))
  const byFrame = new Map<number, SeenPacket | string>(packets.map((packet) => [packet.frame, packet]))
  for (const [reason, frame] of unread) byFrame.set(frame, reason)
  return made.map((_, at) => byFrame.get(at + 1)!)
}

export async function readFrame(bytes: Uint8Array, linkType?: number): Promise<SeenPacket | string> {
  return (await readFrames([bytes], linkType))[0]!
}

/** "10.0.0.1:5000 → 10.0.0.2:53 of 17", or why it is unread: short, so that a test can list what it expects. */
export const told = (packet: SeenPacket | string): string =>
  typeof packet === 'string'
    ? packet
    : `${packet.source}:${packet.sourcePort} → ${packet.destination}:${packet.destinationPort} of ${packet.protocol}`
