import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { rewriteCapture, type Rewritten } from '../../../../src/engine/intake/capture/rewrite-capture'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { madeCapture, madeFrames } from '../../../fixtures/captures/made-captures'
import { LinkType } from '../../../fixtures/captures/links'
import { filler, joined } from '../../../fixtures/captures/octets'
import { pcapFile, pcapHeader, pcapRecord, type MadeFrame } from '../../../fixtures/captures/pcap-file'
import {
  block,
  enhancedPacket,
  interfaceDescription,
  obsoletePacket,
  option,
  sectionHeader,
  simplePacket,
} from '../../../fixtures/captures/pcapng-file'
import { seen, sharedCapture, sharedCaptureNames } from './support/reading'
import { hasTshark, troubleOf } from './support/tshark'

const frames = madeFrames(seededRandom(11), 1, 20)
const [one, two, three, four] = frames.slice(0, 4) as [MadeFrame, MadeFrame, MadeFrame, MadeFrame]

async function rewritten(
  file: Uint8Array,
  chosen: readonly number[],
  sliceBytes?: number,
): Promise<{ readonly bytes: Uint8Array; readonly facts: Rewritten }> {
  const written: Uint8Array[] = []
  const sink = { write: (bytes: Uint8Array) => Promise.resolve(void written.push(bytes)) }
  const outcome = await rewriteCapture(
    bytesSource('a.pcap', file),
    Uint32Array.from(chosen),
    sink,
    silentPulse,
    sliceBytes,
  )
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return { bytes: joined(...written), facts: outcome.value }
}

describe('a capture of chosen frames', () => {
  it.each([
    {},
    { little: false },
    { nanoseconds: true },
    { little: false, nanoseconds: true, snapLength: 1500 },
    { modified: true },
  ])('of a pcap is its header and those records, byte for byte (%j)', async (options) => {
    const { bytes, facts } = await rewritten(pcapFile(frames, options), [2, 3, 19])
    const kept = [frames[1]!, frames[2]!, frames[18]!]
    expect(bytes).toEqual(joined(pcapHeader(options), ...kept.map((frame) => pcapRecord(frame, options))))
    expect(facts).toEqual({ frameCount: 3, sizeBytes: bytes.length })
  })

  it.each([true, false])(
    'of a pcapng is its sections, its interfaces and those blocks (little-endian: %s)',
    async (little) => {
      const comment = [option(1, filler(3), little)]
      const blocks = {
        interface: interfaceDescription({ little, name: 'eth0', resolution: 9 }),
        first: enhancedPacket(one, { little, ticks: 5n, options: comment }),
        names: block(4, filler(8), little),
        second: simplePacket(two, { little }),
        third: obsoletePacket(three, { little, ticks: 6n }),
        fourth: enhancedPacket(four, { little, ticks: 7n }),
      }
      const file = joined(sectionHeader({ little, sectionLength: 999n }), ...Object.values(blocks))
      const { bytes, facts } = await rewritten(file, [1, 2, 3])
      expect(bytes).toEqual(
        joined(sectionHeader({ little }), blocks.interface, blocks.first, blocks.second, blocks.third),
      )
      expect(facts.frameCount).toBe(3)
    },
  )

  it('is the same however the capture is cut into slices', async () => {
    for (const seed of [1, 2, 3, 4]) {
      const file = madeCapture(seed)
      const whole = await rewritten(file, [1, 3, 4])
      for (const sliceBytes of [1, 50, 333]) expect(await rewritten(file, [1, 3, 4], sliceBytes)).toEqual(whole)
    }
  })

  it('of all frames gives the packets of the whole', async () => {
    for (let seed = 20; seed < 60; seed++) {
      const file = madeCapture(seed)
      const before = await seen(file)
      const all = Array.from({ length: before.facts.frameCount }, (_, at) => at + 1)
      const after = await seen((await rewritten(file, all)).bytes)
      expect(after.packets).toEqual(before.packets)
      expect(after.unread).toEqual(before.unread)
    }
  })

  it('leaves out frames that are not there, not whole, or broken', async () => {
    const file = pcapFile(frames.slice(0, 4))
    const { bytes, facts } = await rewritten(file.subarray(0, file.length - 1), [1, 4, 5, 1000])
    expect(bytes).toEqual(pcapFile(frames.slice(0, 1)))
    expect(facts.frameCount).toBe(1)
    const undescribed = enhancedPacket(frames[0]!, { interfaceIndex: 3, ticks: 5n })
    const start = joined(sectionHeader(), interfaceDescription())
    expect((await rewritten(joined(start, undescribed), [1])).bytes).toEqual(start)
  })

  it('of no frames is a capture without packets', async () => {
    expect((await rewritten(pcapFile(frames), [])).bytes).toEqual(pcapHeader())
  })

  it('of what is no capture is refused', async () => {
    const sink = { write: () => Promise.resolve() }
    const outcome = await rewriteCapture(bytesSource('a.txt', filler(90)), new Uint32Array(0), sink, silentPulse)
    expect(outcome.ok ? '' : outcome.failure.code).toBe('unsupported-format')
  })
})

describe.skipIf(!hasTshark)('tshark opens it without a word (skipped where there is no tshark)', () => {
  const folder = hasTshark ? mkdtempSync(join(tmpdir(), 'flotsam-')) : ''
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function check(name: string, file: Uint8Array, chosen: readonly number[]): Promise<void> {
    const path = join(folder, name)
    writeFileSync(path, (await rewritten(file, chosen)).bytes)
    expect(troubleOf(path)).toEqual({ status: 0, frameCount: chosen.length, complaints: [] })
  }

  it('whichever the container, the byte order and the link', async () => {
    for (const linkType of [LinkType.ethernet, LinkType.raw, LinkType.radiotap, LinkType.cooked2]) {
      const made = madeFrames(seededRandom(linkType), linkType, 12)
      await check(`${linkType}.pcap`, pcapFile(made, { linkType, little: linkType % 2 === 0 }), [1, 4, 12])
    }
    const blocks = oneOfEachBlock()
    await check('blocks.pcapng', blocks, [1, 3, 4])
  })

  it.skipIf(sharedCaptureNames.length === 0)('and of real captures, the broken one included', async () => {
    for (const name of ['bad.pcapng', 'sample.pcapng', 'wikipedia.pcap'])
      await check(name, sharedCapture(name), [1, 2, 5, 27])
  })
})

/** Two sections of different byte order, a frame of each kind of block. */
function oneOfEachBlock(): Uint8Array {
  return joined(
    sectionHeader({ sectionLength: 400n }),
    interfaceDescription(),
    enhancedPacket(one, { ticks: 5n }),
    simplePacket(two),
    sectionHeader({ little: false }),
    interfaceDescription({ little: false }),
    obsoletePacket(three, { little: false, ticks: 8n }),
    enhancedPacket(four, { little: false, ticks: 9n }),
  )
}
