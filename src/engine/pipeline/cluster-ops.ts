/**
 * Cluster operations: what a shard answers while K-Means runs.
 */

import { centroidTables } from '../clustering/centroid-tables'
import { distinctRows } from '../clustering/distinct'
import { farthestInBlock, ownDistances } from '../clustering/far-rows'
import type { LloydOptions } from '../clustering/lloyd'
import { renamed } from '../clustering/renamed'
import type { PassSums } from '../clustering/pass-sums'
import { type Rehearsal, type Rehearsed, rehearse } from '../clustering/rehearse'
import type { FarRow } from '../clustering/rows'
import { SampleRows } from '../clustering/sample-rows'
import { type IndexedStart, type TriedStart, tryStarts } from '../clustering/try-starts'
import { EngineError } from '../failure'
import { denseRow } from '../features/dense'
import type { FeatureBlock } from '../features/recipe'
import { blockCountOf, blockRange } from '../numeric/blocks'
import { silentPulse } from '../numeric/pulse'
import type { ShardState } from './shard-state'
import { encodedRows, ownRows, sumBlocks, type BlockSums } from './shard-state'

interface Centroids {
  readonly centroids: Float64Array
  readonly clusterCount: number
}

export const clusterOps = {
  async distinctRows(state: ShardState, { limit }: { limit: number }): Promise<readonly string[]> {
    const { tiles } = encodedRows(state)
    const seen = new Set<string>()
    for (let block = 0; block < blockCountOf(state.rowCount) && seen.size < limit; block++) {
      const [first, pastLast] = blockRange(block, state.rowCount)
      for (const row of distinctRows(tiles.blockOf(first, pastLast), limit)) seen.add(row)
      await state.breathe(pastLast - first)
    }
    return [...seen].slice(0, limit)
  },

  /** Leaves something behind: the sample. */
  async holdSample(state: ShardState, { sample }: { sample: FeatureBlock }): Promise<void> {
    const encoded = encodedRows(state)
    encoded.sample = new SampleRows(sample, encoded.tiles.recipe)
  },

  /** @returns the best of these starts; null if there are none */
  async tryStarts(
    state: ShardState,
    { starts, clusterCount, options }: { starts: readonly IndexedStart[]; clusterCount: number; options: LloydOptions },
  ): Promise<TriedStart | null> {
    const { sample, tiles } = encodedRows(state)
    if (sample === null) throw new EngineError('out-of-range', 'no sample is held')
    if (starts.length === 0) return null
    const pulse = { ...silentPulse, breathe: () => state.breathe(0) }
    return tryStarts(sample, tiles.recipe, starts, clusterCount, options, pulse)
  },

  /** On the sample held: what these rehearsals come to, in their order. */
  async rehearse(
    state: ShardState,
    { rehearsals, largest }: { rehearsals: readonly Rehearsal[]; largest: number },
  ): Promise<readonly Rehearsed[]> {
    const { sample, tiles } = encodedRows(state)
    if (sample === null) throw new EngineError('out-of-range', 'no sample is held')
    const pulse = { ...silentPulse, breathe: () => state.breathe(0) }
    const done: Rehearsed[] = []
    for (const rehearsal of rehearsals) done.push(await rehearse(sample, tiles.recipe, rehearsal, largest, pulse))
    return done
  },

  async assign(state: ShardState, { centroids, clusterCount }: Centroids): Promise<PassSums> {
    return encodedRows(state).clusters.pass(centroids, clusterCount, (rows) => state.breathe(rows))
  },

  async farthest(state: ShardState, { centroids, clusterCount }: Centroids): Promise<FarRow> {
    const { tiles } = encodedRows(state)
    const tables = centroidTables(centroids, clusterCount, tiles.recipe)
    let farthest = { row: 0, squaredDistance: -1 }
    for (let block = 0; block < blockCountOf(state.rowCount); block++) {
      const [first, pastLast] = blockRange(block, state.rowCount)
      const { row, squaredDistance } = farthestInBlock(tiles.blockOf(first, pastLast), tables)
      if (squaredDistance > farthest.squaredDistance) farthest = { row: first + row, squaredDistance }
      await state.breathe(pastLast - first)
    }
    const position = new Float64Array(tiles.recipe.featureCount)
    denseRow(tiles.blockOf(farthest.row, farthest.row + 1), tiles.recipe, 0, position)
    return { row: state.firstRow + farthest.row, squaredDistance: farthest.squaredDistance, position }
  },

  /**
   * Keeps every row's nearest centroid under this number of clusters. Leaves something behind; a function of the rows and the
   * argument alone, and no work where the pass before had the same centroids.
   * @param newIndex per centroid the cluster index its rows are to have
   */
  async keepAssignments(
    state: ShardState,
    { centroids, clusterCount, newIndex }: Centroids & { newIndex: Uint8Array },
  ): Promise<void> {
    const { clusters } = encodedRows(state)
    await clusters.pass(centroids, clusterCount, (rows) => state.breathe(rows))
    state.kept.set(clusterCount, renamed(clusters.assignments, newIndex))
  },

  /** Of the clusters that the rows were given last by `keepAssignments`. @returns per block and cluster the sum of squared distances */
  async clusterInertias(state: ShardState, { centroids, clusterCount }: Centroids): Promise<BlockSums> {
    const { tiles } = encodedRows(state)
    const tables = centroidTables(centroids, clusterCount, tiles.recipe)
    const assignments = keptAssignments(state, clusterCount)
    return sumBlocks(state, clusterCount, (first, pastLast) => {
      const sums = new Float64Array(clusterCount)
      const own = assignments.subarray(first, pastLast)
      ownDistances(tiles.blockOf(first, pastLast), tables, own).forEach((squared, row) => (sums[own[row]!]! += squared))
      return sums
    })
  },

  /** @param rows of the whole table; null for all rows of the shard */
  async assignmentsAt(
    state: ShardState,
    { clusterCount, rows }: { clusterCount: number; rows: Uint32Array | null },
  ): Promise<Uint8Array> {
    const kept = keptAssignments(state, clusterCount)
    return rows === null ? kept.slice() : Uint8Array.from(ownRows(state, rows), (row) => kept[row]!)
  },
}

function keptAssignments({ kept }: ShardState, clusterCount: number): Uint8Array {
  const assignments = kept.get(clusterCount)
  if (assignments === undefined)
    throw new EngineError('out-of-range', `no fit with ${clusterCount} clusters has been kept`)
  return assignments
}
