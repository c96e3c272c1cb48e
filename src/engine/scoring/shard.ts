/**
 * Scoring shard: the rows one core keeps, and what it works out about them. Only sums, tallies and the rows asked for
 * leave it; weights and S stay. It holds whole blocks, and its sums come block by block (numeric/blocks.ts).
 */

import { blockCountOf, blockRange } from '../numeric/blocks'
import type { ScoringColumns } from './columns'
import { inputRowOf, type InputRow } from './input-row'
import { countSignatures, signaturesOf, weightsFrom, type SignatureCounts } from './damping'
import { encoderOf, type EncodedRows } from './encode'
import { sumPerSource, rounded, type SourceSums } from './pooling'
import type { LevelTally, NumberRange, ScoredRows, ViewInProgress } from './rows'
import { rangeOf, tallyOfMissing, tallyOfTexts, valuesOf } from './column-counts'
import type { ScoreInputs, ScoreView } from './score-model'
import { surpriseOf } from './surprise'
import { costOfView, costTable, indexOfLeast, rowCosts } from './view-space'

/** Called after every block (or column) with the rows it had; throws `Cancelled`. */
export type Breathe = (rowsDone: number) => Promise<void>

/** Per block `length` sums, block by block. */
export interface ViewBlockSums {
  readonly length: number
  readonly perBlock: Float64Array
}

export interface InputRows {
  readonly inputs: readonly InputRow[]
  /** A per row, in units of B; null without sources. */
  readonly sourceMeans: Float64Array | null
}

export class ScoringShard {
  private signatures: Float64Array = new Float64Array(0)
  /** Per row; null counts every row as 1. */
  private weights: Float64Array | null = null
  /** A per row, in units of B; null without sources, or before `pooled`. */
  private sourceMeans: Float64Array | null = null
  /** Per view, S per row. */
  private surprises: readonly Float64Array[] = []

  constructor(private readonly columns: ScoringColumns) {}

  get rowCount(): number {
    return this.columns.rowCount
  }

  ranges(breathe: Breathe): Promise<readonly NumberRange[]> {
    return eachColumn(this.columns.numbers, rangeOf, breathe)
  }

  /** @param rows indices within the shard */
  valuesAt(rows: Uint32Array, breathe: Breathe): Promise<readonly Float64Array[]> {
    return eachColumn(this.columns.numbers, (values) => valuesOf(values, rows), breathe)
  }

  async countSignatures(fills: readonly number[], breathe: Breathe): Promise<SignatureCounts> {
    this.signatures = await signaturesOf(this.columns, fills, () => breathe(0))
    return countSignatures(this.signatures, () => breathe(0))
  }

  /** @param counts of the whole table */
  async weigh(counts: SignatureCounts, breathe: Breathe): Promise<void> {
    this.weights = await weightsFrom(this.signatures, counts, () => breathe(0))
    this.signatures = new Float64Array(0)
  }

  weightsAt(rows: Uint32Array): Float64Array {
    return Float64Array.from(rows, (row) => this.weightOf(row))
  }

  tallyTexts(breathe: Breathe): Promise<readonly LevelTally[]> {
    return eachColumn(this.columns.texts, (cells) => tallyOfTexts(cells, this.weights), breathe)
  }

  tallyMissing(breathe: Breathe): Promise<readonly LevelTally[]> {
    return eachColumn(this.columns.numbers, (values) => tallyOfMissing(values, this.weights), breathe)
  }

  encodeAt(inputs: ScoreInputs, rows: Uint32Array): EncodedRows {
    return encoderOf(inputs, this.columns)(rows)
  }

  /** @returns per view and block: mass per centroid, then the weighted sum of least costs */
  async measure(
    inputs: ScoreInputs,
    views: readonly ViewInProgress[],
    breathe: Breathe,
  ): Promise<readonly ViewBlockSums[]> {
    const tables = views.map(({ kind, centroids }) => ({
      kind,
      cost: costTable(inputs, kind, centroids, costOfView(kind)),
      squared: costTable(inputs, kind, centroids, 'squared'),
      sums: [] as Float64Array[],
    }))
    await this.eachBlock(inputs, breathe, (encoded, first) => {
      for (const { kind, cost, squared, sums } of tables) {
        const costs = new Float64Array(cost.clusterCount)
        const distances = kind === 'rank' ? costs : new Float64Array(cost.clusterCount)
        const sum = new Float64Array(cost.clusterCount + 1)
        eachRow(inputs, encoded, (row, at, codeAt) => {
          rowCosts(cost, encoded.numbers[kind], at, encoded.codes, codeAt, costs)
          if (distances !== costs) rowCosts(squared, encoded.numbers[kind], at, encoded.codes, codeAt, distances)
          const weight = this.weightOf(first + row)
          sum[indexOfLeast(distances)]! += weight
          sum[cost.clusterCount]! += weight * costs[indexOfLeast(costs)]!
        })
        sums.push(sum)
      }
    })
    return tables.map(({ sums }) => joined(sums))
  }

  /** Computes and keeps S. @returns per view and block: weighted sums of S and of S² */
  async surprise(
    inputs: ScoreInputs,
    views: readonly ScoreView[],
    breathe: Breathe,
  ): Promise<readonly ViewBlockSums[]> {
    const ready = views.map(({ kind, centroids, mass, temperature }) => ({
      kind,
      temperature,
      table: costTable(inputs, kind, centroids, costOfView(kind)),
      mass: Float64Array.from(mass),
      surprises: new Float64Array(this.rowCount),
      sums: [] as Float64Array[],
    }))
    await this.eachBlock(inputs, breathe, (encoded, first) => {
      for (const { kind, temperature, table, mass, surprises, sums } of ready) {
        const costs = new Float64Array(table.clusterCount)
        const sum = new Float64Array(2)
        eachRow(inputs, encoded, (row, at, codeAt) => {
          rowCosts(table, encoded.numbers[kind], at, encoded.codes, codeAt, costs)
          const surprise = surpriseOf(costs, mass, temperature)
          const weight = this.weightOf(first + row)
          surprises[first + row] = surprise
          sum[0]! += weight * surprise
          sum[1]! += weight * surprise * surprise
        })
        sums.push(sum)
      }
    })
    this.surprises = ready.map(({ surprises }) => surprises)
    return ready.map(({ sums }) => joined(sums))
  }

  /** Sum over the rows of the base, of whole steps: exact. */
  async sumOfBases(scales: readonly number[], breathe: Breathe): Promise<number> {
    const bases = this.bases(scales)
    await breathe(0)
    let sum = 0
    for (let row = 0; row < bases.length; row++) sum += rounded(bases[row]!)
    await breathe(0)
    return sum
  }

  /** @returns null if the table has no source column */
  async sourceSums(scales: readonly number[], breathe: Breathe): Promise<SourceSums | null> {
    const sums = this.columns.sources && sumPerSource(this.bases(scales), this.columns.sources)
    await breathe(0)
    return sums
  }

  /**
   * B + A per row.
   * @param means A per source text; null if the model has no sources
   * @param otherwise A of a row whose table has no sources, though the model has
   */
  async pooled(
    scales: readonly number[],
    means: ReadonlyMap<string, number> | null,
    otherwise: number,
    breathe: Breathe,
  ): Promise<ScoredRows> {
    const scores = this.bases(scales)
    await breathe(0)
    if (means === null) return { scores, sourceMeans: null }
    const { sources } = this.columns
    const byCode = sources && Float64Array.from(sources.dictionary, (text) => means.get(text) ?? otherwise)
    await breathe(0)
    const sourceMeans = new Float64Array(scores.length)
    for (let row = 0; row < scores.length; row++) {
      sourceMeans[row] = byCode === null ? otherwise : byCode[sources!.codes[row]!]!
      scores[row]! += sourceMeans[row]!
    }
    await breathe(0)
    this.sourceMeans = sourceMeans
    return { scores, sourceMeans }
  }

  /** Single rows as the score reads them, and what their sources add. @param rows indices within the shard */
  inputRowsAt(rows: Uint32Array): InputRows {
    const { sourceMeans } = this
    return {
      inputs: Array.from(rows, (row) => inputRowOf(this.columns, row)),
      sourceMeans: sourceMeans && Float64Array.from(rows, (row) => sourceMeans[row]!),
    }
  }

  /** B per row. */
  private bases(scales: readonly number[]): Float64Array {
    const bases = new Float64Array(this.rowCount)
    this.surprises.forEach((surprises, view) => {
      for (let row = 0; row < bases.length; row++) bases[row]! += surprises[row]! / scales[view]!
    })
    return bases
  }

  private weightOf(row: number): number {
    return this.weights === null ? 1 : this.weights[row]!
  }

  private async eachBlock(
    inputs: ScoreInputs,
    breathe: Breathe,
    visit: (encoded: EncodedRows, first: number) => void,
  ): Promise<void> {
    const encode = encoderOf(inputs, this.columns)
    for (let block = 0; block < blockCountOf(this.rowCount); block++) {
      const [first, pastLast] = blockRange(block, this.rowCount)
      visit(encode(Uint32Array.from({ length: pastLast - first }, (_, i) => first + i)), first)
      await breathe(pastLast - first)
    }
  }
}

/** One column after the other: a million rows of a column take some 10 ms. */
async function eachColumn<Column, Answer>(
  columns: readonly Column[],
  answerOf: (column: Column) => Answer,
  breathe: Breathe,
): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (const column of columns) {
    answers.push(answerOf(column))
    await breathe(0)
  }
  return answers
}

/** Calls with each row, and where its numbers and its codes begin. */
function eachRow(
  inputs: ScoreInputs,
  encoded: EncodedRows,
  visit: (row: number, at: number, codeAt: number) => void,
): void {
  const numberCount = inputs.numbers.length
  const categoryCount = inputs.categories.length
  for (let row = 0; row < encoded.rowCount; row++) visit(row, row * numberCount, row * categoryCount)
}

function joined(blocks: readonly Float64Array[]): ViewBlockSums {
  const length = blocks[0]?.length ?? 0
  const perBlock = new Float64Array(length * blocks.length)
  blocks.forEach((block, index) => perBlock.set(block, index * length))
  return { length, perBlock }
}
