/**
 * Column operations: columns that a shard keeps behind those that it has read.
 */

import type { StoredCells } from '../table/stored'
import type { ShardState } from './shard-state'

/** A column, or a shard's rows of it. */
export interface KeptColumn {
  readonly name: string
  readonly cells: StoredCells
}

export const columnOps = {
  /**
   * Columns of the same name that were kept before stay at their places, for a run that still looks at them, under another name.
   * @param columns the shard's rows only
   * @returns the place of the first of them
   */
  async keepColumns(state: ShardState, { columns }: { columns: readonly KeptColumn[] }): Promise<number> {
    const { whole, table } = state
    const news = columns.map(({ name }) => name)
    state.whole = {
      ...whole,
      columnNames: [...whole.columnNames.map((name) => (news.includes(name) ? `${name}, before` : name)), ...news],
      cells: [...whole.cells, ...columns.map(({ cells }) => cells)],
    }
    if (table === whole) state.table = state.whole
    return whole.cells.length
  },
}

/** Some consecutive rows of a column, as a copy that can be handed over. */
export const sliceOfColumn = ({ name, cells }: KeptColumn, first: number, count: number): KeptColumn =>
  cells.kind === 'numbers'
    ? {
        name,
        cells: {
          ...cells,
          values: cells.values.slice(first, first + count),
          strays: straysIn(cells.strays, first, count),
        },
      }
    : { name, cells: { ...cells, codes: cells.codes.slice(first, first + count) } }

const straysIn = (strays: ReadonlyMap<number, string>, first: number, count: number): ReadonlyMap<number, string> =>
  new Map([...strays].flatMap(([row, text]) => (row >= first && row < first + count ? [[row - first, text]] : [])))
