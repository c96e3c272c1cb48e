import { describe, expect, it } from 'vitest'
import { chooseClusterCount } from '../../../src/engine/clustering/choose'
import { fitRange } from '../../../src/engine/clustering/fit-range'
import type { Choice, ElbowPoint } from '../../../src/engine/clustering/result'
import { askedCounts } from '../../../src/engine/clustering/weigh-counts'
import { Cancelled, silentPulse, type Pulse } from '../../../src/engine/numeric/pulse'
import { heaps, plainRows, shardsOf, type PlainRows } from '../support/features'
import { normalNoise, threeHeaps, uniformNoise } from '../support/heaps'

interface Asked {
  readonly seed?: number
  readonly largest?: number
  readonly shardCount?: number
  readonly pulse?: Pulse
}

async function choiceFor(
  rows: PlainRows,
  { seed = 42, largest = 12, shardCount = 1, pulse = silentPulse }: Asked = {},
): Promise<Choice> {
  const shards = await shardsOf(rows, shardCount)
  const elbow: ElbowPoint[] = []
  const options = { smallest: 1, largest, restartCount: 3, maxIterations: 100, seed }
  const fits = await fitRange(shards, rows.recipe, options, silentPulse, (point) => elbow.push(point))
  const points = elbow.map((point, index) => ({ ...point, sampledSilhouette: fits[index]!.sampledSilhouette }))
  shards.breatheWith(pulse)
  const asked = await askedCounts(shards, rows.recipe, fits, points, seed, pulse)
  return chooseClusterCount(points, rows.table.rowCount, asked)
}

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1)

describe('the number of groups', () => {
  it.each([1, 2, 3, 8])('is three for three clear heaps in %i columns, in 20 of 20 seeds', async (axisCount) => {
    const chosen: string[] = []
    for (const seed of SEEDS) {
      const choice = await choiceFor(plainRows(threeHeaps(450, axisCount, 1000 + seed)), { seed })
      chosen.push(`${choice.clusterCount} ${choice.opinions!.isNatural ? 'natural' : 'not natural'}`)
    }
    expect(chosen).toEqual(SEEDS.map(() => '3 natural'))
  })

  it.each([
    ['uniform', 1, uniformNoise],
    ['uniform', 2, uniformNoise],
    ['uniform', 4, uniformNoise],
    ['uniform', 10, uniformNoise],
    ['normal', 3, normalNoise],
  ] as const)('is not natural in %s noise of %i columns, in at least 19 of 20 seeds', async (_, axisCount, noise) => {
    let natural = 0
    for (const seed of SEEDS) {
      const { opinions, reason } = await choiceFor(plainRows(noise(450, axisCount, 2000 + seed)), { seed })
      expect(reason.includes('no natural number of groups')).toBe(!opinions!.isNatural)
      if (opinions!.isNatural) natural++
    }
    expect(natural).toBeLessThanOrEqual(1)
  })

  it('is not natural in noise of more flows than are shuffled', async () => {
    const { opinions } = await choiceFor(plainRows(uniformNoise(10_000, 3, 5)), { shardCount: 2 })
    expect(opinions).toMatchObject({ isNatural: false, sampleSize: 2048, most: null })
  })

  it('is natural where single columns have the groups, which shuffling does not undo', async () => {
    const corners = threeHeaps(600, 2, 3).map(([x, y], row) => [
      0.2 * (x! % 1) + (row & 1 ? 3 : -3),
      0.2 * (y! % 1) + (row & 2 ? 3 : -3),
    ])
    const choice = await choiceFor(plainRows(corners))
    expect(choice).toMatchObject({ clusterCount: 4, opinions: { isNatural: true, prefers: { shuffled: null } } })
  })

  it('has all measures agree on three clear heaps, and says so', async () => {
    const { opinions, reason } = await choiceFor(plainRows(threeHeaps(900, 2, 9)))
    expect(opinions!.prefers).toMatchObject({ shuffled: 3, calinskiHarabasz: 3, daviesBouldin: 3 })
    expect(opinions!.points[2]!.agreement).toBe(1)
    expect(reason).toBe(
      'The third group still takes 87 % of the spread left inside the groups; one more would take less than ' +
        'it does among shuffled columns. All five measures agree on 3.',
    )
  })

  it('bends at the same K for ranges up to 8, 12, 20 and 30, and the first eight K are the same fits', async () => {
    const tables = [threeHeaps(600, 2, 1), threeHeaps(600, 6, 2), normalNoise(400, 2, 3), uniformNoise(400, 1, 4)].map(
      (numbers) => plainRows(numbers),
    )
    for (const rows of [...tables, heaps(900, 5, 3, 5), heaps(700, 7, 4, 6)]) {
      const choices: Choice[] = []
      for (const largest of [8, 12, 20, 30]) choices.push(await choiceFor(rows, { largest }))
      expect(choices.map(({ knee }) => knee)).toEqual(choices.map(() => choices[0]!.knee))
      const indices = choices.map(({ opinions }) => opinions!.points.slice(1, 8).map((point) => point.calinskiHarabasz))
      expect(indices).toEqual(indices.map(() => indices[0]))
    }
    expect((await choiceFor(tables[0]!)).knee!.clusterCount).toBe(3)
  })

  it('is the same, with every figure, for 1, 2, 3 and 8 shards', async () => {
    const rows = heaps(6 * 4096 + 100, 5, 3, 44)
    const alone = await choiceFor(rows, { largest: 6 })
    expect(alone.opinions!.points).toHaveLength(6)
    for (const shardCount of [2, 3, 8]) expect(await choiceFor(rows, { largest: 6, shardCount })).toEqual(alone)
  })

  it('is not asked about where there are too few flows, too few K or no spread', async () => {
    expect((await choiceFor(plainRows(uniformNoise(49, 2, 1)), { largest: 5 })).opinions).toBeUndefined()
    expect((await choiceFor(plainRows(uniformNoise(80, 2, 1)), { largest: 2 })).opinions).toBeUndefined()
    const same = plainRows(Array.from({ length: 60 }, () => [1, 2]))
    expect((await choiceFor(same, { largest: 1 })).opinions).toBeUndefined()
  })

  it('is answered for as many K as there are different rows', async () => {
    const rows = plainRows(Array.from({ length: 200 }, (_, row) => [row % 5, (row * row) % 5]))
    const { opinions } = await choiceFor(rows, { largest: 3 })
    expect(opinions!.points.every(({ shuffledShare }) => Number.isFinite(shuffledShare))).toBe(true)
  })

  it('stops being asked when it is no longer wanted', async () => {
    let breaths = 0
    const breathe = (): Promise<void> => (++breaths > 20 ? Promise.reject(new Cancelled()) : Promise.resolve())
    const asked = choiceFor(plainRows(uniformNoise(300, 3, 1)), { pulse: { report: () => undefined, breathe } })
    await expect(asked).rejects.toBeInstanceOf(Cancelled)
  })
})
