import { beforeAll, describe, expect, it } from 'vitest'
import { nearestOrdinary, ordinaryUpTo } from '../../../src/engine/pipeline/row-contrast'
import { ShardedScoringRows } from '../../../src/engine/pipeline/score-rows'
import { ShardSet } from '../../../src/engine/pipeline/shard-set'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { fitScores } from '../../../src/engine/scoring/fit-scores'
import { gapsBetween, viewPrices } from '../../../src/engine/scoring/gaps'
import { inputRowOf } from '../../../src/engine/scoring/input-row'
import { planInputs } from '../../../src/engine/scoring/inputs'
import { nearer, NO_ROW } from '../../../src/engine/scoring/nearest-row'
import { placesReader } from '../../../src/engine/scoring/places'
import { thresholdFor } from '../../../src/engine/scoring/threshold'
import { contextColumns } from '../../../src/engine/table/context'
import { fitTable, trafficProfiles, trafficTable, type FittedTable } from './traffic'

const ROWS = 6000
const table = trafficTable(ROWS)
const profiles = trafficProfiles(table)
let fitted: FittedTable
let threshold: number
let scores: Float32Array

beforeAll(async () => {
  fitted = await fitTable(table, profiles)
  scores = new Float32Array(fitted.scored.scores)
  threshold = thresholdFor(scores, 60)
})

/** The same fit, with its rows in so many shards. */
async function inShards(shardCount: number) {
  const context = await contextColumns(table, profiles, silentPulse)
  const names = context.map(({ name }) => name)
  const plan = planInputs(
    profiles,
    table.cells.map(({ kind }) => kind),
    names,
  )
  const shards = ShardSet.cut(table, shardCount)
  const { model } = await fitScores(await ShardedScoringRows.open(shards, plan, context), 7, silentPulse)
  return { shards, scoring: { model } }
}

/** By looking at every row. */
function nearestByHand(row: number): { row: number; gap: number } {
  const { model, columns } = fitted
  const placesOf = placesReader(model)
  const at = (index: number) => placesOf(inputRowOf(columns, index))
  const asked = at(row)
  let near = { row: -1, gap: Infinity }
  for (let other = 0; other < ROWS; other++) {
    if (scores[other]! > threshold) continue
    const gap = gapsBetween(model, viewPrices(model), asked, at(other)).reduce((sum, part) => sum + part, 0)
    if (gap < near.gap) near = { row: other, gap }
  }
  return near
}

describe('the nearest ordinary row', () => {
  it('is the one found by looking at every row, for one shard and for three', async () => {
    const flagged = Array.from(scores.keys()).filter((row) => scores[row]! > threshold)
    expect(flagged.length).toBeGreaterThan(20)
    const [one, three] = [await inShards(1), await inShards(3)]
    for (const row of flagged.filter((_, place) => place % 12 === 0)) {
      const expected = nearestByHand(row)
      const question = { row, input: inputRowOf(fitted.columns, row) }
      expect(scores[expected.row]!).toBeLessThanOrEqual(threshold)
      expect(await nearestOrdinary(one, scores, question, threshold, silentPulse)).toEqual(expected)
      expect(await nearestOrdinary(three, scores, question, threshold, silentPulse)).toEqual(expected)
    }
  })

  it('is none where no row is ordinary', async () => {
    const question = { row: 49, input: inputRowOf(fitted.columns, 49) }
    expect(await nearestOrdinary(await inShards(1), scores, question, -1, silentPulse)).toEqual(NO_ROW)
  })

  it('ends as soon as it is no longer wanted', async () => {
    const question = { row: 49, input: inputRowOf(fitted.columns, 49) }
    const stopped = { breathe: () => Promise.reject(new Error('another row')) }
    await expect(nearestOrdinary(await inShards(1), scores, question, threshold, stopped)).rejects.toThrow(
      'another row',
    )
  })

  it('is the first of those equally near', () => {
    expect(nearer({ row: 9, gap: 2 }, { row: 4, gap: 2 }).row).toBe(4)
    expect(nearer({ row: 4, gap: 2 }, { row: 9, gap: 2 }).row).toBe(4)
    expect(nearer(NO_ROW, { row: 9, gap: 2 }).row).toBe(9)
    expect(nearer({ row: 9, gap: 2 }, NO_ROW).row).toBe(9)
  })
})

describe('the gap between two rows', () => {
  it('is nothing to itself, the same both ways, and grows with the difference', () => {
    const { model, columns } = fitted
    const at = (row: number) => placesReader(model)(inputRowOf(columns, row))
    const sum = (one: number, other: number): number =>
      gapsBetween(model, viewPrices(model), at(one), at(other)).reduce((total, gap) => total + gap, 0)
    expect(sum(3, 3)).toBe(0)
    expect(sum(3, 49)).toBe(sum(49, 3))
    expect(sum(3, 49)).toBeGreaterThan(sum(3, 4))
    expect(Number.isInteger(sum(3, 49))).toBe(true)
  })
})

describe('what counts as ordinary', () => {
  it('is half the threshold, unless a twentieth of the rows lie between', () => {
    const scores = (between: number): Float32Array =>
      Float32Array.from({ length: 100 }, (_, row) => (row < between ? 4 : 1))
    expect(ordinaryUpTo(scores(5), 6)).toBe(3)
    expect(ordinaryUpTo(scores(6), 6)).toBe(6)
  })
})
