/**
 * Score rows: all shards as the rows that scoring asks for.
 */

import type { Pulse } from '../numeric/pulse'
import { mergeSignatureCounts } from '../scoring/damping'
import type { EncodedRows } from '../scoring/encode'
import type { InputPlan } from '../scoring/inputs'
import { meansPerSource } from '../scoring/pooling'
import type {
  LevelTally,
  NumberRange,
  ScaledModel,
  ScoredRows,
  ScoringRows,
  SurpriseSums,
  ViewInProgress,
  ViewMeasure,
} from '../scoring/rows'
import type { ScoreInputs, ScoreView } from '../scoring/score-model'
import type { ContextColumn } from '../table/context'
import { addBlocks, joinInto, type ShardSet } from './shard-set'

export class ShardedScoringRows implements ScoringRows {
  private constructor(
    private readonly set: ShardSet,
    readonly plan: InputPlan,
  ) {}

  /** @param context derived columns of the whole table, which are cut for the shards */
  static async open(set: ShardSet, plan: InputPlan, context: readonly ContextColumn[]): Promise<ShardedScoringRows> {
    await Promise.all(
      set.shards.map((shard) => {
        const pastLast = shard.firstRow + shard.rowCount
        const own = context.map(({ name, values }) => ({ name, values: values.subarray(shard.firstRow, pastLast) }))
        return shard.call('openScoring', { plan, context: own })
      }),
    )
    return new ShardedScoringRows(set, plan)
  }

  get rowCount(): number {
    return this.set.rowCount
  }

  async ranges(): Promise<readonly NumberRange[]> {
    const shards = await this.set.askAll('ranges', null)
    return this.plan.numbers.map((_, index) => ({
      smallest: shards.reduce((least, ranges) => Math.min(least, ranges[index]!.smallest), Infinity),
      largest: shards.reduce((most, ranges) => Math.max(most, ranges[index]!.largest), -Infinity),
      finiteCount: shards.reduce((sum, ranges) => sum + ranges[index]!.finiteCount, 0),
    }))
  }

  async valuesAt(rows: Uint32Array): Promise<readonly Float64Array[]> {
    const shards = await this.set.askAll('scoringValuesAt', { rows })
    return this.plan.numbers.map((_, index) =>
      joined(
        rows.length,
        shards.map((values) => values[index]!),
      ),
    )
  }

  async weigh(fills: readonly number[], pulse: Pulse): Promise<void> {
    this.set.breatheWith(pulse)
    const counts = await mergeSignatureCounts(await this.set.askAll('countSignatures', { fills }), () =>
      pulse.breathe(),
    )
    await this.set.askAll('weigh', { counts })
  }

  async weightsAt(rows: Uint32Array): Promise<Float64Array> {
    return joined(rows.length, await this.set.askAll('weightsAt', { rows }))
  }

  async tallyTexts(): Promise<readonly LevelTally[]> {
    return mergeTallies(await this.set.askAll('tallyTexts', null))
  }

  async tallyMissing(): Promise<readonly LevelTally[]> {
    return mergeTallies(await this.set.askAll('tallyMissing', null))
  }

  async encodeAt(inputs: ScoreInputs, rows: Uint32Array): Promise<EncodedRows> {
    const shards = await this.set.askAll('encodeForScore', { inputs, rows })
    const codes = new Uint16Array(rows.length * inputs.categories.length)
    joinInto(
      codes,
      shards.map((shard) => shard.codes),
    )
    const numbersLength = rows.length * inputs.numbers.length
    return {
      rowCount: rows.length,
      numbers: {
        rank: joined(
          numbersLength,
          shards.map(({ numbers }) => numbers.rank),
        ),
        standardised: joined(
          numbersLength,
          shards.map(({ numbers }) => numbers.standardised),
        ),
      },
      codes,
    }
  }

  async measure(inputs: ScoreInputs, views: readonly ViewInProgress[], pulse: Pulse): Promise<readonly ViewMeasure[]> {
    const shards = await this.walking(pulse, () => this.set.askAll('measureViews', { inputs, views }))
    return views.map((_, view) => {
      const sums = addBlocks(shards.map((perView) => perView[view]!))
      return { mass: sums.slice(0, -1), leastCost: sums[sums.length - 1]! }
    })
  }

  async surprise(inputs: ScoreInputs, views: readonly ScoreView[], pulse: Pulse): Promise<readonly SurpriseSums[]> {
    const shards = await this.walking(pulse, () => this.set.askAll('surprise', { inputs, views }))
    return views.map((_, view) => {
      const [sum, squares] = addBlocks(shards.map((perView) => perView[view]!))
      return { sum: sum!, squares: squares! }
    })
  }

  async meanBase(scales: readonly number[]): Promise<number> {
    const sums = await this.set.askAll('sumOfBases', { scales })
    return sums.reduce((total, sum) => total + sum, 0) / this.rowCount
  }

  async pooled({ views, meanBase, sourceColumn }: ScaledModel): Promise<ScoredRows> {
    const scales = views.map(({ scale }) => scale)
    const means = sourceColumn === null ? null : await this.meansOfSources(scales, meanBase)
    const shards = await this.set.askAll('pooledScores', { scales, means, otherwise: meanBase })
    return {
      scores: joined(
        this.rowCount,
        shards.map(({ scores }) => scores),
      ),
      sourceMeans:
        means &&
        joined(
          this.rowCount,
          shards.map(({ sourceMeans }) => sourceMeans!),
        ),
    }
  }

  private async meansOfSources(scales: readonly number[], meanBase: number): Promise<ReadonlyMap<string, number>> {
    const sums = await this.set.askAll('sourceSums', { scales })
    return meansPerSource(
      sums.filter((shard) => shard !== null),
      meanBase,
    )
  }

  /** Lets every block of rows report to the pulse while `work` lasts. */
  private async walking<T>(pulse: Pulse, work: () => Promise<T>): Promise<T> {
    let rowsDone = 0
    for (const shard of this.set.shards) {
      shard.breatheWith((rows) => {
        pulse.report((rowsDone += rows) / this.rowCount, rowsDone)
        return pulse.breathe()
      })
    }
    try {
      return await work()
    } finally {
      this.set.breatheWith(pulse)
    }
  }
}

function joined(length: number, parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(length)
  joinInto(whole, parts)
  return whole
}

/** Per column: shards' tallies by text. Counts and weights are exact in any order. */
function mergeTallies(shards: readonly (readonly LevelTally[])[]): readonly LevelTally[] {
  return shards[0]!.map((_, column) => {
    const totals = new Map<string, { count: number; weight: number }>()
    for (const tallies of shards) {
      const { texts, counts, weights } = tallies[column]!
      texts.forEach((text, code) => {
        const { count, weight } = totals.get(text) ?? { count: 0, weight: 0 }
        totals.set(text, { count: count + counts[code]!, weight: weight + weights[code]! })
      })
    }
    const all = [...totals.values()]
    return {
      texts: [...totals.keys()],
      counts: Float64Array.from(all, ({ count }) => count),
      weights: Float64Array.from(all, ({ weight }) => weight),
    }
  })
}
