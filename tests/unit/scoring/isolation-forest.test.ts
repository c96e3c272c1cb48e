import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../src/engine/numeric/random'
import { forestOf, scoredByForest } from '../../../src/engine/pipeline/second-opinion'
import { ShardedScoringRows } from '../../../src/engine/pipeline/score-rows'
import { ShardSet } from '../../../src/engine/pipeline/shard-set'
import { Cancelled, silentPulse, type Pulse } from '../../../src/engine/numeric/pulse'
import { countedRarity } from '../../../src/engine/scoring/calibration'
import { auroc } from '../../../src/engine/scoring/evaluation'
import { fitScores } from '../../../src/engine/scoring/fit-scores'
import { growForest, TREE_COUNT } from '../../../src/engine/scoring/forest/isolation-forest'
import { averagePathLength } from '../../../src/engine/scoring/forest/path-length'
import { planInputs } from '../../../src/engine/scoring/inputs'
import { contextColumns } from '../../../src/engine/table/context'
import type { ColumnProfile } from '../../../src/engine/table/column'
import type { Table } from '../../../src/engine/table/table'
import { profilesOf, tableOf } from '../support/tables'
import { trafficProfiles, trafficTable } from './traffic'

const quiet = () => Promise.resolve()

/** A scored table and the forest's opinion of its rows. */
async function opinionOn(
  table: Table,
  profiles: readonly ColumnProfile[],
  { shardCount = 1, seed = 7, pulse = silentPulse } = {},
): Promise<Float32Array> {
  const context = await contextColumns(table, profiles, silentPulse)
  const plan = planInputs(
    profiles,
    table.cells.map(({ kind }) => kind),
    context.map(({ name }) => name),
  )
  const set = ShardSet.cut(table, shardCount)
  const { model } = await fitScores(await ShardedScoringRows.open(set, plan, context), 7, silentPulse)
  return scoredByForest(set, await forestOf(set, model, seed, pulse), model, pulse)
}

/** Two round heaps of ordinary flows, and a last one far from both. */
function heapsAndOne(rowCount: number): Table {
  const random = seededRandom(5)
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const heap = row % 2
    return {
      sent: 40 + 30 * heap + 3 * random.normal(),
      returned: 60 - 30 * heap + 3 * random.normal(),
      service: heap === 0 ? 'http' : 'dns',
    }
  })
  rows[rowCount - 1] = { sent: 99, returned: 99, service: 'irc' }
  return tableOf({
    sent: rows.map(({ sent }) => sent),
    returned: rows.map(({ returned }) => returned),
    service: rows.map(({ service }) => service),
  })
}

describe('the average path length', () => {
  it('is that of the paper: 2 (ln(n − 1) + 0.5772156649) − 2 (n − 1) / n', () => {
    for (const n of [16, 64, 256, 4096]) {
      const published = 2 * (Math.log(n - 1) + 0.5772156649) - (2 * (n - 1)) / n
      // The logarithm stands for a harmonic number, which is larger by about 1 / 2(n − 1).
      expect(averagePathLength(n) - published).toBeCloseTo(1 / (n - 1), 2)
      expect(Math.abs(averagePathLength(n) / published - 1)).toBeLessThan(n < 64 ? 0.02 : 0.005)
    }
    expect(averagePathLength(256)).toBeCloseTo(10.2487, 4)
  })

  it('by hand: 0 for one row, 1 for two, 5/3 for three', () => {
    expect([0, 1, 2].map(averagePathLength)).toEqual([0, 0, 1])
    expect(averagePathLength(3)).toBeCloseTo(5 / 3, 12)
  })
})

describe('an isolation forest', () => {
  it('isolates a planted flow before all others', async () => {
    const table = heapsAndOne(2000)
    const scores = await opinionOn(table, profilesOf(table))
    expect(countedRarity(scores, scores[1999]!)).toEqual({ atLeast: 1, rowCount: 2000 })
    expect(scores[1999]).toBeGreaterThan(0.7)
  })

  it('finds no flow strange where all are alike', async () => {
    const table = tableOf({ sent: new Array<number>(300).fill(4), state: new Array<string>(300).fill('SF') })
    const scores = await opinionOn(table, profilesOf(table))
    // No tree splits: every path is as long as the average one, and s is a half.
    expect(new Set(scores)).toEqual(new Set([0.5]))
  })

  it('ranks a port scan of made-up traffic far above chance, and not by the order of the rows', async () => {
    const table = trafficTable(3000)
    const scores = await opinionOn(table, trafficProfiles(table))
    const isScan = Array.from({ length: 3000 }, (_, row) => row % 50 === 49)
    expect(auroc(scores, isScan)).toBeGreaterThan(0.95)
  })

  it('has the same bytes for 1, 2, 3 and 8 shards', async () => {
    const table = trafficTable(33_000)
    const profiles = trafficProfiles(table)
    const whole = await opinionOn(table, profiles)
    for (const shardCount of [2, 3, 8]) {
      const scores = await opinionOn(table, profiles, { shardCount })
      expect(Buffer.from(scores.buffer).equals(Buffer.from(whole.buffer))).toBe(true)
    }
  })

  it('is another with another seed, and the same with the same', async () => {
    const table = trafficTable(1000)
    const profiles = trafficProfiles(table)
    const [one, again, other] = [
      await opinionOn(table, profiles, { seed: 1 }),
      await opinionOn(table, profiles, { seed: 1 }),
      await opinionOn(table, profiles, { seed: 2 }),
    ]
    expect(again).toEqual(one)
    expect(other).not.toEqual(one)
  })

  it('keeps to a hundred trees of 256 rows, eight splits deep', async () => {
    const random = seededRandom(3)
    const numbers = Float64Array.from({ length: 2000 }, () => random.normal())
    const sample = { rowCount: 1000, numbers: { rank: numbers, standardised: numbers }, codes: new Uint16Array(0) }
    const forest = await growForest(sample, 1, quiet)
    expect([forest.treeCount, forest.depth]).toEqual([TREE_COUNT, 8])
    expect(forest.nodes).toHaveLength(100 * 256)
    expect(forest.usualLength).toBe(averagePathLength(256))
    expect(Math.max(...forest.pathLengths)).toBeLessThan(8 + averagePathLength(256))
  })

  it('of two rows takes them apart with one split, which nothing but their values decides', async () => {
    const table = tableOf({ sent: [1, 2] })
    const scores = await opinionOn(table, profilesOf(table))
    // One split sets each apart, and c(2) is 1: s = 2^−1.
    expect([...scores]).toEqual([0.5, 0.5])
  })

  it('stops when it is no longer wanted, and is whole when it is asked again', async () => {
    const table = trafficTable(9000)
    const profiles = trafficProfiles(table)
    let breaths = 0
    const pulse: Pulse = {
      report: () => undefined,
      breathe: () => (++breaths > 102 ? Promise.reject(new Cancelled()) : Promise.resolve()),
    }
    await expect(opinionOn(table, profiles, { pulse, shardCount: 2 })).rejects.toThrow(Cancelled)
    expect(await opinionOn(table, profiles, { shardCount: 2 })).toHaveLength(9000)
  })
})
