/**
 * Made-up traffic for the scoring tests, and a fit of it in one call.
 */

import { silentPulse } from '../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../src/engine/numeric/random'
import { contextOf } from '../../../src/engine/pipeline/context-of'
import { ShardedScoringRows } from '../../../src/engine/pipeline/score-rows'
import { ShardSet } from '../../../src/engine/pipeline/shard-set'
import type { TableRows } from '../../../src/engine/pipeline/table-rows'
import { scoringColumns, type ScoringColumns } from '../../../src/engine/scoring/columns'
import { fitScores, type FittedScores } from '../../../src/engine/scoring/fit-scores'
import { planInputs } from '../../../src/engine/scoring/inputs'
import type { ColumnProfile, Meaning } from '../../../src/engine/table/column'
import { contextColumns } from '../../../src/engine/table/context'
import { storedTable } from '../../../src/engine/table/stored'
import type { Table } from '../../../src/engine/table/table'
import { profilesOf, tableOf, type PlainColumn, type PlainProfile } from '../support/tables'

/** Web, name service and a port scan by one source (every 50th row); with missing durations. */
export function trafficTable(rowCount: number, seed = 1): Table {
  const random = seededRandom(seed)
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const isScan = row % 50 === 49
    const isWeb = random.next() < 0.6
    return {
      start: row * 0.7,
      source: isScan ? '10.9.9.9' : `10.0.0.${random.below(20)}`,
      destination: `192.0.2.${random.below(isScan ? 200 : 8)}`,
      port: isScan ? random.below(60000) : isWeb ? 443 : 53,
      duration: isScan ? NaN : Math.exp(random.normal()),
      bytesSent: isScan ? 0 : Math.round(Math.exp(6 + random.normal())),
      bytesReturned: isScan ? 0 : Math.round(Math.exp((isWeb ? 9 : 5) + random.normal())),
      protocol: isScan || isWeb ? 'tcp' : 'udp',
      state: isScan ? 'S0' : random.next() < 0.05 ? '' : 'SF',
    }
  })
  const names = Object.keys(rows[0]!) as (keyof (typeof rows)[number])[]
  return tableOf(Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name]) as PlainColumn])))
}

const MEANINGS: Readonly<Record<string, Meaning>> = {
  start: 'start time',
  source: 'source address',
  destination: 'destination address',
  port: 'destination port',
  bytesReturned: 'bytes returned',
}

const SAID: Readonly<Record<string, PlainProfile>> = {
  start: { type: 'time', role: 'time' },
  source: { type: 'address', role: 'identity' },
  destination: { type: 'address', role: 'identity' },
  port: { type: 'port' },
}

export const trafficProfiles = (table: Table): ColumnProfile[] =>
  profilesOf(table, SAID).map((profile) => ({ ...profile, meaning: MEANINGS[profile.name] ?? null }))

export interface FittedTable extends FittedScores {
  readonly columns: ScoringColumns
  /** Per row what its source adds, in score units; null without sources. */
  readonly sourceMeans: Float64Array | null
}

export async function fitTable(
  table: Table,
  profiles: readonly ColumnProfile[],
  { shardCount = 1, seed = 7 } = {},
): Promise<FittedTable> {
  const context = await contextColumns(table, profiles, silentPulse)
  const kinds = table.cells.map(({ kind }) => kind)
  const plan = planInputs(
    profiles,
    kinds,
    context.map(({ name }) => name),
  )
  const set = ShardSet.cut(table, shardCount)
  const fitted = await fitScores(await ShardedScoringRows.open(set, plan, context), seed, silentPulse)
  const answers = await set.askAll('inputRowsAt', {
    rows: Uint32Array.from({ length: table.rowCount }, (_, row) => row),
  })
  const means = answers.flatMap(({ sourceMeans }) => Array.from(sourceMeans ?? [], (mean) => mean / fitted.model.usual))
  return {
    ...fitted,
    columns: scoringColumns(storedTable(table), plan, context),
    sourceMeans: plan.sourceColumn === null ? null : Float64Array.from(means),
  }
}

/** The rows of an open file, whose shards keep them. */
export async function fitRows(
  rows: TableRows,
  profiles: readonly ColumnProfile[],
  seed: number,
): Promise<FittedScores> {
  const context = await contextOf(rows, profiles, silentPulse)
  const plan = planInputs(
    profiles,
    rows.digest.columns.map(({ kind }) => kind),
    context.map(({ name }) => name),
  )
  return fitScores(await ShardedScoringRows.open(rows.set, plan, context), seed, silentPulse)
}

/** The same rows in another order. */
export function reordered(table: Table, order: readonly number[]): Table {
  return {
    ...table,
    rowCount: order.length,
    cells: table.cells.map((cells) =>
      cells.kind === 'numbers'
        ? { ...cells, values: Float64Array.from(order, (row) => cells.values[row]!) }
        : { ...cells, codes: Uint32Array.from(order, (row) => cells.codes[row]!) },
    ),
    sourceLines: Uint32Array.from(order, (row) => table.sourceLines[row]!),
  }
}
