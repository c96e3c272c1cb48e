/**
 * Ranking: the rows in the order asked for, of those asked for.
 *
 * In    scores and assignments of all rows, the rows themselves if they are at hand, and a query
 * Out   row indices
 * Ties keep the order of the file, so that the same query always gives the same list.
 */

import { BLOCK_ROWS } from '../numeric/blocks'
import type { Pulse } from '../numeric/pulse'
import { orderByKey } from '../numeric/radix-order'
import type { RowQuery } from './answers'
import type { SoughtWord } from './row-ops'
import { joinInto } from './shard-set'
import type { TableRows } from './table-rows'
import type { RowTest } from './truth-filter'

export interface Rankable {
  /** Null once the rows are no longer at hand: they can then be sorted by score, group and line only. */
  readonly rows: TableRows | null
  readonly scores: Float32Array
  readonly assignments: Uint8Array
  /** Further rows to leave out: those it says no to. */
  readonly isWanted?: RowTest | null
  /** Only these, ascending; all rows if null. */
  readonly only?: Uint32Array | null
}

/** Time O(rowCount), and one pass over the cells for a search or an order by a column. */
export async function rankRows(ranked: Rankable, query: RowQuery, pulse: Pulse): Promise<Uint32Array> {
  const wanted = await wantedRows(ranked, query, pulse)
  const keys = await sortKeys(ranked, query.sortBy)
  if (keys === null) return query.descending ? wanted.reverse() : wanted
  return orderByKey(wanted, keys, query.descending, () => pulse.breathe())
}

/** All rows by descending score, ties in the order of the file. */
export const strangestFirst = (scores: Float32Array, pulse: Pulse): Promise<Uint32Array> =>
  orderByKey(allRows(scores.length), scores, true, () => pulse.breathe())

function allRows(rowCount: number): Uint32Array {
  const rows = new Uint32Array(rowCount)
  for (let row = 0; row < rowCount; row++) rows[row] = row
  return rows
}

async function wantedRows(ranked: Rankable, query: RowQuery, pulse: Pulse): Promise<Uint32Array> {
  const { scores, assignments, isWanted = null } = ranked
  const clusters = query.clusters === null ? null : new Set(query.clusters)
  const among = query.among ? maskOf(query.among, scores.length) : null
  const found = await rowsFound(ranked, query.search)
  const only = ranked.only ? maskOf(ranked.only, scores.length) : null
  const wanted = new Uint32Array(found.length)
  let count = 0
  for (let place = 0; place < found.length; place++) {
    if (place % BLOCK_ROWS === 0) await pulse.breathe()
    const row = found[place]!
    if (among !== null && among[row] === 0) continue
    if (only !== null && only[row] === 0) continue
    if (query.flaggedOnly && scores[row]! <= query.threshold) continue
    if (isWanted !== null && !isWanted(row)) continue
    if (clusters === null || clusters.has(assignments[row]!)) wanted[count++] = row
  }
  return wanted.slice(0, count)
}

function maskOf(rows: Uint32Array, rowCount: number): Uint8Array {
  const mask = new Uint8Array(rowCount)
  for (const row of rows) mask[row] = 1
  return mask
}

/**
 * The rows in which some cell holds each word of the search, whatever its case. A word like `service:http` looks in the
 * columns whose name has that in it.
 */
async function rowsFound({ rows, scores }: Rankable, search: string): Promise<Uint32Array> {
  const texts = search
    .toLowerCase()
    .split(/\s+/)
    .filter((text) => text !== '')
  if (rows === null || texts.length === 0) return allRows(scores.length)
  const words = texts.map((text) => wordSought(rows.columnNames, text))
  const parts = await rows.set.askAll('rowsHolding', { words })
  const found = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0))
  joinInto(found, parts)
  return found
}

function wordSought(columnNames: readonly string[], word: string): SoughtWord {
  const colon = word.indexOf(':')
  const all = columnNames.map((_, index) => index)
  const named = colon > 0 ? all.filter((index) => columnNames[index]!.toLowerCase().includes(word.slice(0, colon))) : []
  return named.length > 0 ? { text: word.slice(colon + 1), columns: named } : { text: word, columns: all }
}

/** @returns null for the order of the file */
async function sortKeys(
  { rows, scores, assignments }: Rankable,
  sortBy: string,
): Promise<Float32Array | Float64Array | null> {
  if (sortBy === 'score') return scores
  if (sortBy === 'group') return Float32Array.from(assignments)
  const column = rows?.columnNames.indexOf(sortBy) ?? -1
  if (rows === null || column < 0) return null
  const keys = new Float64Array(scores.length)
  joinInto(keys, await rows.set.askAll('sortKeys', { column }))
  return keys
}
