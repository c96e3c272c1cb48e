import { describe, expect, it } from 'vitest'
import { CaptureClock } from '../../../../src/engine/intake/flows/capture-clock'
import { framesOfFlows } from '../../../../src/engine/intake/flows/frames-of-flows'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { pcapFile, type MadeFrame } from '../../../fixtures/captures/pcap-file'
import { converted, type Row } from './support/flows'
import { assembled, flowsOf } from './support/flows-of'
import { datagrams, inOrder } from './support/talk'
import { traffic } from './support/traffic'

const HOUR = 3600

/** Frames from a place on, stamped so many seconds later. */
const shifted = (frames: readonly MadeFrame[], from: number, seconds: number, to = frames.length): MadeFrame[] =>
  frames.map((frame, i) => (i >= from && i < to ? { ...frame, seconds: frame.seconds + seconds } : frame))

const { frames } = traffic(seededRandom(5), 100)
const MIDDLE = Math.floor(frames.length / 2)

/** Everything but when, by which clock it no longer says the same. */
const withoutTimes = (flows: readonly Row[]): Row[] =>
  flows
    .map((flow) =>
      Object.fromEntries(
        Object.entries(flow).filter(([name]) => !/^(ts|duration|.*_iat_.*|.*_per_second)$/.test(name)),
      ),
    )
    .sort((one, next) => Number(one['first_frame']) - Number(next['first_frame']))

const warningsOf = async (made: readonly MadeFrame[]): Promise<readonly string[]> => {
  const read = await converted(pcapFile(made))
  if (!read.ok) throw new Error(read.failure.sentence)
  return read.value.warnings
}

describe('a capture whose clock', () => {
  it.each([-6, -HOUR, -40 * 365 * 24 * HOUR])(
    'is set by %i s in its middle keeps its conversations whole',
    async (step) => {
      const flows = await flowsOf(pcapFile(shifted(frames, MIDDLE, step)))
      expect(withoutTimes(flows)).toEqual(withoutTimes(await flowsOf(pcapFile(frames))))
    },
  )

  it('is an hour off for one packet, or for the first, keeps its conversations whole', async () => {
    const expected = withoutTimes(await flowsOf(pcapFile(frames)))
    for (const [place, step] of [
      [MIDDLE, HOUR],
      [MIDDLE, -HOUR],
      [frames.length - 2, HOUR],
      [0, HOUR],
    ] as const) {
      const flows = await flowsOf(pcapFile(shifted(frames, place, step, place + 1)))
      expect([place, step, withoutTimes(flows)]).toEqual([place, step, expected])
    }
  })

  it('was two, half a minute apart, that took turns, keeps its conversations whole', async () => {
    const random = seededRandom(3)
    const mixed = frames.map((frame) => ({ ...frame, seconds: frame.seconds - (random.below(2) === 0 ? 0 : 30) }))
    expect(withoutTimes(await flowsOf(pcapFile(mixed)))).toEqual(withoutTimes(await flowsOf(pcapFile(frames))))
  })

  it('was set back counts on: pauses and durations are as if it had not been', async () => {
    const made = datagrams([0, 10, 20, 90, 100].map((at) => ['orig', 10, at]))
    const flows = await flowsOf(pcapFile(shifted(made, 2, -HOUR)))
    // The step itself takes no time, for how long it took is not known: 10 s are lost with it.
    expect(flows.map((flow) => [flow['ts'], flow['orig_pkts'], flow['duration']])).toEqual([
      ['1700000000.000000', '3', '10'],
      [`${1_700_000_090 - HOUR}.000000`, '2', '10'],
    ])
  })

  it('leaps ahead and stays there makes a pause', async () => {
    const made = datagrams([0, 1, 2, 3].map((at) => ['orig', 10, at]))
    const flows = await flowsOf(pcapFile(shifted(made, 2, 100)))
    expect(flows.map((flow) => flow['orig_pkts'])).toEqual(['2', '2'])
  })
})

describe('what is said of it', () => {
  it('is how many packets are older than the one before, and by how much', async () => {
    expect(await warningsOf(shifted(frames, MIDDLE, -HOUR))).toContain(
      '1 packet is dated earlier than the one before it, by 1 h: where the clock runs back no flow is ended for it.',
    )
    const made = inOrder(datagrams([0, 1, 2, 3, 4].map((at) => ['orig', 10, at])))
    const shuffled = [made[1]!, made[0]!, made[2]!, made[4]!, made[3]!]
    expect(await warningsOf(shuffled)).toContain(
      '2 packets are dated earlier than the one before them, by up to 1 s: where the clock runs back no flow is ended for it.',
    )
  })

  it('is how many packets were stamped as no neighbour of theirs was', async () => {
    expect(await warningsOf(shifted(frames, MIDDLE, HOUR, MIDDLE + 1))).toContain(
      '1 packet is dated far later than those before and after it, and was given the time of the one before.',
    )
  })

  it('is nothing where packets are in order, or a millisecond out of it', async () => {
    expect(await warningsOf(frames)).toHaveLength(1)
    const late = frames.map((frame, i) =>
      i % 7 === 0 ? frame : { ...frame, nanoseconds: frame.nanoseconds + 500_000 },
    )
    expect(await warningsOf(late)).toHaveLength(1)
  })
})

describe('packets that waited for the next', () => {
  it('are saved with their flows as every other', async () => {
    const made = datagrams([0, 100, 101, 300, 400].map((at) => ['orig', 10, at]))
    const source = bytesSource('made.pcap', pcapFile(made))
    const { flows } = await assembled(pcapFile(made))
    const found = await Promise.all(flows.map((_, row) => framesOfFlows(source, [row], silentPulse)))
    expect(found.map((one) => one.ok && [...one.value])).toEqual([[1], [2, 3], [4], [5]])
  })

  it('keep the addresses that they came with', async () => {
    const made = [0, 100, 200].flatMap((at, i) =>
      datagrams([['orig', 10, at]], { orig: `10.1.1.${i}`, resp: `10.2.2.${i}` }),
    )
    const flows = await flowsOf(pcapFile(made))
    expect(flows.map((flow) => [flow['id.orig_h'], flow['id.resp_h']])).toEqual(
      [0, 1, 2].map((i) => [`10.1.1.${i}`, `10.2.2.${i}`]),
    )
  })
})

describe('whatever the clocks', () => {
  it('no packet is lost, and each is saved with one flow', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const random = seededRandom(seed)
      const wild = frames.map((frame) => {
        const step = [0, 0, 0, 3, -3, 90, -90, 86_400, -86_400, -1_700_000_000][random.below(10)]!
        return { ...frame, seconds: frame.seconds + step }
      })
      const file = pcapFile(wild)
      const flows = await flowsOf(file)
      expect(flows.reduce((sum, flow) => sum + Number(flow['orig_pkts']) + Number(flow['resp_pkts']), 0)).toBe(
        wild.length,
      )
      const half = flows.flatMap((_, row) => (row % 2 === 0 ? [row] : []))
      const others = flows.flatMap((_, row) => (row % 2 === 0 ? [] : [row]))
      const source = bytesSource('made.pcap', file)
      const found = await Promise.all([half, others].map((rows) => framesOfFlows(source, rows, silentPulse)))
      const saved = found.flatMap((one) => (one.ok ? [...one.value] : []))
      expect(saved.sort((one, next) => one - next)).toEqual(wild.map((_, i) => i + 1))
    }
  })
})

describe('the clock that pauses are counted by', () => {
  it('never runs back, whatever the stamps', () => {
    const random = seededRandom(9)
    const clock = new CaptureClock()
    for (let i = 0, before = 0; i < 10_000; i++, before = clock.steady) {
      clock.follow(random.below(2_000_000_000) * (random.below(4) - 1) * 100)
      expect(clock.steady).toBeGreaterThanOrEqual(before)
      expect(clock.now).toBeLessThanOrEqual(clock.steady)
      expect(clock.now).toBeGreaterThanOrEqual(clock.steady - 5_000_000_000)
    }
  })
})
