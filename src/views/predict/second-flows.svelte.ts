/**
 * Second flows: what the list of the second file's flows holds, a hundred at a time, and why the chosen one scores as it does.
 */

import { latestCall } from '../../session/latest-call'
import { session } from '../../session/session.svelte'
import type { RowCells, RowReasons } from '../../worker/protocol'

const AT_ONCE = 100

class SecondFlows {
  search = $state('')
  /** Rows, strangest first. */
  order = $state.raw<Uint32Array>(new Uint32Array(0))
  /** Of the first of them. */
  cells = $state.raw<readonly RowCells[]>([])
  chosen = $state.raw<RowCells | null>(null)
  reasons = $state.raw<RowReasons | null>(null)
  private among: Uint32Array | null = null
  /** How many lists have been opened. */
  private opened = 0

  /** @param among the rows of a story; null for all */
  begin(among: Uint32Array | null): void {
    this.opened++
    this.search = ''
    this.among = among
    this.order = new Uint32Array(0)
    this.cells = []
    this.chosen = null
    this.reasons = null
    void this.find()
  }

  readonly find = latestCall(async () => {
    const { search, among, opened } = this
    const order = await session.engine.ask((api) =>
      api.rankSecond({
        search,
        among,
        sortBy: 'score',
        descending: true,
        clusters: null,
        flaggedOnly: false,
        threshold: 0,
      }),
    )
    const cells = await this.cellsFrom(order, 0)
    // Another story may have been opened meanwhile, or a letter typed: that question is next.
    if (opened !== this.opened || search !== this.search) return
    this.order = order
    this.cells = cells
  })

  readonly more = latestCall(async () => {
    const { order, cells } = this
    const more = await this.cellsFrom(order, cells.length)
    if (order === this.order) this.cells = [...cells, ...more]
  })

  private cellsFrom(order: Uint32Array, first: number): Promise<readonly RowCells[]> {
    return session.engine.ask((api) => api.rowsOfSecond([...order.subarray(first, first + AT_ONCE)]))
  }

  readonly choose = latestCall(async (row: RowCells) => {
    const { opened } = this
    const reasons = await session.engine.ask((api) => api.explainSecond(row.row))
    if (opened !== this.opened) return
    this.chosen = row
    this.reasons = reasons
  })
}

export const secondFlows = new SecondFlows()
