import { describe, expect, it } from 'vitest'
import { openKernel, type Kernel } from '../../../src/engine/numeric/kernel'
import { openPlainKernel } from '../../../src/engine/numeric/plain-kernel'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../src/engine/numeric/random'
import { CodeCounter } from '../../../src/engine/scoring/code-counts'
import { columnJoiner } from '../../../src/engine/scoring/column-joiner'
import { scoringColumns, type ScoringColumns } from '../../../src/engine/scoring/columns'
import { CostTables } from '../../../src/engine/scoring/cost-tables'
import { encodedAt } from '../../../src/engine/scoring/encode'
import { plainGroupLoops } from '../../../src/engine/scoring/plain-group-loops'
import { openGroupLoops } from '../../../src/engine/scoring/group-loops'
import { codedColumns, inputColumns } from '../../../src/engine/scoring/input-columns'
import { planInputs } from '../../../src/engine/scoring/inputs'
import { jointColumns } from '../../../src/engine/scoring/joint-columns'
import { looksOf } from '../../../src/engine/scoring/looks'
import { measureRows } from '../../../src/engine/scoring/measure-rows'
import { plainScoreLoops } from '../../../src/engine/scoring/plain-score-loops'
import { openScoreLoops, type ScoreLoops } from '../../../src/engine/scoring/score-loops'
import type { ScoreModel } from '../../../src/engine/scoring/score-model'
import { surpriseRows } from '../../../src/engine/scoring/surprise-rows'
import { viewCosts } from '../../../src/engine/scoring/view-costs'
import { weightedKMeans } from '../../../src/engine/scoring/weighted-kmeans'
import { sampleOfView } from '../../../src/engine/scoring/weighted-rows'
import { contextColumns } from '../../../src/engine/table/context'
import { storedTable } from '../../../src/engine/table/stored'
import scoreKernel from 'kernel:score'
import { fitTable, trafficProfiles, trafficTable } from './traffic'

const quiet = () => Promise.resolve()
const table = trafficTable(6000)
const profiles = trafficProfiles(table)

async function fitted(): Promise<{ model: ScoreModel; columns: ScoringColumns; weightSteps: Uint32Array }> {
  const context = await contextColumns(table, profiles, silentPulse)
  const plan = planInputs(
    profiles,
    table.cells.map(({ kind }) => kind),
    context.map(({ name }) => name),
  )
  const random = seededRandom(3)
  return {
    model: (await fitTable(table, profiles)).model,
    columns: scoringColumns(storedTable(table), plan, context),
    weightSteps: Uint32Array.from({ length: table.rowCount }, () => 1 + random.below(2 ** 26)),
  }
}

async function walked(kernel: Kernel<ScoreLoops>, { model, columns, weightSteps }: Awaited<ReturnType<typeof fitted>>) {
  const tables = new CostTables(kernel, inputColumns(model, columns), await joined(columns))
  const [rank, standardised] = model.views.map((view) => viewCosts(model, view))
  await tables.fill([rank!, standardised!], quiet)
  return {
    measured: await measureRows(tables, weightSteps, quiet),
    surprised: await surpriseRows(tables, model.views, weightSteps, quiet),
  }
}

const joined = (columns: ScoringColumns) => jointColumns(codedColumns(columns), columnJoiner(openScoreLoops(), quiet))
const plain = () => openPlainKernel(plainScoreLoops)

/** Every number of every row kept by itself. */
const wide = (columns: ScoringColumns): ScoringColumns => ({
  ...columns,
  numbers: columns.numbers.map(
    (cells) =>
      cells && {
        kind: 'numbers',
        values: Float64Array.from({ length: columns.rowCount }, (_, row) =>
          cells.kind === 'numbers' ? cells.values[row]! : cells.numbers[cells.codes[row]!]!,
        ),
      },
  ),
})

describe('the compiled loops', () => {
  it('are compiled here at all', () => {
    expect(openKernel(scoreKernel)).not.toBeNull()
  })

  it('measure and surprise to the last bit as the plain ones do', async () => {
    const made = await fitted()
    expect(await walked(openScoreLoops(), made)).toEqual(await walked(plain(), made))
  })

  it('give the same where each row has a number of its own, and where columns are missing', async () => {
    const made = await fitted()
    const whole = await walked(openScoreLoops(), made)
    const perRow = { ...made, columns: wide(made.columns) }
    expect(await walked(openScoreLoops(), perRow)).toEqual(whole)
    expect(await walked(plain(), perRow)).toEqual(whole)
    const { columns } = made
    const lacking = {
      ...made,
      columns: { ...columns, numbers: [null, ...columns.numbers.slice(1)], texts: [null, ...columns.texts.slice(1)] },
    }
    expect(await walked(openScoreLoops(), lacking)).toEqual(await walked(plain(), lacking))
  })

  it('look and count as the plain ones do', async () => {
    const { columns } = await fitted()
    const told = {
      fills: columns.numbers.map((_, index) => index),
      common: columns.texts.map((_, i) => (i ? [''] : null)),
    }
    const looks = await looksOf(openScoreLoops(), columns, await joined(columns), told, quiet)
    expect(await looksOf(plain(), columns, await joined(columns), told, quiet)).toEqual(looks)
    const perRow = wide(columns)
    expect(await looksOf(openScoreLoops(), perRow, await joined(perRow), told, quiet)).toEqual(looks)
    for (const codes of [new Uint8Array(10_001), new Uint16Array(10_001), new Uint32Array(10_001)]) {
      const random = seededRandom(9)
      for (let row = 0; row < codes.length; row++) codes[row] = random.below(200)
      const counted = await new CodeCounter(openScoreLoops()).count(codes, 200, quiet)
      expect(await new CodeCounter(plain()).count(codes, 200, quiet)).toEqual(counted)
      expect(counted[7]).toBe(Array.from(codes).filter((code) => code === 7).length)
    }
  })

  it.each(['rank', 'standardised'] as const)('find the groups of the %s view as the plain ones do', async (kind) => {
    const { model, columns } = await fitted()
    const rows = Uint32Array.from({ length: 2000 }, (_, row) => row * 3)
    const encoded = encodedAt(inputColumns(model, columns), rows)
    const sample = sampleOfView(kind, model, encoded, new Float64Array(2000).fill(0.5))
    const compiled = await weightedKMeans(sample, 5, silentPulse, openGroupLoops())
    expect(await weightedKMeans(sample, 5, silentPulse, openPlainKernel(plainGroupLoops))).toEqual(compiled)
  })
})
