/**
 * Score rows: all shards as the rows that scoring asks for.
 */

import type { Pulse } from '../numeric/pulse'
import type { EncodedRows } from '../scoring/encode'
import type { InputPlan } from '../scoring/inputs'
import { mergeTallies, type NumberTally } from '../scoring/number-tally'
import { meansPerCode, meansPerText, type SourceSums } from '../scoring/pooling'
import type {
  CommonTexts,
  LevelTally,
  NumberRange,
  ScaledModel,
  ScoredRows,
  ScoringRows,
  SurpriseSums,
  TallySums,
  ViewInProgress,
  ViewMeasure,
} from '../scoring/rows'
import type { ScoreInputs, ScoreView, ViewKind } from '../scoring/score-model'
import type { WeightedRows } from '../scoring/weighted-rows'
import type { ContextColumn } from '../table/context'
import { derivedBetween } from '../table/derived-numbers'
import { mergeByCode, mergeByText } from './level-tallies'
import type { DictionaryKeys } from './score-ops'
import { addBlocks, joinInto, type ShardSet } from './shard-set'

const MISSING_TEXTS: readonly string[] = ['present', 'missing']

export class ShardedScoringRows implements ScoringRows {
  private constructor(
    private readonly set: ShardSet,
    readonly plan: InputPlan,
    /** Of each shard. */
    private readonly keys: readonly DictionaryKeys[],
  ) {}

  /** @param context derived columns of the whole table, which are cut for the shards */
  static async open(set: ShardSet, plan: InputPlan, context: readonly ContextColumn[]): Promise<ShardedScoringRows> {
    const keys = await Promise.all(
      set.shards.map((shard) => {
        const pastLast = shard.firstRow + shard.rowCount
        const own = context.map(({ name, cells }) => ({ name, cells: derivedBetween(cells, shard.firstRow, pastLast) }))
        return shard.call('openScoring', { plan, context: own })
      }),
    )
    return new ShardedScoringRows(set, plan, keys)
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

  async tallyNumbers(rows: Uint32Array, weighed: boolean): Promise<readonly NumberTally[]> {
    const shards = await this.set.askAll('tallyNumbers', { rows, weighed })
    return this.plan.numbers.map((_, index) => mergeTallies(shards.map((tallies) => tallies[index]!)))
  }

  /** Each shard adds up some of all shards' looks: see numeric/count-hashes.ts. */
  async weigh(fills: readonly number[], common: CommonTexts, pulse: Pulse): Promise<void> {
    this.set.breatheWith(pulse)
    const { shards } = this.set
    const looks = await this.set.askAll('countLooks', { fills, common, partCount: shards.length })
    const totals = await Promise.all(
      shards.map((shard, part) => shard.call('sumLooks', { shards: looks.map((parts) => parts[part]!) })),
    )
    await Promise.all(
      shards.map((shard, index) =>
        shard.call('weigh', { parts: totals.map((perShard) => perShard[index]!), rowCount: this.rowCount }),
      ),
    )
  }

  async weightsAt(rows: Uint32Array): Promise<Float64Array> {
    return joined(rows.length, await this.set.askAll('weightsAt', { rows }))
  }

  async tallyTexts(): Promise<readonly LevelTally[]> {
    const shards = await this.set.askAll('tallyTexts', null)
    return Promise.all(
      this.plan.texts.map((_, column) =>
        this.mergedLevels(
          column,
          shards.map((tallies) => tallies[column]!),
        ),
      ),
    )
  }

  private async mergedLevels(column: number, tallies: readonly TallySums[]): Promise<LevelTally> {
    if (this.codedAlike(({ texts }) => texts[column]!)) {
      return mergeByCode(await this.set.shards[0]!.call('scoringTexts', { column }), tallies)
    }
    return mergeByText(await this.set.askAll('scoringTexts', { column }), tallies)
  }

  private codedAlike(keyOf: (keys: DictionaryKeys) => string): boolean {
    return this.keys.every((keys) => keyOf(keys) === keyOf(this.keys[0]!))
  }

  async tallyMissing(numbers: readonly number[]): Promise<readonly LevelTally[]> {
    const shards = await this.set.askAll('tallyMissing', { numbers })
    return numbers.map((_, index) =>
      mergeByCode(
        MISSING_TEXTS,
        shards.map((tallies) => tallies[index]!),
      ),
    )
  }

  async takeInputs(inputs: ScoreInputs): Promise<void> {
    await this.set.askAll('takeInputs', { inputs })
  }

  async encodeAt(rows: Uint32Array): Promise<EncodedRows> {
    return joinedRows(rows.length, await this.set.askAll('encodeForScore', { rows }))
  }

  groupsOf(samples: readonly WeightedRows[], seed: number): Promise<readonly Float64Array[]> {
    const { shards } = this.set
    return Promise.all(
      samples.map((sample, index) => shards[index % shards.length]!.call('groupsOf', { sample, seed })),
    )
  }

  async measure(views: readonly ViewInProgress[], pulse: Pulse): Promise<readonly ViewMeasure[]> {
    const shards = await this.walking(pulse, () => this.set.askAll('measureViews', { views }))
    return views.map((_, view) => {
      const sums = addBlocks(shards.map((perView) => perView[view]!))
      return { mass: sums.slice(0, -1), leastCost: sums[sums.length - 1]! }
    })
  }

  async surprise(views: readonly ScoreView[], pulse: Pulse): Promise<readonly SurpriseSums[]> {
    const shards = await this.walking(pulse, () => this.set.askAll('surprise', { views }))
    return views.map((_, view) => {
      const [sum, squares] = addBlocks(shards.map((perView) => perView[view]!))
      return { sum: sum!, squares: squares! }
    })
  }

  async meanBase(scales: readonly number[]): Promise<number> {
    const sums = await this.set.askAll('sumOfBases', { scales })
    return sums.reduce((total, sum) => total + sum, 0) / this.rowCount
  }

  async pooled({
    views,
    meanBase,
    sourceColumn,
  }: ScaledModel): Promise<ScoredRows & { readonly leastSourceMean: number | null }> {
    const scales = views.map(({ scale }) => scale)
    const means = sourceColumn === null ? null : await this.meansOfSources(scales, meanBase)
    const shards = await Promise.all(
      this.set.shards.map((shard, index) => shard.call('pooledScores', { scales, means: means && means[index]! })),
    )
    const scores = joined(
      this.rowCount,
      shards.map((shard) => shard.scores),
    )
    const least = shards.reduce((sofar, { leastSourceMean }) => Math.min(sofar, leastSourceMean ?? Infinity), Infinity)
    return { scores, leastSourceMean: means && least }
  }

  /** Per shard A per code of its sources; the mean alone for a table that has none, though the model does. */
  private async meansOfSources(scales: readonly number[], meanBase: number): Promise<readonly Float64Array[]> {
    const sums = (await this.set.askAll('sourceSums', { scales })).filter(
      (shard): shard is SourceSums => shard !== null,
    )
    const { shards } = this.set
    if (sums.length < shards.length) return shards.map(() => Float64Array.of(meanBase))
    if (this.codedAlike(({ sources }) => sources)) {
      const means = meansPerCode(sums, meanBase)
      return shards.map(() => means)
    }
    return meansPerText(sums, await this.set.askAll('scoringTexts', { column: null }), meanBase)
  }

  async leastParts(views: readonly ScoreView[], rows: Uint32Array): Promise<readonly number[]> {
    const shards = await this.set.askAll('leastParts', { views, rows })
    const least = shards[0]!.map((_, part) => shards.reduce((sofar, parts) => Math.min(sofar, parts[part]!), Infinity))
    return Array.from(least, (part) => (part === Infinity ? 0 : part))
  }

  async end(): Promise<void> {
    await this.set.askAll('endScoring', null)
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

/** Rows that several shards have encoded. */
export function joinedRows(rowCount: number, parts: readonly EncodedRows[]): EncodedRows {
  const codes = new Uint16Array(parts.reduce((sum, part) => sum + part.codes.length, 0))
  joinInto(
    codes,
    parts.map((part) => part.codes),
  )
  const numbersOf = (kind: ViewKind): Float64Array =>
    joined(
      parts.reduce((sum, part) => sum + part.numbers[kind].length, 0),
      parts.map((part) => part.numbers[kind]),
    )
  return { rowCount, numbers: { rank: numbersOf('rank'), standardised: numbersOf('standardised') }, codes }
}

function joined(length: number, parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(length)
  joinInto(whole, parts)
  return whole
}
