import { describe, expect, it } from 'vitest'
import { columnsFor } from '../../../src/engine/explaining/change/editable-columns'
import type { RowContrast } from '../../../src/engine/explaining/findings'
import { sampleDay, SAMPLE_DAY_NAME } from '../../../src/engine/intake/sample-day'
import { bytesSource, type ByteSource } from '../../../src/engine/intake/source'
import type { Outcome } from '../../../src/engine/failure'
import type { RunResult } from '../../../src/engine/pipeline/answers'
import { Engine } from '../../../src/engine/pipeline/engine'
import { longDay, madeUpDay } from '../../browser/support/traffic'
import { csvOf, MADE_COLUMNS, madeRows, SETTINGS } from './made-flows'

const quiet = (): void => undefined
const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return outcome.value
}
const textSource = (name: string, text: string): ByteSource => bytesSource(name, new TextEncoder().encode(text))

interface Opened {
  readonly engine: Engine
  readonly result: RunResult
  readonly flagged: readonly number[]
}

async function opened(source: ByteSource, flaggedCount: number | null = null): Promise<Opened> {
  const engine = new Engine({ nowMs: () => 0, letOthersRun: () => Promise.resolve() })
  must(await engine.open(source, {}, [], false, quiet))
  const result = must(await engine.run(SETTINGS, quiet))
  const threshold = flaggedCount === null ? result.threshold : engine.thresholdFor(flaggedCount)
  const scores = result.scores!
  const flagged = Array.from(scores.keys()).filter((row) => scores[row]! > threshold)
  return { engine, result: { ...result, threshold }, flagged }
}

/** The score of a row with the cells that were suggested, lent its own context. */
async function scoreChanged({ engine, result }: Opened, { row, change }: RowContrast): Promise<number> {
  const [own] = await engine.rows([row])
  const { columns } = result.table
  const cells = Object.fromEntries(columns.map(({ name, index }) => [name, own!.cells[index]!]))
  const changed = Object.fromEntries(change!.cells.map(({ column, cell }) => [column, cell]))
  return (await engine.judge({ ...cells, ...changed }, row)).score
}

const FILES: readonly [name: string, make: () => Promise<Opened>][] = [
  ['the sample day', () => opened(textSource(SAMPLE_DAY_NAME, sampleDay(42)))],
  ['another sample day, 200 flagged', () => opened(textSource(SAMPLE_DAY_NAME, sampleDay(7)), 200)],
  ['calls of forty hosts', () => opened(csvOf(MADE_COLUMNS, madeRows(4000, 3)))],
  ['a day with knocks', () => opened(textSource('long.csv', longDay(5, 6000)))],
  ['a table without addresses', () => opened(textSource('monday.csv', madeUpDay(2)))],
]

describe.each(FILES)('the smallest change, over all flagged rows of %s', (_, make) => {
  it('does make the row ordinary, in at least 99 of 100', { timeout: 120_000 }, async () => {
    const file = await make()
    const { threshold } = file.result
    let [suggested, ordinary] = [0, 0]
    for (const row of file.flagged) {
      const contrast = must(await file.engine.contrast(row, threshold))
      const { change, nearest } = contrast
      expect(nearest!.score).toBeLessThanOrEqual(threshold)
      if (change!.cells.length === 0) {
        expect(change!.sentence).toMatch(/^No change of this flow alone would make it ordinary/)
        expect(change!.score).toBeGreaterThan(threshold)
        continue
      }
      suggested++
      expect(change!.sentence).toMatch(
        change!.cells.length > 3 ? /^No small change .* it takes [a-z]+ columns\.$/ : /^Ordinary if /,
      )
      const score = await scoreChanged(file, contrast)
      expect(score).toBeCloseTo(change!.score, 9)
      if (score <= threshold) ordinary++
    }
    expect(suggested).toBeGreaterThan(0)
    expect(ordinary).toBeGreaterThanOrEqual(0.99 * suggested)
  })
})

describe('the smallest change', () => {
  it('is of one column wherever one value of one column of the file would do', { timeout: 120_000 }, async () => {
    const file = await opened(csvOf(MADE_COLUMNS, madeRows(2000, 4)), 120)
    const { engine, result, flagged } = file
    const { columns } = result.table
    const { scoring } = engine.model(result.threshold)
    const editable = columnsFor(scoring).editable.map(({ column }) => columns.find(({ name }) => name === column)!)
    const all = await engine.rows(Array.from({ length: 2000 }, (_, row) => row))
    let compared = 0
    for (const row of flagged.filter((_, place) => place % 15 === 0)) {
      const { change } = must(await engine.contrast(row, result.threshold))
      if (change!.cells.length === 1) continue
      compared++
      const cells = Object.fromEntries(columns.map(({ name, index }) => [name, all[row]!.cells[index]!]))
      for (const { name, index } of editable) {
        const texts = new Set(all.map((other) => other.cells[index]!))
        for (const text of [...texts].filter((_, place) => place % 10 === 0)) {
          const { score } = await engine.judge({ ...cells, [name]: text }, row)
          if (text !== '') expect(score).toBeGreaterThan(result.threshold)
        }
      }
    }
    expect(compared).toBeGreaterThan(0)
  })

  it('is nothing for a row that is ordinary', async () => {
    const { engine, result } = await opened(csvOf(MADE_COLUMNS, madeRows(1000)))
    const ordinary = result.scores!.findIndex((score) => score <= result.threshold)
    expect(must(await engine.contrast(ordinary, result.threshold))).toEqual({
      row: ordinary,
      threshold: result.threshold,
      change: null,
      nearest: null,
    })
  })

  it('says what carries the score where no cell of the row does', async () => {
    const { engine, result, flagged } = await opened(csvOf(MADE_COLUMNS, madeRows(2000)))
    const least = Math.min(...result.scores!) * 1.01
    const { change } = must(await engine.contrast(flagged[0]!, least))
    expect(change!.cells).toEqual([])
    expect(change!.sentence).toMatch(
      /^No change of this flow alone would make it ordinary: with every column at its best it would still score [\d.]+\. Other flows of 10\.0\.0\.66 make [\d.]+/,
    )
  })

  it('of one flow in the form makes that flow ordinary too, with and without a source that is known', async () => {
    const { engine, result, flagged } = await opened(csvOf(MADE_COLUMNS, madeRows(2000)))
    const [own] = await engine.rows([flagged[0]!])
    const cells = Object.fromEntries(result.table.columns.map(({ name, index }) => [name, own!.cells[index]!]))
    for (const likeRow of [null, flagged[0]!]) {
      const { score } = await engine.judge(cells, likeRow)
      const threshold = score * 0.9
      const change = await engine.changeOf(cells, likeRow, threshold)
      expect(change!.cells.length).toBeGreaterThan(0)
      const changed = Object.fromEntries(change!.cells.map(({ column, cell }) => [column, cell]))
      const after = await engine.judge({ ...cells, ...changed }, likeRow)
      expect(after.score).toBeLessThanOrEqual(threshold)
      expect(after.score).toBeCloseTo(change!.score, 9)
      expect(await engine.changeOf(cells, likeRow, score)).toBeNull()
    }
  })
})

describe('the contrast of a row', () => {
  it('is given up when another row is picked', async () => {
    let meanwhile: Promise<Outcome<RowContrast>> | null = null
    let askOther = (): void => undefined
    let nowMs = 0
    const engine = new Engine({
      nowMs: () => (nowMs += 1000),
      letOthersRun: async () => askOther(),
    })
    must(await engine.open(csvOf(MADE_COLUMNS, madeRows(2000)), {}, [], false, quiet))
    const { threshold, scores } = must(await engine.run(SETTINGS, quiet))
    const [first, second] = Array.from(scores!.keys()).filter((row) => scores![row]! > threshold)
    askOther = () => {
      meanwhile ??= engine.contrast(second!, threshold)
    }
    const given = await engine.contrast(first!, threshold)
    expect(given.ok ? 'answered' : given.failure.code).toBe('cancelled')
    expect(must(await meanwhile!).row).toBe(second)
  })

  it('lays the nearest ordinary row beside it: what differs, most telling first, and how many columns are the same', async () => {
    const { engine, result, flagged } = await opened(csvOf(MADE_COLUMNS, madeRows(2000)))
    const { nearest } = must(await engine.contrast(flagged[0]!, result.threshold))
    const [here, there] = await engine.rows([flagged[0]!, nearest!.row])
    expect(nearest!.sourceLine).toBe(there!.sourceLine)
    const reasons = await engine.explain(flagged[0]!)
    const scoredCount = reasons.parts.filter(({ column }) => column !== null).length
    const differing = nearest!.differences.filter(({ column }) => column !== null)
    expect(differing.length + nearest!.sameCount).toBe(scoredCount)
    const adds = nearest!.differences.map((difference) => difference.adds)
    expect(adds).toEqual([...adds].sort((a, b) => b - a))
    for (const { column, actual, other } of differing) {
      const index = result.table.columns.find(({ name }) => name === column)?.index
      if (index !== undefined) expect(here!.cells[index]).not.toBe(there!.cells[index])
      expect(actual).not.toBe(other)
    }
  })
})
