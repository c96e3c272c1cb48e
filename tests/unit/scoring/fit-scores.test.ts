import { describe, expect, it } from 'vitest'
import { silentPulse, Cancelled } from '../../../src/engine/numeric/pulse'
import { ShardedScoringRows } from '../../../src/engine/pipeline/score-rows'
import { ShardSet } from '../../../src/engine/pipeline/shard-set'
import { planOf } from '../../../src/engine/scoring/columns'
import { auroc } from '../../../src/engine/scoring/evaluation'
import { fitScores, scoreRows } from '../../../src/engine/scoring/fit-scores'
import { planInputs } from '../../../src/engine/scoring/inputs'
import { inputRowOf } from '../../../src/engine/scoring/input-row'
import { partsOfRow, sumOfParts } from '../../../src/engine/scoring/parts'
import { contextColumns } from '../../../src/engine/table/context'
import { profilesOf, tableOf } from '../support/tables'
import { fitTable, reordered, trafficProfiles, trafficTable } from './traffic'

const traffic = trafficTable(3000)
const profiles = trafficProfiles(traffic)

describe('the anomalyScore of made-up traffic', () => {
  it('ranks a port scan above all else', async () => {
    const { scored } = await fitTable(traffic, profiles)
    const attacks = Array.from({ length: traffic.rowCount }, (_, row) => row % 50 === 49)
    expect(auroc(scored.scores, attacks)).toBeGreaterThan(0.999)
  })

  it('is 1 for a usual flow and 0 for the most ordinary', async () => {
    const { scored } = await fitTable(traffic, profiles)
    const sorted = Float64Array.from(scored.scores).sort()
    expect((sorted[1499]! + sorted[1500]!) / 2).toBeCloseTo(1, 12)
    expect(sorted[0]).toBeGreaterThan(-0.05)
    expect(sorted[0]).toBeLessThan(0.5)
  })

  it('is, on every row, the sum of its parts, and hardly one lies below its floor', async () => {
    const { model, scored, columns, sourceMeans } = await fitTable(traffic, profiles)
    let belowFloor = 0
    for (let row = 0; row < traffic.rowCount; row++) {
      const parts = partsOfRow(model, inputRowOf(columns, row), sourceMeans![row]!)
      expect(Math.abs(sumOfParts(parts) - scored.scores[row]!)).toBeLessThan(1e-9)
      expect(Math.min(...parts.map(({ adds }) => adds))).toBeGreaterThan(-0.05)
      belowFloor += parts.filter(({ adds }) => adds < 0).length
    }
    // Floors are the least of 2,048 rows: each of a dozen parts lies below its floor in one of the other rows or so.
    expect(belowFloor).toBeLessThan(0.01 * traffic.rowCount)
  })

  it('names each column once, with a missing cell under its own column, then what belongs to none', async () => {
    const { model, columns, sourceMeans } = await fitTable(traffic, profiles)
    expect(model.categories.map(({ column, origin }) => [column, origin])).toEqual([
      ['port', 'file'],
      ['protocol', 'file'],
      ['state', 'file'],
      ['duration', 'missing'],
    ])
    const parts = partsOfRow(model, inputRowOf(columns, 49), sourceMeans![49]!)
    const names = parts.map(({ column }) => column)
    expect(new Set(names.slice(0, -2)).size).toBe(names.length - 2)
    expect(names).toContain('source: distinct ports per flow in its last 100 flows')
    expect(parts.slice(-2).map(({ kind, column }) => [kind, column])).toEqual([
      ['rare combination', null],
      ['source', null],
    ])
  })

  it('scores the file again, row by row the same, by the model it made', async () => {
    const { model, scored } = await fitTable(traffic, profiles)
    const rows = await ShardedScoringRows.open(
      ShardSet.cut(traffic, 1),
      planOf(model),
      await contextColumns(traffic, profiles, silentPulse),
    )
    const again = await scoreRows(JSON.parse(JSON.stringify(model)), rows, silentPulse)
    expect(again).toEqual(scored)
  })

  it('is permuted when rows without time and address are, up to the seeded sample of the groups', async () => {
    const table = tableOf({
      bytes: Array.from({ length: 500 }, (_, row) => ((row * 7919) % 1000) ** 2),
      kind: Array.from({ length: 500 }, (_, row) => 'abc'[(row * row) % 3]!),
    })
    const order = Array.from({ length: 500 }, (_, row) => (row * 201) % 500)
    const plain = await fitTable(table, profilesOf(table))
    const shuffled = await fitTable(reordered(table, order), profilesOf(table))
    const moved = order.map((row, place) => Math.abs(shuffled.scored.scores[place]! - plain.scored.scores[row]!))
    // The starts of the groups are other rows, so scores move a little; ranks and levels don't at all.
    expect(shuffled.model.numbers[0]!.rank).toEqual(plain.model.numbers[0]!.rank)
    expect(shuffled.model.categories).toEqual(plain.model.categories)
    expect(moved.reduce((sum, off) => sum + off, 0) / 500).toBeLessThan(0.2)
  })

  it('does not change when every row comes twice', async () => {
    // So many that a crowd, a hundredth of them, is no small table's (damping.ts).
    const rowCount = 3600
    const table = tableOf({
      bytes: Array.from({ length: rowCount }, (_, row) => Math.round(Math.exp(((row * 37) % 100) / 20))),
      kind: Array.from({ length: rowCount }, (_, row) => (row % 9 === 0 ? 'udp' : 'tcp')),
    })
    const once = Array.from({ length: rowCount }, (_, row) => row)
    const plain = await fitTable(table, profilesOf(table))
    const twice = await fitTable(reordered(table, [...once, ...once]), profilesOf(table))
    twice.model.numbers[0]!.rank.below.forEach((share, i) =>
      expect(share).toBeCloseTo(plain.model.numbers[0]!.rank.below[i]!, 6),
    )
    for (let row = 0; row < rowCount; row++) expect(twice.scored.scores[row + rowCount]).toBe(twice.scored.scores[row])
    // As above, the starts of the groups are other rows.
    const moved = once.map((row) => Math.abs(twice.scored.scores[row]! - plain.scored.scores[row]!))
    expect(moved.reduce((sum, off) => sum + off, 0) / rowCount).toBeLessThan(0.2)
  })

  it('lets a flood of 10,000 like rows, most of the file, count as a hundredth of the file would: as ten rows', async () => {
    const others = Array.from({ length: 100 }, (_, row) => 2 ** row)
    const table = tableOf({ bytes: [...others, ...new Array<number>(10_000).fill(0)] })
    const { rank } = (await fitTable(table, profilesOf(table))).model.numbers[0]!
    // Others lie at least two steps of the signature apart, except for 1, 2 and 4.
    expect(rank.upTo[rank.values.indexOf(0)]).toBeCloseTo(10 / 110, 2)
  })
})

describe('edges of fitting', () => {
  it.each([
    ['one row', tableOf({ a: [5], b: ['x'] })],
    ['identical rows', tableOf({ a: [5, 5, 5, 5], b: ['x', 'x', 'x', 'x'] })],
    ['no number in a column of numbers', tableOf({ a: [NaN, NaN, NaN], b: ['x', 'y', 'x'] })],
    ['infinite cells', tableOf({ a: [1, Infinity, -Infinity, 2, 3], b: ['', '', 'x', 'x', 'y'] })],
    ['numbers at the end of the range', tableOf({ a: [1e308, -1e308, 0, 1e308], b: ['x', 'y', 'x', 'y'] })],
    ['no column at all', tableOf({})],
  ])('%s: every score is finite and the model survives JSON', async (_, table) => {
    const { model, scored, columns } = await fitTable(table, profilesOf(table))
    expect(Array.from(scored.scores).every((score) => Number.isFinite(score) && score > -1e-9)).toBe(true)
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
    for (let row = 0; row < table.rowCount; row++) {
      expect(sumOfParts(partsOfRow(model, inputRowOf(columns, row), null))).toBeCloseTo(scored.scores[row]!, 9)
    }
  })

  it('a column that never varied adds nothing to its own file and something to a file where it does', async () => {
    const table = tableOf({
      bytes: Array.from({ length: 200 }, (_, row) => (row * 31) % 97),
      still: new Array<number>(200).fill(7),
    })
    const never = profilesOf(table, { still: { role: 'ignored' } }).map((profile) => ({
      ...profile,
      distinctCount: profile.name === 'still' ? 1 : 97,
    }))
    const { model, columns } = await fitTable(table, never)
    const row = inputRowOf(columns, 0)
    const still = (value: number) =>
      partsOfRow(model, { ...row, numbers: [row.numbers[0]!, value] }, null).find(({ column }) => column === 'still')!
        .adds
    expect(still(7)).toBe(0)
    expect(still(8)).toBeGreaterThan(0.1)
  })

  it('a column the second file lacks counts as usual in every row', async () => {
    const { model } = await fitTable(traffic, profiles)
    const lacking = {
      ...traffic,
      columnNames: traffic.columnNames.map((name) => (name === 'duration' ? 'other' : name)),
    }
    const rows = await ShardedScoringRows.open(
      ShardSet.cut(lacking, 1),
      planOf(model),
      await contextColumns(traffic, profiles, silentPulse),
    )
    const { scores } = await scoreRows(model, rows, silentPulse)
    expect(scores.every((score) => Number.isFinite(score))).toBe(true)
    const row = {
      numbers: model.numbers.map(({ column }) => (column === 'duration' ? null : 0)),
      texts: model.categories.slice(0, 3).map(() => 'x'),
    }
    const usual = { ...row, numbers: model.numbers.map(({ column, fill }) => (column === 'duration' ? fill : 0)) }
    expect(partsOfRow(model, row, null)).toEqual(partsOfRow(model, usual, null))
  })
})

describe('the number of shards', () => {
  const rowCount = 20_000
  const table = trafficTable(rowCount, 5)

  it('1, 2, 3 and 8 give byte-equal models and scores', async () => {
    const whole = await fitTable(table, trafficProfiles(table))
    for (const shardCount of [2, 3, 8]) {
      const cut = await fitTable(table, trafficProfiles(table), { shardCount })
      expect(JSON.stringify(cut.model)).toBe(JSON.stringify(whole.model))
      expect(cut.scored).toEqual(whole.scored)
    }
  })

  it('does not matter beyond 65,536 rows, where ranks come from a sample and levels from all rows', async () => {
    const rows = Array.from({ length: 70_000 }, (_, row) => row)
    const large = tableOf({
      bytes: rows.map((row) => (row * 7919) % 100_003),
      kind: rows.map((row) => (row === 69_999 ? 'once' : 'abc'[row % 3]!)),
    })
    const whole = await fitTable(large, profilesOf(large))
    const cut = await fitTable(large, profilesOf(large), { shardCount: 3 })
    expect(JSON.stringify(cut.model)).toBe(JSON.stringify(whole.model))
    expect(cut.scored).toEqual(whole.scored)
    expect(whole.model.categories[0]!.levels).toContain('once')
    expect(whole.model.numbers[0]!.largest).toBe(Math.max(...rows.map((row) => (row * 7919) % 100_003)))
    expect(whole.scored.scores.indexOf(Math.max(...whole.scored.scores))).toBe(69_999)
  })

  it('does not matter to the seed: the same one gives the same model, another one another', async () => {
    const model = async (seed: number) => JSON.stringify((await fitTable(traffic, profiles, { seed })).model)
    expect(await model(3)).toBe(await model(3))
    expect(await model(3)).not.toBe(await model(4))
  })
})

describe('while it is fitted', () => {
  const open = async () => {
    const context = await contextColumns(traffic, profiles, silentPulse)
    const plan = planInputs(
      profiles,
      traffic.cells.map(({ kind }) => kind),
      context.map(({ name }) => name),
    )
    return ShardedScoringRows.open(ShardSet.cut(traffic, 1), plan, context)
  }

  it('says how far it is, ever growing and ending at 1', async () => {
    const shares: number[] = []
    await fitScores(await open(), 1, { ...silentPulse, report: (share) => shares.push(share) })
    expect(shares.length).toBeGreaterThan(3)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    expect(shares[shares.length - 1]).toBe(1)
  })

  it('stops at any breath once it is no longer wanted', async () => {
    let breaths = 0
    await fitScores(await open(), 1, { ...silentPulse, breathe: () => Promise.resolve(void breaths++) })
    for (const last of [1, Math.floor(breaths / 2), breaths]) {
      let left = last
      const breathe = () => (--left === 0 ? Promise.reject(new Cancelled()) : Promise.resolve())
      await expect(fitScores(await open(), 1, { ...silentPulse, breathe })).rejects.toBeInstanceOf(Cancelled)
    }
  })
})
