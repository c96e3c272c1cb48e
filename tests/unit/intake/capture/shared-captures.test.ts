import { describe, expect, it } from 'vitest'
import { seen, sharedCapture, sharedCaptureNames, tsharkCounts } from './support/reading'

const isThere = sharedCaptureNames.length > 0

describe.skipIf(!isThere)('real captures (skipped where ../shared/data is absent)', () => {
  const counts = isThere ? tsharkCounts() : new Map<string, Record<string, string>>()

  it.each(sharedCaptureNames)('%s has the frames, bytes and times that tshark counts', async (name) => {
    const expected = counts.get(name)!
    const { facts } = await seen(sharedCapture(name))
    const { firstTime, lastTime } = facts
    const duration =
      lastTime!.seconds - firstTime!.seconds + (lastTime!.nanoseconds - firstTime!.nanoseconds) / 1_000_000_000
    expect(facts.frameCount).toBe(Number(expected['frames']))
    expect(facts.container).toBe(expected['type'])
    expect(facts.wireBytes).toBe(Number(expected['payload_bytes']))
    expect(duration).toBeCloseTo(Number(expected['duration_s']), 6)
    expect(new Date(firstTime!.seconds * 1000).toISOString().slice(0, 19)).toBe(
      expected['start']!.slice(0, 19).replace(' ', 'T'),
    )
    expect(facts.linkTypes).toEqual(['Ethernet'])
  })

  it.each(['sample', 'synscan'])('the pcap and the pcapng of %s give the same packets', async (name) => {
    const pcap = await seen(sharedCapture(`${name}.pcap`))
    const pcapng = await seen(sharedCapture(`${name}.pcapng`))
    expect(pcapng.packets).toEqual(pcap.packets)
    expect(pcapng.unread).toEqual(pcap.unread)
  })

  it('the broken one is read as far as tshark gets, and says where it ends', async () => {
    const { facts } = await seen(sharedCapture('bad.pcapng'))
    expect(facts.frameCount).toBe(27)
    expect(facts.truncatedAt?.sentence).toMatch(/^The file ends inside the block after frame 27/)
  })
})
