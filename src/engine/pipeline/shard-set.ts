/**
 * Shard set: one to n shards in row order, asked as if they were one.
 *
 * Partial sums come back per block and are added in block order, so the answer is the same to the last bit however many
 * shards there are. What a room asks of the rows is declared in that room (`features/rows.ts`, `clustering/rows.ts`,
 * `projection/rows.ts`); the set answers it.
 */

import type { LloydFit, LloydOptions } from '../clustering/lloyd'
import { addPasses, addSquares, withInertia } from '../clustering/pass-sums'
import type { Rehearsal, Rehearsed } from '../clustering/rehearse'
import type { AssignmentSums, ClusteringRows, FarRow } from '../clustering/rows'
import { bestOf } from '../clustering/try-starts'
import type { Outcome } from '../failure'
import type { FeatureBlock, Recipe } from '../features/recipe'
import type { FeatureRows, LevelCounts, NumberReading } from '../features/rows'
import { mergeTallies, type NumberTally } from '../features/tally'
import { BLOCK_ROWS, orderedSum } from '../numeric/blocks'
import type { Pulse } from '../numeric/pulse'
import { Cancelled, silentPulse } from '../numeric/pulse'
import { addMoments, type MomentParts } from '../projection/moments'
import type { Plane } from '../projection/plane'
import type { ProjectionRows } from '../projection/rows'
import type { Cells, Table } from '../table/table'
import { sliceOfColumn, type KeptColumn } from './column-ops'
import type { OpAnswer, OpArgument, OpName, Shard } from './shard'
import { LocalShard } from './shard'
import type { BlockSums } from './shard-state'
import { sliceTable } from './table-slice'

export class ShardSet implements FeatureRows, ClusteringRows, ProjectionRows {
  readonly rowCount: number
  private pulse: Pulse = silentPulse
  /** What the rows were encoded by. */
  private recipe: Recipe | null = null
  /** Σ of the squares of all scaled numbers, in two parts. */
  private squares: readonly [number, number] = [0, 0]

  /** @param shards in row order, without gaps, each but the last of whole blocks */
  constructor(readonly shards: readonly Shard[]) {
    this.rowCount = shards.reduce((sum, shard) => sum + shard.rowCount, 0)
  }

  /** Cuts a table into local shards of whole blocks, as even as can be. */
  static cut(table: Table, shardCount: number): ShardSet {
    const blocksPerShard = Math.max(1, Math.ceil(table.rowCount / BLOCK_ROWS / shardCount))
    const rowsPerShard = blocksPerShard * BLOCK_ROWS
    const shards: LocalShard[] = []
    for (let first = 0; first === 0 || first < table.rowCount; first += rowsPerShard) {
      shards.push(LocalShard.of(sliceTable(table, first, Math.min(rowsPerShard, table.rowCount - first)), first))
    }
    return new ShardSet(shards)
  }

  /** The pulse of the job under way: every shard breathes after each block of rows. */
  breatheWith(pulse: Pulse): void {
    this.pulse = pulse
    for (const shard of this.shards) shard.breatheWith(() => pulse.breathe())
  }

  /** Asks every shard the same; answers in row order. */
  askAll<Name extends OpName>(name: Name, argument: OpArgument<Name>): Promise<OpAnswer<Name>[]> {
    return this.askEach(name, () => argument)
  }

  /** Asks every shard something of its own, by its place; answers in row order. */
  private askEach<Name extends OpName>(
    name: Name,
    argumentFor: (place: number) => OpArgument<Name>,
  ): Promise<OpAnswer<Name>[]> {
    const answers = Promise.all(this.shards.map((shard, place) => shard.call(name, argumentFor(place))))
    return unlessStopped(this.pulse, answers, () => {
      for (const shard of this.shards) shard.stop()
    })
  }

  /** Rows that repeat another in every cell. */
  async countRepeats(): Promise<number> {
    const bucketCount = this.shards.length
    const dealt = await this.askAll('dealtHashes', { bucketCount })
    const counts = await this.askEach('countDifferent', (bucket) => ({
      parts: dealt.map((buckets) => buckets[bucket]!),
    }))
    return counts.reduce((left, count) => left - count, this.rowCount)
  }

  /** Work that leaves the shards as they were if it fails or is stopped. */
  async undoneIfItFails<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const ask = (name: 'beginRun' | 'keepRun' | 'forgetRun'): Promise<unknown> =>
      Promise.all(this.shards.map((shard) => shard.call(name, null)))
    await ask('beginRun')
    let done: Outcome<T> | null = null
    try {
      done = await work()
      return done
    } finally {
      await ask(done?.ok === true ? 'keepRun' : 'forgetRun')
    }
  }

  /** Gives back what the shards keep; nothing can be asked of them any more. */
  drop(): void {
    for (const shard of this.shards) shard.drop()
  }

  /** Hands every shard its rows of these columns. @returns the place of the first of them */
  async keepColumns(columns: readonly KeptColumn[]): Promise<number> {
    const [first] = await this.askEach('keepColumns', (place) => {
      const { firstRow, rowCount } = this.shards[place]!
      return { columns: columns.map((column) => sliceOfColumn(column, firstRow, rowCount)) }
    })
    return first!
  }

  kindsOf(columns: readonly string[]): Promise<readonly Cells['kind'][]> {
    return this.shards[0]!.call('kindsOf', { columns })
  }

  async valuesAt(column: string, rows: Uint32Array): Promise<Float64Array> {
    const joined = new Float64Array(rows.length)
    joinInto(joined, await this.askAll('valuesAt', { column, rows }))
    return joined
  }

  async tallies(columns: readonly string[]): Promise<readonly (NumberTally | null)[]> {
    const parts = await this.askAll('tallies', { columns })
    return columns.map((_, index) => mergeTallies(parts.map((ofShard) => ofShard[index]!)))
  }

  async levelCounts(column: string): Promise<LevelCounts> {
    return mergeLevels(await this.askAll('levelCounts', { column }))
  }

  breathe(): Promise<void> {
    return this.pulse.breathe()
  }

  async powerSums(readings: readonly NumberReading[], centres: Float64Array, power: 1 | 2): Promise<Float64Array> {
    return addBlocks(await this.askAll('powerSums', { readings, centres, power }))
  }

  /** Turns all rows into features, which the shards keep; reports progress to the pulse. */
  async encode(recipe: Recipe): Promise<void> {
    let rowsDone = 0
    for (const shard of this.shards) {
      shard.breatheWith((rows) => {
        this.pulse.report((rowsDone += rows) / this.rowCount, rowsDone)
        return this.pulse.breathe()
      })
    }
    this.squares = addSquares(await this.askAll('encode', { recipe }))
    this.recipe = recipe
    this.breatheWith(this.pulse)
  }

  /** @param rows ascending row indices */
  async featuresAt(rows: Uint32Array): Promise<FeatureBlock> {
    const parts = await this.askAll('featuresAt', { rows })
    const joined: FeatureBlock = {
      rowCount: rows.length,
      numbers: new Float32Array(parts.reduce((sum, part) => sum + part.numbers.length, 0)),
      codes: new Uint16Array(parts.reduce((sum, part) => sum + part.codes.length, 0)),
    }
    joinInto(
      joined.numbers,
      parts.map(({ numbers }) => numbers),
    )
    joinInto(
      joined.codes,
      parts.map(({ codes }) => codes),
    )
    return joined
  }

  async distinctCount(limit: number): Promise<number> {
    const answers = await this.askAll('distinctRows', { limit })
    return Math.min(limit, new Set(answers.flat()).size)
  }

  async holdSample(sample: FeatureBlock): Promise<void> {
    await this.askAll('holdSample', { sample })
  }

  /** Dealt to the shards in turn. */
  async tryStarts(starts: readonly Float64Array[], clusterCount: number, options: LloydOptions): Promise<LloydFit> {
    const indexed = starts.map((centroids, index) => ({ index, centroids }))
    const { length } = this.shards
    const tried = await this.askEach('tryStarts', (place) => ({
      starts: indexed.filter(({ index }) => index % length === place),
      clusterCount,
      options,
    }))
    return bestOf(tried.filter((best) => best !== null)).fit
  }

  /** Dealt to the shards in turn. */
  async rehearse(rehearsals: readonly Rehearsal[], largest: number): Promise<readonly Rehearsed[]> {
    const { length } = this.shards
    const answers = await this.askEach('rehearse', (place) => ({
      rehearsals: rehearsals.filter((_, index) => index % length === place),
      largest,
    }))
    return rehearsals.map((_, index) => answers[index % length]![Math.floor(index / length)]!)
  }

  async assign(centroids: Float64Array, clusterCount: number): Promise<AssignmentSums> {
    const pass = addPasses(await this.askAll('assign', { centroids, clusterCount }))
    return withInertia(pass, centroids, this.squares, this.recipe!)
  }

  async farthest(centroids: Float64Array, clusterCount: number): Promise<FarRow> {
    const answers = await this.askAll('farthest', { centroids, clusterCount })
    return answers.reduce((far, next) => (next.squaredDistance > far.squaredDistance ? next : far))
  }

  async keepAssignments(clusterCount: number, centroids: Float64Array, newIndex: Uint8Array): Promise<void> {
    await this.askAll('keepAssignments', { clusterCount, centroids, newIndex })
  }

  /** @param rows ascending row indices; without them, all rows */
  async assignmentsAt(clusterCount: number, rows: Uint32Array | null = null): Promise<Uint8Array> {
    const joined = new Uint8Array(rows?.length ?? this.rowCount)
    joinInto(joined, await this.askAll('assignmentsAt', { clusterCount, rows }))
    return joined
  }

  async moments(): Promise<MomentParts> {
    return addMoments(await this.askAll('moments', {}))
  }

  async spreadAlong(mean: Float64Array, direction: Float64Array): Promise<Float64Array> {
    return addBlocks(await this.askAll('spreadAlong', { mean, direction }))
  }

  async axisSums(): Promise<Float64Array> {
    return addBlocks(await this.askAll('axisSums', {}))
  }

  /** Where every row lies on the map: rowCount × 2, row by row. */
  async coordinates({ mean, components }: Plane): Promise<Float32Array> {
    const joined = new Float32Array(this.rowCount * 2)
    joinInto(joined, await this.askAll('coordinates', { mean, components }))
    return joined
  }
}

/**
 * The answers, or `Cancelled` as soon as the work is no longer wanted: nobody waits for shards that are on their way to a breath.
 * @param stop tells them
 */
export async function unlessStopped<T>(pulse: Pulse, answers: Promise<T>, stop: () => void): Promise<T> {
  if (pulse.stopped === undefined) return answers
  try {
    return await Promise.race([answers, pulse.stopped])
  } catch (error) {
    if (error instanceof Cancelled) stop()
    throw error
  }
}

/** Adds the partial sums of all shards in block order. */
export function addBlocks(answers: readonly BlockSums[]): Float64Array {
  const { length } = answers[0]!
  const blocks = answers.flatMap(({ perBlock }) =>
    Array.from({ length: length === 0 ? 0 : perBlock.length / length }, (_, block) =>
      perBlock.subarray(block * length, (block + 1) * length),
    ),
  )
  return orderedSum(blocks, length)
}

export function joinInto<Values extends { set(part: Values, offset: number): void; readonly length: number }>(
  whole: Values,
  parts: readonly Values[],
): void {
  let offset = 0
  for (const part of parts) {
    whole.set(part, offset)
    offset += part.length
  }
}

function mergeLevels(parts: readonly LevelCounts[]): LevelCounts {
  const countOf = new Map<string, number>()
  for (const { texts, counts } of parts) {
    texts.forEach((text, index) => countOf.set(text, (countOf.get(text) ?? 0) + counts[index]!))
  }
  return { texts: [...countOf.keys()], counts: Float64Array.from(countOf.values()) }
}
