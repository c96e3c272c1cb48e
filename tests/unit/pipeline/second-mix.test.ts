import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/engine/failure'
import { SAMPLE_DAY_NAME, sampleDay } from '../../../src/engine/intake/sample-day'
import type { SecondResult } from '../../../src/engine/pipeline/answers'
import { Engine } from '../../../src/engine/pipeline/engine'
import type { Host } from '../../../src/engine/pipeline/job'
import { localPool } from '../../../src/engine/pipeline/shard-gate'
import { textSource } from '../../../src/worker/file-source'

const host: Host = { nowMs: () => 0, letOthersRun: () => Promise.resolve() }
const SETTINGS = { seed: 42, smallestClusterCount: 1, largestClusterCount: 6, restartCount: 1, maxIterations: 30 }
const day = sampleDay(1)

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return outcome.value
}

async function fittedEngine(shardCount: number): Promise<Engine> {
  const pool = localPool(shardCount)
  const engine = new Engine(host, () => pool)
  must(await engine.open(textSource(SAMPLE_DAY_NAME, day), {}, [], true, () => undefined))
  must(await engine.run(SETTINGS, () => undefined))
  return engine
}

async function scored(engine: Engine, text: string): Promise<SecondResult> {
  must(await engine.openSecond(textSource('tuesday.csv', text), {}, false, () => undefined))
  return must(await engine.scoreSecond(() => undefined))
}

describe('the mix of a second file', () => {
  it('that is the first again holds: same sizes, same distances, same scores, for one shard and for three', async () => {
    const engine = await fittedEngine(1)
    const { mix, shares, flaggedCount } = await scored(engine, day)
    expect(mix).toMatchObject({ stability: 0, strength: 'steady' })
    for (const cluster of mix!.clusters) {
      expect(cluster).toMatchObject({ move: 'held', isOtherwise: false, stabilityTerm: 0 })
      expect(cluster.rowCountNow).toBe(cluster.rowCountThen)
      // The model's is of the distances to the mean of the cluster, which K-Means has stopped near.
      expect(cluster.spreadNow! / cluster.spreadThen).toBeCloseTo(1, 2)
      expect(cluster.scoreNow).toBeCloseTo(cluster.scoreThen!, 6)
      expect(shares[cluster.clusterIndex]).toMatchObject({ then: cluster.shareThen, now: cluster.shareNow })
    }
    expect(mix!.clusters.reduce((sum, { flaggedCountNow }) => sum + flaggedCountNow, 0)).toBe(flaggedCount)
    expect(flaggedCount).toBeGreaterThan(0)
    const other = await fittedEngine(3)
    expect((await scored(other, day)).mix).toEqual(mix)
  }, 60_000)

  it('of which most lines are one group’s is another mix, and says which grew', async () => {
    const engine = await fittedEngine(1)
    const [header, ...flows] = day.trimEnd().split('\n')
    const groups = must(await engine.group(engine.model(0).clusters.clusterCount)).assignments!
    expect(flows).toHaveLength(groups.length)
    const fewer = flows.filter((_, row) => groups[row] === 1 || row % 10 === 0)
    const { mix } = await scored(engine, [header, ...fewer, ''].join('\n'))
    expect(mix!.strength).toBe('another')
    expect(mix!.clusters[0]).toMatchObject({ clusterIndex: 1, move: 'grew' })
    expect(mix!.clusters[0]!.rowCountNow).toBeGreaterThan(0.8 * mix!.clusters[0]!.rowCountThen)
  }, 60_000)
})
