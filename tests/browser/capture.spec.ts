import { EtherType, ethernet, ip4, tcp, TcpFlag, udp } from '../fixtures/captures/packets'
import { pcapFile, type MadeFrame } from '../fixtures/captures/pcap-file'
import { filler } from '../fixtures/captures/octets'
import { expect, test } from './support/app'
import { dropFiles, untilReady } from './support/files'
import { savedFile } from './support/saved-file'

const CLIENT = '10.0.0.5'
const HEADER_BYTES = 24
const RECORD_HEADER_BYTES = 16

/** Questions and answers to a name server, and one host that is sent much over an odd port. */
function madeDay(): Uint8Array {
  const frames: MadeFrame[] = []
  const send = (
    milliseconds: number,
    source: string,
    destination: string,
    protocol: number,
    payload: Uint8Array,
  ): void => {
    const bytes = ethernet({ type: EtherType.ip4 }, ip4({ source, destination, protocol }, payload))
    frames.push({
      seconds: 1_700_000_000 + Math.floor(milliseconds / 1000),
      nanoseconds: (milliseconds % 1000) * 1e6,
      bytes,
    })
  }
  for (let question = 0; question < 300; question++) {
    const port = 20_000 + question
    send(question * 100, CLIENT, '10.0.0.1', 17, udp(port, 53, filler(30 + (question % 7))))
    send(question * 100 + 4, '10.0.0.1', CLIENT, 17, udp(53, port, filler(90 + (question % 11))))
  }
  const [sourcePort, destinationPort] = [50_000, 4444]
  send(30_100, CLIENT, '203.0.113.9', 6, tcp({ sourcePort, destinationPort, flags: TcpFlag.syn }))
  for (let piece = 0; piece < 40; piece++) {
    const flags = TcpFlag.ack | TcpFlag.psh
    send(
      30_200 + piece * 10,
      CLIENT,
      '203.0.113.9',
      6,
      tcp({ sourcePort, destinationPort, flags, sequence: 1 + piece * 1200 }, filler(1200)),
    )
  }
  return pcapFile(frames)
}

/** The bytes of each frame of a little-endian pcap. */
function framesOf(file: Uint8Array): Uint8Array[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const frames: Uint8Array[] = []
  for (let at = HEADER_BYTES; at < file.length;) {
    const length = view.getUint32(at + 8, true)
    frames.push(file.subarray(at + RECORD_HEADER_BYTES, at + RECORD_HEADER_BYTES + length))
    at += RECORD_HEADER_BYTES + length
  }
  return frames
}

test(
  'a capture becomes flows, and the packets of the strangest are saved as a capture',
  { tag: '@firefox' },
  async ({ app }) => {
    const day = madeDay()
    await dropFiles(app, { name: 'day.pcap', bytes: day })
    await untilReady(app)
    await app.keyboard.press('2')
    await expect(app.getByText('packet capture (pcap)')).toBeVisible()
    await expect(app.getByRole('region', { name: /^Ledger/ })).toContainText(/flows used\s*301|301\s*flows used/)
    await expect(app.getByText('641 packets in 301 flows')).toBeVisible()

    await app.keyboard.press('4')
    await app.keyboard.press('e')
    const dialog = app.getByRole('dialog', { name: 'Export flows' })
    const saved = await savedFile(app, 'day-flagged.pcap', () =>
      dialog.getByRole('button', { name: /^Save the packets: The .* not belong$/ }).click(),
    )
    expect(saved.subarray(0, HEADER_BYTES)).toEqual(day.subarray(0, HEADER_BYTES))
    const all = new Set(framesOf(day).map((bytes) => bytes.join()))
    const kept = framesOf(saved)
    expect(kept.every((bytes) => all.has(bytes.join()))).toBe(true)
    expect(
      kept.filter((bytes) => bytes.length > 1000),
      'every packet of the odd flow',
    ).toHaveLength(40)
    expect(kept.length).toBeLessThan(100)
    await expect(dialog.getByRole('status')).toContainText('Saved: a capture')
  },
)
