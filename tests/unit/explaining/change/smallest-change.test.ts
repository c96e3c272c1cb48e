import { beforeAll, describe, expect, it } from 'vitest'
import { smallestChange, type FoundChange } from '../../../../src/engine/explaining/change/smallest-change'
import { lentSource, WhatIf } from '../../../../src/engine/explaining/change/what-if'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { inputRowOf } from '../../../../src/engine/scoring/input-row'
import { partsOfRow, sumOfParts } from '../../../../src/engine/scoring/parts'
import { thresholdFor } from '../../../../src/engine/scoring/threshold'
import { fitTable, trafficProfiles, trafficTable, type FittedTable } from '../../scoring/traffic'

const ROWS = 4000
const table = trafficTable(ROWS, 3)
let fitted: FittedTable
let threshold: number
let flagged: readonly number[]

beforeAll(async () => {
  fitted = await fitTable(table, trafficProfiles(table))
  const { scores } = fitted.scored
  threshold = thresholdFor(scores, 100)
  flagged = Array.from(scores.keys()).filter((row) => scores[row]! > threshold)
})

const whatIfOf = (row: number): WhatIf => {
  const { model, columns, sourceMeans } = fitted
  return new WhatIf(model, inputRowOf(columns, row), lentSource(model, sourceMeans![row]!))
}
const quiet = (): Promise<void> => Promise.resolve()
const changeOf = (row: number): Promise<FoundChange> => smallestChange(whatIfOf(row), threshold, quiet)

describe('a row while some of its cells are changed', () => {
  it('scores as its parts add up, before and after', async () => {
    const { model, columns, sourceMeans } = fitted
    for (const row of flagged.slice(0, 20)) {
      const whatIf = whatIfOf(row)
      const mean = sourceMeans![row]!
      expect(whatIf.score()).toBeCloseTo(sumOfParts(partsOfRow(model, inputRowOf(columns, row), mean)), 9)
      whatIf.columns.forEach((column, index) => whatIf.change(index, column.ladder.at(-1)!))
      expect(whatIf.score()).toBeCloseTo(sumOfParts(partsOfRow(model, whatIf.inputRow(), mean)), 9)
      whatIf.changeTo(whatIf.own)
      expect(whatIf.changedColumns()).toEqual([])
      expect(whatIf.score()).toBeCloseTo(fitted.scored.scores[row]!, 9)
    }
  })

  it('is not worked out where it must be above what is asked for', () => {
    const whatIf = whatIfOf(flagged[0]!)
    expect(whatIf.score(-1, null, whatIf.score())).toBe(whatIf.score())
    expect(whatIf.score(-1, null, 0)).toBe(Infinity)
  })
})

describe('the smallest change of a row', () => {
  it('needs every column it names, and each as far as it says, but for the rounding', async () => {
    let checked = 0
    for (const row of flagged) {
      const { cells, settings } = await changeOf(row)
      if (cells.length === 0) continue
      const whatIf = whatIfOf(row)
      whatIf.changeTo(settings.map((setting, index) => whatIf.columns[index]!.settingOf(setting.cell)))
      expect(whatIf.score()).toBeLessThanOrEqual(threshold)
      for (const { column, from, to } of cells) {
        const index = whatIf.columns.findIndex(({ column: name }) => name === column.column)
        expect(whatIf.score(index, column.settingOf(from))).toBeGreaterThan(threshold)
        if (typeof from !== 'number' || typeof to !== 'number' || !Number.isFinite(from)) continue
        // A twentieth of the value is given away for a figure that can be read.
        const lessFar = to + Math.sign(from - to) * Math.max(0.06 * Math.abs(to), Math.abs(from - to) / 20)
        if ((from - lessFar) * (from - to) <= 0) continue
        checked++
        expect(whatIf.score(index, column.settingOf(lessFar))).toBeGreaterThan(threshold)
      }
    }
    expect(checked).toBeGreaterThan(10)
  })

  it('holds over the whole range it names', async () => {
    const random = seededRandom(5)
    let checked = 0
    for (const row of flagged) {
      const { cells } = await changeOf(row)
      const [cell] = cells
      if (cells.length !== 1 || cell!.bound.kind === 'exactly') continue
      const { column, to, bound } = cell!
      const { smallest, largest } = column.number!
      const end = bound.kind === 'to' ? bound.far : bound.kind === 'at most' ? smallest : largest
      const whatIf = whatIfOf(row)
      const index = whatIf.columns.indexOf(column)
      for (let draw = 0; draw < 20; draw++) {
        const value = Number(to) + random.next() * (end - Number(to))
        expect(whatIf.score(index, column.settingOf(value))).toBeLessThanOrEqual(threshold)
        checked++
      }
    }
    expect(checked).toBeGreaterThan(100)
  })
})
