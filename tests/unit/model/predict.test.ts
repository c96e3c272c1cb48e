import { beforeAll, describe, expect, it } from 'vitest'
import { judgeFlow, judgeRow } from '../../../src/engine/model/predict'
import { parseDocument } from '../../../src/engine/model/parse'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { rowFactsOf } from '../../../src/engine/pipeline/row-facts'
import { scoreTable } from '../../../src/engine/pipeline/score-table'
import { TableRows } from '../../../src/engine/pipeline/table-rows'
import { countedRarity } from '../../../src/engine/scoring/calibration'
import { inputRowOf } from '../../../src/engine/scoring/input-row'
import { cellText } from '../../../src/engine/table/table'
import { reordered } from '../scoring/traffic'
import { fittedModel, type FittedModel } from './model'

let made: FittedModel
beforeAll(async () => {
  made = await fittedModel()
})

const cellsOfRow = (row: number): Record<string, string> =>
  Object.fromEntries(made.table.columnNames.map((name, index) => [name, cellText(made.table.cells[index]!, row)]))

const lentBy = (row: number) => ({
  numbers: inputRowOf(made.fitted.columns, row).numbers,
  sourceMean: made.fitted.sourceMeans![row]!,
})

describe('one flow judged by the frozen model', () => {
  it('scores as it did in the file, if it is lent the history it had there', () => {
    for (const row of [0, 1, 49, 500, 999]) {
      const { score, parts } = judgeFlow(made.document, cellsOfRow(row), lentBy(row))
      expect(score).toBeCloseTo(made.fitted.scored.scores[row]!, 9)
      expect(parts.reduce((sum, { adds }) => sum + adds, 0)).toBeCloseTo(score, 9)
    }
  })

  it('says how many flows of the file are at least as strange, as the file’s own scores do', () => {
    const scores = new Float32Array(made.fitted.scored.scores)
    for (const row of [0, 49, 500]) {
      const { rarity } = judgeFlow(made.document, cellsOfRow(row), lentBy(row))
      const { atLeast, rowCount } = countedRarity(scores, scores[row]!)
      expect(rarity!.rowCount).toBe(rowCount)
      expect(Math.abs(rarity!.atLeast - atLeast)).toBeLessThanOrEqual(Math.max(1, 0.05 * atLeast))
    }
  })

  it('is judged the same by the model read back from JSON', () => {
    const again = parseDocument(JSON.parse(JSON.stringify(made.document)))
    if (!again.ok) throw new Error(again.failure.sentence)
    expect(judgeFlow(again.value, cellsOfRow(49), null)).toEqual(judgeFlow(made.document, cellsOfRow(49), null))
  })

  it('is not said to have a source whose other flows stand out, where nothing is known of one', () => {
    const sentences = Array.from({ length: 200 }, (_, row) => judgeFlow(made.document, cellsOfRow(row * 5 + 4), null))
    expect(sentences.filter(({ sentence }) => sentence.includes('stand out too'))).toEqual([])
    const labels = new Set(
      sentences.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'source').map(({ label }) => label)),
    )
    expect([...labels]).toEqual(['Its source, by this flow alone'])
    const lent = judgeFlow(made.document, cellsOfRow(49), lentBy(49))
    expect(lent.sentence).toMatch(/ther flows of .* stand out too/)
  })

  it('belongs to the nearest group and lies where its features put it on the map', () => {
    const usual = judgeFlow(made.document, cellsOfRow(0), lentBy(0))
    expect([usual.clusterIndex, usual.distances[0]!.distance]).toEqual([0, 0])
    const scan = judgeFlow(made.document, cellsOfRow(49), lentBy(49))
    expect([scan.clusterIndex, scan.distances[1]!.distance, scan.distances[1]!.usual]).toEqual([1, 0, 2])
    const { featureCount } = made.document.recipe
    const { centroids } = made.document.clusters
    expect(scan.coordinates).toEqual([centroids[featureCount], centroids[featureCount + 1]])
  })

  it('is usual where nothing is said of it, and the less so the odder what is said', () => {
    const nothing = judgeFlow(made.document, {}, null)
    expect(nothing.score).toBeLessThan(1.3)
    expect(nothing.unseen).toEqual([])
    const odd = judgeFlow(made.document, { bytesSent: '900000000', state: 'S0', protocol: 'icmp' }, null)
    expect(odd.score).toBeGreaterThan(nothing.score + 0.3)
  })

  it('has its unseen words and its numbers beyond the file pointed out', () => {
    const { unseen, outOfRange } = judgeFlow(
      made.document,
      { protocol: 'icmp', bytesSent: '1e12', state: 'SF', port: '31337' },
      null,
    )
    expect(unseen).toEqual([{ column: 'protocol', text: 'icmp' }])
    const bytes = made.document.scoring.numbers.find(({ column }) => column === 'bytesSent')!
    expect(outOfRange).toEqual([{ column: 'bytesSent', value: 1e12, low: bytes.smallest, high: bytes.largest }])
  })

  it('a column left out counts as usual, an empty one as missing', () => {
    const without = judgeFlow(made.document, { protocol: 'udp' }, null)
    const empty = judgeFlow(made.document, { protocol: 'udp', duration: '' }, null)
    expect(empty.score).toBeGreaterThan(without.score)
    expect(judgeFlow(made.document, { protocol: 'udp', duration: 'NaN' }, null)).toEqual(empty)
  })

  it('takes nothing from what an object inherits', () => {
    const inherited = Object.create({ protocol: 'icmp' }) as Record<string, string>
    expect(judgeFlow(made.document, inherited, null)).toEqual(judgeFlow(made.document, {}, null))
  })
})

describe('a second file scored by the frozen model', () => {
  it('scores as the first did, if it is the first', async () => {
    const { scores } = await scoreTable(made.document.scoring, TableRows.of(made.table), made.profiles, silentPulse)
    expect(scores).toEqual(made.fitted.scored.scores)
  })

  it('derives context and sources from its own rows alone', async () => {
    const half = reordered(
      made.table,
      Array.from({ length: 500 }, (_, row) => row + 500),
    )
    const { scores } = await scoreTable(made.document.scoring, TableRows.of(half), made.profiles, silentPulse)
    expect(scores.length).toBe(500)
    expect(scores[0]).not.toBe(made.fitted.scored.scores[500])
    const cut = await scoreTable(made.document.scoring, TableRows.of(half, 3), made.profiles, silentPulse)
    expect(cut.scores).toEqual(scores)
  })

  it('without addresses and times is scored as if every source were a usual one', async () => {
    const { model } = made.fitted
    const places = [4, 5, 6, 7, 8]
    const bare = {
      ...made.table,
      columnNames: places.map((place) => made.table.columnNames[place]!),
      cells: places.map((place) => made.table.cells[place]!),
    }
    const rows = TableRows.of(bare)
    const { scores } = await scoreTable(model, rows, [], silentPulse)
    const facts = await rowFactsOf(rows, model, Uint32Array.of(0, 49))
    for (const { sourceMean } of facts) expect(sourceMean).toBeCloseTo(model.meanBase / model.usual, 12)
    expect(scores.every((score) => Number.isFinite(score) && score >= 0)).toBe(true)
    const alone = judgeRow(made.document, bare, 49, {
      numbers: model.numbers.map(() => null),
      sourceMean: facts[1]!.sourceMean,
    })
    expect(alone.score).toBeCloseTo(scores[49]!, 9)
  })
})
