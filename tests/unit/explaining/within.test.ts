import { describe, expect, it } from 'vitest'
import { sampleFlows, truthOf, type SampleFlow } from '../../../src/engine/intake/sample-day'
import { rowsPerCluster } from '../../../src/engine/explaining/cluster-bands'
import { clusterFacts } from '../../../src/engine/explaining/facts/cluster-facts'
import { makeUpOf } from '../../../src/engine/explaining/facts/make-up'
import { readTraffic } from '../../../src/engine/explaining/traffic'
import { judgeCluster } from '../../../src/engine/explaining/verdicts/judge-cluster'
import { patternsOf } from '../../../src/engine/explaining/verdicts/patterns'
import { patternsWithin, type WithinCluster } from '../../../src/engine/explaining/verdicts/within'
import type { Verdict } from '../../../src/engine/explaining/findings'
import { connTable } from './sample-traffic'

interface Judged {
  readonly within: readonly WithinCluster[]
  readonly verdict: Verdict
}

async function judged(
  flows: readonly SampleFlow[],
  clusterOf: (flow: SampleFlow) => number,
  sampledShare = 1,
): Promise<Judged[]> {
  const { table, profiles } = connTable(flows)
  const traffic = readTraffic(table, profiles)
  const all = makeUpOf(traffic, Uint32Array.from(flows.keys()))
  const assignments = Uint8Array.from(flows, clusterOf)
  const patterns = await patternsOf(traffic, all, sampledShare)
  return rowsPerCluster(assignments, Math.max(...assignments) + 1).map((rows, cluster) => {
    const facts = clusterFacts(traffic, rows, all, sampledShare)
    const within = patternsWithin(patterns, (row) => assignments[row] === cluster, rows.length, sampledShare < 1)
    return { within, verdict: judgeCluster(facts, within) }
  })
}

const TITLES: Readonly<Record<string, string>> = {
  'port scan': 'Looks like a port scan',
  'SYN flood': 'Looks like a SYN flood',
  exfiltration: 'Looks like data being carried out',
  'SSH brute force': 'Looks like SSH password guessing',
  beacon: 'Looks like a beacon',
}

describe('patterns inside a cluster of something else', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'finds all five attacks in one cluster of the whole day, with the right flows, seed %i',
    async (seed) => {
      const flows = sampleFlows(seed)
      const [{ within, verdict }] = (await judged(flows, () => 0)) as [Judged]
      expect(within.map(({ pattern }) => pattern.verdict.title).sort()).toEqual(Object.values(TITLES).sort())
      for (const [truth, title] of Object.entries(TITLES)) {
        const { rows } = within.find(({ pattern }) => pattern.verdict.title === title)!.pattern
        const planted = flows.filter((flow) => truthOf(flow) === truth).length
        const right = [...rows].filter((row) => truthOf(flows[row]!) === truth).length
        expect(right / planted).toBeGreaterThan(0.95)
        expect(right / rows.length).toBeGreaterThan(0.8)
      }
      expect(verdict.kind).toBe('ordinary')
      expect(verdict.within).toHaveLength(5)
      expect(
        verdict.evidenceAgainst.some((sentence) =>
          /flows \(\d+ %\) look like a SYN flood: \d+ calls a second at 10\.20\.0\.20 port 443/.test(sentence),
        ),
      ).toBe(true)
    },
  )

  it('names the cluster after a pattern that makes up half of it, and keeps the other as evidence against', async () => {
    const [{ verdict }] = (await judged(sampleFlows(2), ({ state }) =>
      state === 'S0' || state === 'REJ' ? 0 : 1,
    )) as [Judged, Judged]
    expect(verdict).toMatchObject({ kind: 'flood', title: 'Looks like a SYN flood', strength: 'likely' })
    expect(verdict.evidenceFor[0]).toMatch(/^\d+ of the flows, \d+ %, are one pattern$/)
    expect(verdict.within).toEqual([
      {
        kind: 'port scan',
        title: 'Looks like a port scan',
        share: expect.closeTo(0.3, 1) as number,
        pattern: { index: 1, flowCount: expect.any(Number) as number, sampled: false },
      },
    ])
  })

  it('names uploads at regular times once', async () => {
    const flows = sampleFlows(3).filter(({ kind }) => kind === 'backup' || kind === 'exfiltration')
    expect((await judged(flows, () => 0))[0]!.within.map(({ pattern }) => pattern.verdict.kind)).toEqual([
      'exfiltration',
    ])
  })

  it.each([1, 2, 3, 4, 5, 6])('finds nothing in ordinary traffic however it is cut, seed %i', async (seed) => {
    const flows = sampleFlows(seed).filter((flow) => truthOf(flow) === 'benign')
    const cuts: readonly ((flow: SampleFlow) => number)[] = [
      () => 0,
      ({ state }) => ['SF', 'S0', 'REJ', 'RSTO', 'RSTR', 'S1'].indexOf(state),
      ({ bytesSent }) => Math.floor(Math.log10(1 + bytesSent)),
      ({ kind }) => ['web', 'dns', 'mail', 'files', 'ssh', 'ntp', 'backup'].indexOf(kind),
    ]
    for (const cut of cuts)
      for (const { within } of await judged(flows, cut)) expect(within.map(({ sentence }) => sentence)).toEqual([])
  })

  it('says nothing of a beat in a thinned sample', async () => {
    const flows = sampleFlows(4).filter(({ kind }) => kind === 'beacon' || kind === 'web')
    expect((await judged(flows, () => 0))[0]!.within.map(({ pattern }) => pattern.verdict.kind)).toEqual(['beacon'])
    expect((await judged(flows, () => 0, 0.5))[0]!.within).toEqual([])
  })
})
