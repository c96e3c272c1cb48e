/**
 * Settle ranges: parts of a file that were read → the shards of its table.
 *
 * A shard begins at a whole block of rows: each part hands the rows of its last, broken block to the next one, so that sums over blocks
 * don't depend on how the file was cut.
 */

import type { Encoding } from '../intake/facts'
import { BLOCK_ROWS } from '../numeric/blocks'
import type { MergedCoded, MergedWide } from '../table/merge-columns'
import { joinedLines, joinedParts } from './cell-parts'
import type { ColumnRecoding, ColumnSettlement, RowsOnTheWay } from './reading-ops'
import { GateShard, type ShardGate } from './shard-gate'
import { ShardSet } from './shard-set'

type Merged = MergedCoded | MergedWide

export interface Settling {
  readonly table: number
  /** One per part. */
  readonly gates: readonly ShardGate[]
  readonly columnNames: readonly string[]
  readonly encoding: Encoding
  readonly parts: readonly {
    readonly rowCount: number
    /** Line of the file that the part's first line is. */
    readonly firstLine: number
  }[]
  readonly merged: readonly Merged[]
}

/** @param together waits for answers; throws `Cancelled` if nobody wants them any more */
export async function settleRanges(
  { table, gates, columnNames, encoding, parts, merged }: Settling,
  together: <T>(answers: readonly Promise<T>[]) => Promise<T[]>,
): Promise<ShardSet> {
  const shares = sharesOf(parts.map(({ rowCount }) => rowCount))
  const basics = parts.map(({ firstLine }) => ({ encoding, firstLine }))
  const handedOver = await together(
    shares.map(({ keptCount, rowCount }, part) =>
      keptCount === rowCount
        ? Promise.resolve(null)
        : gates[part]!.ask(table, 'handOver', {
            ...basics[part]!,
            from: keptCount,
            columns: merged.map((column) => recodingOf(column, part)),
          }),
    ),
  )
  const shards: GateShard[] = []
  const settled: Promise<void>[] = []
  let before: RowsOnTheWay | null = null
  for (const [part, { keptCount, firstRow, shardRowCount }] of shares.entries()) {
    const gate = gates[part]!
    if (shardRowCount > 0) {
      const columns = merged.map((column) => settlementOf(column, part))
      settled.push(gate.ask(table, 'settle', { ...basics[part]!, columnNames, columns, firstRow, keptCount, before }))
      shards.push(new GateShard(gate, table, firstRow, shardRowCount))
      before = handedOver[part]!
    } else if (handedOver[part] !== null) before = joinedRows(before, handedOver[part]!)
  }
  await together(settled)
  return new ShardSet(shards)
}

/** What a part keeps of its rows, and what its shard will have. */
interface Share {
  readonly rowCount: number
  readonly keptCount: number
  readonly firstRow: number
  readonly shardRowCount: number
}

/** A shard begins at a multiple of BLOCK_ROWS: rows behind the last such go to the next one. A small part may be left with none. */
function sharesOf(rowCounts: readonly number[]): Share[] {
  let end = 0
  let firstRow = 0
  return rowCounts.map((rowCount, part) => {
    const begin = end
    end += rowCount
    const isLast = part + 1 === rowCounts.length
    const edge = isLast ? end : Math.floor(end / BLOCK_ROWS) * BLOCK_ROWS
    const share = { rowCount, keptCount: Math.max(0, edge - begin), firstRow, shardRowCount: edge - firstRow }
    firstRow = edge
    return share
  })
}

function recodingOf(column: Merged, part: number): ColumnRecoding {
  if (column.kind === 'wide') return { kind: 'wide', ...column.parts[part]! }
  return { kind: 'coded', map: column.maps[part]!, entryCount: column.packed.length }
}

function settlementOf(column: Merged, part: number): ColumnSettlement {
  if (column.kind === 'wide') return { kind: 'wide', ...column.parts[part]! }
  const { packed, numbers, maps } = column
  return { kind: 'coded', map: maps[part]!, entryCount: packed.length, dictionary: packed.entries, numbers }
}

/** Rows of several parts that all go to the same shard. */
function joinedRows(before: RowsOnTheWay | null, next: RowsOnTheWay): RowsOnTheWay {
  if (before === null) return next
  return {
    rowCount: before.rowCount + next.rowCount,
    columns: before.columns.map((part, index) => joinedParts([part, next.columns[index]!])),
    sourceLines: joinedLines([before, next]),
  }
}
