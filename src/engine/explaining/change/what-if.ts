/**
 * What if: one row's score while some of its cells are changed, without touching the row.
 *
 * D_k of both views is a sum of whole steps over the columns, so changing a cell takes the column's costs out and puts others in: a
 * score is 32 exponentials away. What a host did lately (derived columns) and its source's other flows stay as they are.
 */

import { COSTS_PER_INPUT } from '../../scoring/part-costs'
import type { InputRow } from '../../scoring/input-row'
import { sourceMean } from '../../scoring/pooling'
import { CLUSTER_COUNT, PRIOR_ROWS, type ScoreModel, type ScoreView } from '../../scoring/score-model'
import { surpriseOf } from '../../scoring/surprise'
import { columnsFor, type Editable, type Setting } from './editable-columns'

/** A = fixed + share · B, in units of B: lent by the file's rows, or that of a source known from this flow alone. */
export interface SourceTerm {
  readonly fixed: number
  readonly share: number
}

/** @param mean A in score units; null for a model without sources */
export const lentSource = ({ usual }: Pick<ScoreModel, 'usual'>, mean: number | null): SourceTerm => ({
  fixed: (mean ?? 0) * usual,
  share: 0,
})

/** Of a source of which nothing is known but this flow: see scoring/pooling.ts. */
export const aloneSource = ({ meanBase }: Pick<ScoreModel, 'meanBase'>): SourceTerm => ({
  fixed: sourceMean(0, 1, meanBase),
  share: 1 / (1 + PRIOR_ROWS),
})

interface ViewAtWork {
  readonly view: ScoreView
  readonly mass: Float64Array
  readonly steps: number
  readonly costs: Float64Array
}

export class WhatIf {
  readonly columns: readonly Editable[]
  /** Per column, the row's own cell. */
  readonly own: readonly Setting[]
  /** Per column, what stands in its place. */
  readonly current: Setting[]
  private readonly views: readonly ViewAtWork[]
  /** Per view and group, in steps, over all inputs. */
  private readonly totals = new Float64Array(COSTS_PER_INPUT)
  private readonly floor: number

  constructor(
    readonly model: ScoreModel,
    private readonly input: InputRow,
    private readonly source: SourceTerm,
  ) {
    const { editable, derived, steps } = columnsFor(model)
    this.columns = editable
    this.own = editable.map((column) => column.settingOfRow(input))
    this.current = [...this.own]
    for (const setting of [...this.own, ...derived.map((column) => column.settingOfRow(input))])
      addTo(this.totals, setting.costs, 1)
    this.floor = model.floors.reduce((sum, floor) => sum + floor, 0)
    this.views = model.views.map((view, index) => ({
      view,
      mass: Float64Array.from(view.mass),
      steps: steps[index]!,
      costs: new Float64Array(view.mass.length),
    }))
  }

  /** Leaves it changed. */
  change(column: number, setting: Setting): void {
    addTo(this.totals, this.current[column]!.costs, -1)
    addTo(this.totals, setting.costs, 1)
    this.current[column] = setting
  }

  /** Leaves these changed and no other. */
  changeTo(settings: readonly Setting[]): void {
    settings.forEach((setting, column) => {
      if (setting !== this.current[column]) this.change(column, setting)
    })
  }

  /**
   * In score units, of the row as it stands; or with one more change that is not kept.
   * @param atMost a score above it need not be worked out: Infinity will do
   */
  score(column = -1, setting: Setting | null = null, atMost = Infinity): number {
    const out = setting === null ? null : this.current[column]!.costs
    const leastBase = this.costsWith(out, setting?.costs ?? null)
    let base = this.magnitudeWith(column, setting)
    if (this.inScoreUnits(leastBase + base) > atMost) return Infinity
    for (const { view, mass, costs } of this.views) base += surpriseOf(costs, mass, view.temperature) / view.scale
    return this.inScoreUnits(base)
  }

  /** Fills in D_k of both views. @returns what B without M can't be less than, for S is never below the least D_k */
  private costsWith(out: Int32Array | null, into: Int32Array | null): number {
    let leastBase = 0
    for (let index = 0, first = 0; index < this.views.length; index++, first += CLUSTER_COUNT) {
      const { view, steps, costs } = this.views[index]!
      let least = Infinity
      for (let k = 0, at = first; k < costs.length; k++, at++) {
        const cost = (this.totals[at]! + (into === null ? 0 : into[at]! - out![at]!)) / steps
        costs[k] = cost
        if (cost < least) least = cost
      }
      leastBase += least / view.scale
    }
    return leastBase
  }

  private magnitudeWith(changed: number, setting: Setting | null): number {
    let most = setting?.magnitude ?? 0
    for (let column = 0; column < this.current.length; column++) {
      if (column !== changed) most = Math.max(most, this.current[column]!.magnitude)
    }
    return most
  }

  private inScoreUnits(base: number): number {
    const { fixed, share } = this.source
    return (base * (1 + share) + fixed - this.floor) / this.model.usual
  }

  /** The row as it stands. */
  inputRow(): InputRow {
    const row = { numbers: [...this.input.numbers], texts: [...this.input.texts] }
    for (const column of this.changedColumns()) this.columns[column]!.put(row, this.current[column]!.cell)
    return row
  }

  changedColumns(): readonly number[] {
    return this.columns.flatMap((_, column) => (this.current[column] === this.own[column] ? [] : [column]))
  }
}

function addTo(totals: Float64Array, costs: Int32Array, sign: 1 | -1): void {
  for (let at = 0; at < COSTS_PER_INPUT; at++) totals[at]! += sign * costs[at]!
}
