import { describe, expect, it } from 'vitest'
import { rewriteCapture } from '../../../../src/engine/intake/capture/rewrite-capture'
import { framesOfFlows } from '../../../../src/engine/intake/flows/frames-of-flows'
import { FLOW_COLUMNS } from '../../../../src/engine/intake/flows/flow-rows'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { openFile } from '../../../../src/engine/pipeline/open-file'
import { madeCapture } from '../../../fixtures/captures/made-captures'
import { joined } from '../../../fixtures/captures/octets'
import { pcapFile } from '../../../fixtures/captures/pcap-file'
import { pcapngFile } from '../../../fixtures/captures/pcapng-file'
import type { Row } from './support/flows'
import { assembled, flowsOf } from './support/flows-of'
import { traffic } from './support/traffic'

const CONVERSATIONS = 200
const { frames, conversations } = traffic(seededRandom(11), CONVERSATIONS)
const file = pcapFile(frames)

const packetsOf = (flow: Row): number => Number(flow['orig_pkts']) + Number(flow['resp_pkts'])

describe('mixed traffic', () => {
  it('becomes one row for each conversation, with all its packets', async () => {
    const flows = await flowsOf(file)
    const counts = new Array<number>(CONVERSATIONS).fill(0)
    for (const conversation of conversations) counts[conversation]!++
    const found = new Array<number>(CONVERSATIONS).fill(0)
    for (const flow of flows) found[Number(flow['id.orig_p']) - 10_000]! += packetsOf(flow)
    expect(flows).toHaveLength(CONVERSATIONS)
    expect(found).toEqual(counts)
  })

  it('is the same text from a pcap and a pcapng', async () => {
    expect((await assembled(pcapngFile(frames))).csv).toBe((await assembled(file)).csv)
  })

  it.each([64, 1000, 65_536])('is the same text where %i bytes are read at once', async (sliceBytes) => {
    expect((await assembled(file, sliceBytes)).csv).toBe((await assembled(file)).csv)
  })
})

describe('the frames of chosen rows', () => {
  const framesOf = async (rows: readonly number[]): Promise<number[]> => {
    const found = await framesOfFlows(bytesSource('made.pcap', file), rows, silentPulse)
    if (!found.ok) throw new Error(found.failure.sentence)
    return [...found.value]
  }

  it('are exactly the packets of those conversations', async () => {
    const flows = await flowsOf(file)
    const rows = [0, 7, 63, CONVERSATIONS - 1]
    const chosen = new Set(rows.map((row) => Number(flows[row]!['id.orig_p']) - 10_000))
    const expected = conversations.flatMap((conversation, at) => (chosen.has(conversation) ? [at + 1] : []))
    expect(await framesOf([...rows].reverse())).toEqual(expected)
  })

  it('are all packets where all rows are chosen, and none where none is', async () => {
    expect(await framesOf(Array.from({ length: CONVERSATIONS }, (_, row) => row))).toEqual(
      frames.map((_, at) => at + 1),
    )
    expect(await framesOf([])).toEqual([])
  })

  it('make a capture whose flows are the chosen rows, but for their frame numbers', async () => {
    const rows = [3, 50, 120]
    const pieces: Uint8Array[] = []
    const sink = { write: (bytes: Uint8Array) => Promise.resolve(void pieces.push(bytes.slice())) }
    const wanted = Uint32Array.from(await framesOf(rows))
    await rewriteCapture(bytesSource('made.pcap', file), wanted, sink, silentPulse)
    const named = (flows: readonly Row[]): Row[] =>
      flows
        .map((flow): Row => ({ ...flow, first_frame: '' }))
        .sort((one, next) => Number(one['id.orig_p']) - Number(next['id.orig_p']))
    const before = await flowsOf(file)
    expect(named(await flowsOf(joined(...pieces)))).toEqual(named(rows.map((row) => before[row]!)))
  })
})

describe('captures of every kind', () => {
  it('lose no packet: read = the packets of all flows + the unread', async () => {
    for (let seed = 0; seed < 400; seed++) {
      const { flows, facts } = await assembled(madeCapture(seed))
      const inFlows = flows.reduce((sum, flow) => sum + packetsOf(flow), 0)
      const unread = [...facts.unread.values()].reduce((sum, count) => sum + count, 0)
      expect([seed, inFlows + unread]).toEqual([seed, facts.frameCount])
    }
  })
})

describe('the columns of a capture', () => {
  it('are understood: who and when are no features, nor is the first frame', async () => {
    const source = bytesSource('made.pcap', file)
    const opened = await openFile(source, {}, [], { synthetic: false }, silentPulse)
    if (!opened.ok) throw new Error(opened.failure.sentence)
    const roles = Object.fromEntries(opened.value.profiles.map(({ name, role }) => [name, role]))
    expect(Object.keys(roles)).toEqual(FLOW_COLUMNS)
    expect(opened.value.ledger.usedCount).toBe(CONVERSATIONS)
    expect(roles).toMatchObject({
      ...{ ts: 'time', 'id.orig_h': 'identity', 'id.resp_h': 'identity', first_frame: 'identity' },
      ...{ proto: 'feature', conn_state: 'feature', history: 'feature', duration: 'feature', orig_bytes: 'feature' },
    })
  })
})
