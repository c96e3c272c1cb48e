/**
 * Digest rows: rows that shards keep, with what is known of their columns.
 */

import type { Pulse } from '../numeric/pulse'
import { sampledRows, type ColumnDigest, type DistinctCells } from '../table/digest'
import { measureCountedNumbers, measureCountedTexts } from '../table/measure-counted'
import type { MergedCoded, MergedWide } from '../table/merge-columns'
import { digestOfRuns } from '../table/sorted-numbers'
import type { ShardSet } from './shard-set'
import { TableRows } from './table-rows'

/** @param known by index, columns that have been digested before */
export async function digestColumns(
  set: ShardSet,
  columnNames: readonly string[],
  merged: readonly (MergedCoded | MergedWide)[],
  known: ReadonlyMap<number, ColumnDigest>,
  pulse: Pulse,
): Promise<TableRows> {
  const columns: ColumnDigest[] = []
  for (const [index, column] of merged.entries()) {
    columns.push(known.get(index) ?? (column.kind === 'coded' ? codedDigest(column) : await wideDigest(set, index)))
    await pulse.breathe()
  }
  const { rowCount } = set
  const empty = { rowCount: 0, columnNames, cells: [], sourceLines: new Uint32Array(0) }
  const digest = { rowCount, columnNames, columns, sample: empty }
  const sample = await new TableRows(set, digest).tableAt(sampledRows(rowCount))
  return new TableRows(set, { ...digest, sample })
}

function codedDigest({ packed, numbers, counts }: MergedCoded): ColumnDigest {
  const distinct: DistinctCells = {
    get texts() {
      return packed.texts
    },
    packed,
    counts,
    numbers,
  }
  return numbers === null
    ? { kind: 'texts', measure: measureCountedTexts(counts), distinct }
    : { kind: 'numbers', measure: measureCountedNumbers({ numbers, counts }), distinct }
}

const wideDigest = async (set: ShardSet, column: number): Promise<ColumnDigest> =>
  digestOfRuns(await set.askAll('sortedNumbers', { column }))
