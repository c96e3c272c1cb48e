import { beforeAll, describe, expect, it } from 'vitest'
import type { Outcome } from '../../../src/engine/failure'
import type { RowQuery, RunResult } from '../../../src/engine/pipeline/answers'
import { Engine } from '../../../src/engine/pipeline/engine'
import type { Host } from '../../../src/engine/pipeline/job'
import { daysWithFlows } from '../../../src/engine/pipeline/threshold-aids'
import type { TruthFilter } from '../../../src/engine/pipeline/truth-answers'
import { csvOf, MADE_COLUMNS, madeRows, SETTINGS } from './made-flows'

const ROWS = 1200
const host: Host = { nowMs: () => 0, letOthersRun: () => Promise.resolve() }
const quiet = (): void => undefined
const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return outcome.value
}

const made = madeRows(ROWS)
const isScan = (row: number): boolean => made[row]![9] === 'scan'
/** The truth says yes or no in every row; what kind of attack it was is only said of attacks. */
const kindOf = (row: number): string => (!isScan(row) ? '' : row % 80 === 7 ? 'sweep' : 'knock')
const COLUMNS = [...MADE_COLUMNS.slice(0, 8), 'label', 'attack_cat']
const rows = made.map((cells, row) => [...cells.slice(0, 8), isScan(row) ? '1' : '0', kindOf(row)])

async function runOn(columns: readonly string[], rows: readonly (readonly string[])[]): Promise<[Engine, RunResult]> {
  const engine = new Engine(host)
  must(await engine.open(csvOf(columns, rows), {}, [], false, quiet))
  return [engine, must(await engine.run(SETTINGS, quiet))]
}

let engine: Engine
let result: RunResult
beforeAll(async () => {
  ;[engine, result] = await runOn(COLUMNS, rows)
}, 60_000)

const rank = async (truth: TruthFilter | null, threshold: number): Promise<number[]> => {
  const query: RowQuery = {
    search: '',
    sortBy: 'line',
    descending: false,
    clusters: null,
    flaggedOnly: false,
    threshold,
    truth,
  }
  return [...(await engine.rank(query))]
}
const allRows = made.map((_, row) => row)

describe('the ranking against the file’s own truth', () => {
  it('has curves whose figures are those the run said', async () => {
    const curves = (await engine.truthCurves())!
    expect(curves).toMatchObject({ column: 'label', rowCount: ROWS, attackCount: ROWS / 40, attackShare: 1 / 40 })
    expect(curves.auroc).toBe(result.truthCheck!.auroc)
    expect(curves.averagePrecision).toBe(result.truthCheck!.averagePrecision)
    expect(curves.points.at(-1)).toMatchObject({ flaggedCount: ROWS, attackCount: ROWS / 40, recall: 1 })
  })

  it('counts at a threshold what the scores of the rows themselves give', () => {
    const threshold = engine.thresholdFor(20)
    const at = engine.truthAt(threshold)!
    const flagged = allRows.filter((row) => result.scores![row]! > threshold)
    const found = flagged.filter(isScan).length
    expect(at.confusion).toEqual({
      foundCount: found,
      missedCount: ROWS / 40 - found,
      falseAlarmCount: flagged.length - found,
      quietCount: ROWS - ROWS / 40 - (flagged.length - found),
    })
    expect(at.recall).toBe(found / (ROWS / 40))
    expect(at.precision).toBe(found / flagged.length)
    expect(at.purity).toBe(result.truthCheck!.purity)
    expect(at.adjustedRandIndex).toBeLessThanOrEqual(1)
  })

  it('takes the kinds of attack from the column that names them, where the truth says only yes or no', () => {
    const at = engine.truthAt(0)!
    expect(at.kindColumn).toBe('attack_cat')
    expect(at.kinds.map(({ kind, rowCount }) => [kind, rowCount])).toEqual([
      ['sweep', ROWS / 80],
      ['knock', ROWS / 80],
    ])
    expect([at.recall, at.meanKindRecall, at.foundKindCount]).toEqual([1, 1, 2])
  })

  it('has no precision and misses all where nothing is flagged', () => {
    const at = engine.truthAt(1e9)!
    expect([at.precision, at.recall, at.meanKindRecall, at.foundKindCount]).toEqual([null, 0, 0, 0])
  })

  it('narrows the ranking to what is found, missed or a false alarm, and to one kind', async () => {
    const threshold = engine.thresholdFor(15)
    const isFlagged = (row: number): boolean => result.scores![row]! > threshold
    const rows = async (outcome: TruthFilter['outcome'], kind: string | null = null) =>
      rank({ outcome, kind }, threshold)
    expect(await rows('found')).toEqual(allRows.filter((row) => isScan(row) && isFlagged(row)))
    expect(await rows('missed')).toEqual(allRows.filter((row) => isScan(row) && !isFlagged(row)))
    expect(await rows('false alarm')).toEqual(allRows.filter((row) => !isScan(row) && isFlagged(row)))
    expect(await rows('missed', 'knock')).toEqual(allRows.filter((row) => kindOf(row) === 'knock' && !isFlagged(row)))
    expect(await rows(null, 'sweep')).toEqual(allRows.filter((row) => kindOf(row) === 'sweep'))
    expect(await rows(null, 'never heard of')).toEqual([])
    expect(await rank(null, threshold)).toEqual(allRows)
  })

  it('is no part of the model: without the truth, scores are the same', async () => {
    const [, blind] = await runOn(
      COLUMNS.slice(0, 8),
      rows.map((cells) => cells.slice(0, 8)),
    )
    expect([...blind.scores!]).toEqual([...result.scores!])
  })

  it('is not there without truth, and a filter by it then leaves nothing out', async () => {
    const [blind] = await runOn(
      COLUMNS.slice(0, 8),
      rows.map((cells) => cells.slice(0, 8)),
    )
    expect(await blind.truthCurves()).toBeNull()
    expect(blind.truthAt(1)).toBeNull()
    const query = { search: '', sortBy: 'line', descending: false, clusters: null, flaggedOnly: false, threshold: 1 }
    expect(await blind.rank({ ...query, truth: { outcome: 'missed', kind: null } })).toHaveLength(ROWS)
  })
})

describe('a move of the threshold', () => {
  it('brings in the rows between the two, by group and by kind', () => {
    const [few, many] = [engine.thresholdFor(10), engine.thresholdFor(200)]
    const between = allRows.filter((row) => result.scores![row]! > many && result.scores![row]! <= few)
    const { entering, leaving } = engine.thresholdChange(few, many)
    expect([entering.rowCount, leaving.rowCount]).toEqual([between.length, 0])
    const perCluster = new Array<number>(result.grouping.clusterCount).fill(0)
    for (const row of between) perCluster[result.grouping.assignments![row]!]!++
    expect(entering.perCluster).toEqual(perCluster)
    const counts = Object.fromEntries(entering.kinds.map(({ kind, rowCount }) => [kind, rowCount]))
    for (const kind of ['', 'sweep', 'knock'])
      expect(counts[kind] ?? 0).toBe(between.filter((row) => kindOf(row) === kind).length)
  })

  it('the other way puts the same rows out, and none where it stays', () => {
    const [few, many] = [engine.thresholdFor(10), engine.thresholdFor(200)]
    const back = engine.thresholdChange(many, few)
    expect(back.leaving).toEqual(engine.thresholdChange(few, many).entering)
    expect(back.entering.rowCount).toBe(0)
    expect(engine.thresholdChange(few, few)).toMatchObject({ entering: { rowCount: 0 }, leaving: { rowCount: 0 } })
  })
})

describe('what helps to place the threshold', () => {
  it('is a suggestion that flags as many rows as it says, and the days of the file', async () => {
    const { suggestion, dayCount, title } = await engine.thresholdAids()
    expect(dayCount).toBe(1)
    if (suggestion!.threshold !== null)
      expect(engine.atThreshold(suggestion!.threshold).flaggedCount).toBe(suggestion!.flaggedCount)
    expect(title).toMatch(/^Scores thin out past /)
    expect(await engine.thresholdAids()).toEqual({
      suggestion,
      dayCount,
      title,
      sentence: expect.any(String) as string,
    })
  })

  it('has no days where no column says when a flow began', async () => {
    const [timeless] = await runOn(
      COLUMNS.slice(1),
      rows.map((cells) => cells.slice(1)),
    )
    expect((await timeless.thresholdAids()).dayCount).toBeNull()
  })

  it('counts spans of 24 hours from the first time that hold flows', () => {
    const hours = (...hours: number[]): Float64Array => Float64Array.from(hours, (hour) => 1e9 + hour * 3600)
    expect(daysWithFlows(hours(0, 9, 23.9))).toBe(1)
    expect(daysWithFlows(hours(24, 0, 25))).toBe(2)
    expect(daysWithFlows(hours(0, NaN, 24 * 300))).toBe(2)
    expect(daysWithFlows(Float64Array.from([NaN, NaN]))).toBeNull()
    expect(daysWithFlows(new Float64Array(0))).toBeNull()
  })
})
