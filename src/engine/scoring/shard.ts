/**
 * Scoring shard: the rows one core keeps, and what it works out about them. Only sums, tallies and the rows asked for
 * leave it; weights and S stay. It holds whole blocks, and its sums come block by block (numeric/blocks.ts).
 */

import { EngineError } from '../failure'
import { columnJoiner } from './column-joiner'
import type { ScoringColumns } from './columns'
import { CostTables } from './cost-tables'
import { encodedAt, type EncodedRows } from './encode'
import { leastParts } from './floors'
import { ForestRows } from './forest/forest-rows'
import type { Forest } from './forest/isolation-forest'
import { codedColumns, inputColumns, type InputColumns } from './input-columns'
import { inputRowOf, type InputRow } from './input-row'
import { jointColumns, type JointColumn } from './joint-columns'
import { addMagnitudes } from './magnitude'
import { measureRows } from './measure-rows'
import { NearRows } from './near-rows'
import { columnsOf, partReader } from './part-costs'
import { rounded, sumPerSource, type SourceSums } from './pooling'
import type { ViewInProgress } from './rows'
import { openScoreLoops } from './score-loops'
import type { ScoreInputs, ScoreView } from './score-model'
import { ShardCounts } from './shard-counts'
import { surpriseRows } from './surprise-rows'
import { viewCosts } from './view-costs'

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

/** B + A of a shard's rows. */
export interface PooledRows {
  readonly scores: Float64Array
  /** Infinity without rows; null without sources. */
  readonly leastSourceMean: number | null
}

/** What depends on the inputs of a model. */
interface TakenInputs {
  readonly inputs: ScoreInputs
  readonly columns: InputColumns
  /** Made when first asked for. */
  tables: CostTables | null
  /** The groups whose costs the tables hold. */
  filledFor: readonly ViewInProgress[]
}

export class ScoringShard {
  /** Null after `end`. */
  private fitting: { readonly joint: readonly JointColumn[]; readonly counts: ShardCounts } | null
  private taken: TakenInputs | null = null
  /** From the first inputs on. */
  private near: NearRows | null = null
  /** Per row S of the rank view, then S of the standardised one. */
  private surprises: Float64Array = new Float64Array(0)
  /** A per code of the sources, or of every row if there is one only; null without sources, or before `pooled`. */
  private sourceMeans: Float64Array | null = null

  private constructor(
    private readonly columns: ScoringColumns,
    joint: readonly JointColumn[],
  ) {
    this.fitting = { joint, counts: new ShardCounts(columns, joint) }
  }

  static async of(columns: ScoringColumns, breathe: Breathe): Promise<ScoringShard> {
    const join = columnJoiner(openScoreLoops(), () => breathe(0))
    return new ScoringShard(columns, await jointColumns(codedColumns(columns), join))
  }

  get rowCount(): number {
    return this.columns.rowCount
  }

  /** @throws EngineError after `end` */
  get counts(): ShardCounts {
    return this.open().counts
  }

  /** @param column which of the planned texts; null for the sources */
  dictionaryOf(column: number | null): readonly string[] {
    const cells = column === null ? this.columns.sources : this.columns.texts[column]!
    return cells === null ? [] : cells.dictionary
  }

  takeInputs(inputs: ScoreInputs): void {
    this.taken = { inputs, columns: inputColumns(inputs, this.columns), tables: null, filledFor: [] }
    this.near = new NearRows(inputs, this.columns)
  }

  /** Rows near to one on screen; goes on after `end`. */
  nearRows(): NearRows {
    if (this.near === null) throw new EngineError('out-of-range', 'the score has no inputs yet')
    return this.near
  }

  encodeAt(rows: Uint32Array): EncodedRows {
    return encodedAt(this.inputs().columns, rows)
  }

  /** @returns per view and block: mass per centroid, then the weighted sum of least costs */
  async measure(views: readonly ViewInProgress[], breathe: Breathe): Promise<readonly ViewBlockSums[]> {
    return measureRows(await this.tablesFor(views, breathe), this.counts.weightSteps, breathe)
  }

  /** Computes and keeps S. @returns per view and block: weighted sums of S and of S² */
  async surprise(views: readonly ScoreView[], breathe: Breathe): Promise<readonly ViewBlockSums[]> {
    const tables = await this.tablesFor(views, breathe)
    const { surprises, sums } = await surpriseRows(tables, views, this.counts.weightSteps, breathe)
    this.surprises = surprises
    return sums
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
    const { sources } = this.columns
    if (sources === null) return null
    const sums = sumPerSource(this.bases(scales), sources.codes, sources.dictionary.length)
    await breathe(0)
    return sums
  }

  /**
   * B + A per row.
   * @param means A per code of the sources, or a single one for a table without; null if the model has no sources
   */
  async pooled(scales: readonly number[], means: Float64Array | null, breathe: Breathe): Promise<PooledRows> {
    this.sourceMeans = means
    const scores = this.bases(scales)
    await breathe(0)
    if (means === null) return { scores, leastSourceMean: null }
    let leastSourceMean = Infinity
    for (let row = 0; row < scores.length; row++) {
      const mean = means[this.sourceCode(row)]!
      if (mean < leastSourceMean) leastSourceMean = mean
      scores[row]! += mean
    }
    await breathe(0)
    return { scores, leastSourceMean }
  }

  /** @returns per part but the source's, the least of these rows, in units of B */
  leastParts(views: readonly ScoreView[], rows: Uint32Array, breathe: Breathe): Promise<Float64Array> {
    const { inputs, tables } = this.inputs()
    if (tables === null) throw new EngineError('out-of-range', 'no costs have been worked out')
    const partCount = columnsOf(inputs).length + 1
    return leastParts(tables.own, partReader(inputs, views), partCount, rows, () => breathe(0))
  }

  /** Single rows as the score reads them, and what their sources add. @param rows indices within the shard */
  inputRowsAt(rows: Uint32Array): InputRows {
    const { sourceMeans } = this
    return {
      inputs: Array.from(rows, (row) => inputRowOf(this.columns, row)),
      sourceMeans: sourceMeans && Float64Array.from(rows, (row) => sourceMeans[this.sourceCode(row)]!),
    }
  }

  /** Rows that a forest is grown on; goes on after `end`. */
  forestSample(inputs: ScoreInputs, rows: Uint32Array): EncodedRows {
    return encodedAt(inputColumns(inputs, this.columns), rows)
  }

  /** The rows as a forest reads them; goes on after `end`. */
  forestRows(forest: Forest, inputs: ScoreInputs): ForestRows {
    return new ForestRows(forest, inputs, this.columns)
  }

  /** Forgets what only the fit needed; single rows can still be asked for. */
  end(): void {
    this.fitting = null
    this.taken = null
    this.surprises = new Float64Array(0)
  }

  private sourceCode(row: number): number {
    return this.columns.sources === null ? 0 : this.columns.sources.codes[row]!
  }

  /** B per row. */
  private bases([rankScale, standardScale]: readonly number[]): Float64Array {
    const bases = new Float64Array(this.rowCount)
    const { surprises } = this
    for (let row = 0; row < bases.length; row++) {
      bases[row] = surprises[row * 2]! / rankScale! + surprises[row * 2 + 1]! / standardScale!
    }
    // A shard that was made anew after the fit is asked for the means of its sources alone.
    if (this.taken !== null) addMagnitudes(this.taken.inputs, this.columns, bases)
    return bases
  }

  private open(): NonNullable<ScoringShard['fitting']> {
    if (this.fitting === null) throw new EngineError('out-of-range', 'the rows must be opened for scoring again')
    return this.fitting
  }

  private inputs(): TakenInputs {
    if (this.taken === null) throw new EngineError('out-of-range', 'the score has no inputs yet')
    return this.taken
  }

  private async tablesFor(views: readonly ViewInProgress[], breathe: Breathe): Promise<CostTables> {
    const taken = this.inputs()
    const tables = (taken.tables ??= new CostTables(openScoreLoops(), taken.columns, this.open().joint))
    if (!sameGroups(taken.filledFor, views)) {
      const [rank, standardised] = views.map((view) => viewCosts(taken.inputs, view))
      await tables.fill([rank!, standardised!], () => breathe(0))
      taken.filledFor = views.map(({ kind, centroids }) => ({ kind, centroids }))
    }
    return tables
  }
}

const sameGroups = (filled: readonly ViewInProgress[], asked: readonly ViewInProgress[]): boolean =>
  filled.length === asked.length &&
  filled.every(({ centroids }, view) => {
    const other = asked[view]!.centroids
    return centroids.length === other.length && centroids.every((place, i) => place === other[i])
  })
