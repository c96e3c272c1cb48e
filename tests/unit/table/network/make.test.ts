import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Cancelled, silentPulse } from '../../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { filledForward } from '../../../../src/engine/table/context'
import { NETWORK_FEATURES } from '../../../../src/engine/table/network/catalogue'
import { makeNetworkColumns } from '../../../../src/engine/table/network/make'
import type { NetworkRows } from '../../../../src/engine/table/network/rows'
import type { Keys } from '../../../../src/engine/table/row-groups'
import { plainFeatures, type PlainFlow } from './reference'

function keysOf(texts: readonly string[]): Keys {
  // Code 0 is the missing cell of every dictionary, and often no row has it.
  const dictionary = ['', ...new Set(texts)]
  return { codes: Uint32Array.from(texts, (text) => dictionary.indexOf(text)), count: dictionary.length }
}

const rowsOf = (flows: readonly PlainFlow[]): NetworkRows => ({
  rowCount: flows.length,
  seconds: filledForward(Float64Array.from(flows, ({ seconds }) => seconds ?? NaN)),
  source: keysOf(flows.map(({ source }) => source)),
  destination: keysOf(flows.map(({ destination }) => destination)),
  port: keysOf(flows.map(({ port }) => port)),
  sourcePort: keysOf(flows.map(({ sourcePort }) => sourcePort)),
  unanswered: Uint8Array.from(flows, ({ unanswered }) => Number(unanswered)),
  failed: Uint8Array.from(flows, ({ failed }) => Number(failed)),
  bytesSent: Float64Array.from(flows, ({ sent }) => sent),
  bytesReturned: Float64Array.from(flows, ({ returned }) => returned),
})

async function expectPlain(flows: readonly PlainFlow[]): Promise<void> {
  const made = await makeNetworkColumns(rowsOf(flows), silentPulse)
  expect(made.map(({ name }) => name).sort()).toEqual(NETWORK_FEATURES.map(({ name }) => name).sort())
  plainFeatures(flows).forEach((expected, row) => {
    expect(Object.fromEntries(made.map(({ name, values }) => [name, values[row]]))).toEqual(expected)
  })
}

/** Few hosts and moments, so that windows fill and moments are shared; half seconds, so that edges of windows are met. */
const anyFlow: fc.Arbitrary<PlainFlow> = fc.record({
  seconds: fc.option(
    fc.nat(400).map((half) => 1_700_000_000 + half / 2),
    { freq: 8 },
  ),
  source: fc.constantFrom('a', 'b', ''),
  destination: fc.constantFrom('x', 'y', 'z'),
  port: fc.constantFrom('80', '443', '22', '53'),
  sourcePort: fc.constantFrom('1024', '1025', '1026'),
  unanswered: fc.boolean(),
  failed: fc.boolean(),
  sent: fc.constantFrom(0, 0, 1, 700, 9_000_000_000),
  returned: fc.constantFrom(0, 0, 40, 1500),
})

describe('network features', () => {
  it('are what a plain count over all flows before gives, whatever the order, the ties and the missing times', async () => {
    const withATime = fc
      .array(anyFlow, { minLength: 1, maxLength: 60 })
      .filter((flows) => flows.some(({ seconds }) => seconds !== null))
    await fc.assert(fc.asyncProperty(withATime, expectPlain), { numRuns: 150 })
  })

  it('look back a hundred flows to a host and sixteen gaps of a pair, and no further', async () => {
    const random = seededRandom(5)
    let now = 0
    const flows = Array.from({ length: 420 }, (): PlainFlow => {
      now += random.below(4)
      return {
        seconds: now,
        source: `s${random.below(2)}`,
        destination: `d${random.below(2)}`,
        port: String(random.below(130)),
        sourcePort: String(random.below(130)),
        unanswered: random.below(3) === 0,
        failed: random.below(2) === 0,
        sent: random.below(1000),
        returned: random.below(1000),
      }
    })
    await expectPlain(flows)
    await expectPlain(flows.toReversed())
  })

  it('tell a clockwork from chance by hand', async () => {
    const beat = (seconds: number): PlainFlow => ({ ...quiet, seconds })
    const made = await makeNetworkColumns(rowsOf(Array.from({ length: 10 }, (_, n) => beat(60 * n))), silentPulse)
    const values = made.find(({ name }) => name === 'net_pair_gap_variation')!.values
    expect(Array.from(values)).toEqual([1, 1, 1, 1, 1, 1, 1, 0, 0, 0])
  })

  it('follow KDD by hand: of three calls in two seconds two to one service', async () => {
    const calls = [
      { ...quiet, seconds: 0, port: '80', unanswered: true },
      { ...quiet, seconds: 1, port: '22' },
      { ...quiet, seconds: 2, port: '80' },
      { ...quiet, seconds: 2.5, destination: 'other', port: '80' },
    ]
    const made = await makeNetworkColumns(rowsOf(calls), silentPulse)
    const valuesOf = (name: string): number[] => Array.from(made.find((column) => column.name === name)!.values)
    expect(valuesOf('net_count')).toEqual([1, 2, 3, 1])
    expect(valuesOf('net_srv_count')).toEqual([1, 1, 2, 2])
    expect(valuesOf('net_same_srv_rate')).toEqual([1, 0.5, 0.667, 1])
    expect(valuesOf('net_diff_srv_rate')).toEqual([0, 1, 0.667, 0])
    expect(valuesOf('net_serror_rate')).toEqual([1, 0.5, 0.333, 0])
    expect(valuesOf('net_dst_host_count')).toEqual([1, 2, 3, 1])
  })

  it('are only those that the rows allow', async () => {
    const rows = rowsOf([quiet, quiet])
    expect(await makeNetworkColumns({ ...rows, seconds: null }, silentPulse)).toEqual([])
    const onlySource = { ...rows, destination: null, port: null, sourcePort: null, unanswered: null, failed: null }
    const names = (await makeNetworkColumns(onlySource, silentPulse)).map(({ name }) => name)
    expect(names).toEqual(['net_src_sent_share'])
  })

  it('are stopped at the next breath', async () => {
    const pulse = { ...silentPulse, breathe: () => Promise.reject(new Cancelled()) }
    await expect(makeNetworkColumns(rowsOf([quiet]), pulse)).rejects.toBeInstanceOf(Cancelled)
  })
})

const quiet: PlainFlow = {
  seconds: 0,
  source: 'a',
  destination: 'x',
  port: '443',
  sourcePort: '5000',
  unanswered: false,
  failed: false,
  sent: 10,
  returned: 20,
}
