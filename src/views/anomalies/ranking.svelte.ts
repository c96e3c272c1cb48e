/**
 * Ranking: the rows in the order asked for, and the cells of those on screen.
 *
 * The order is one Uint32Array from the engine; cells are asked for in pages as they come into view and forgotten when there are
 * many. Lives as long as the page, so that coming back to the screen finds search, order and place as they were.
 */

import { latestCall } from '../../session/latest-call'
import { session } from '../../session/session.svelte'
import type { PatternFlows, RowCells, RowQuery, RunResult, TruthFilter } from '../../worker/protocol'

const PAGE_ROWS = 48
const MOST_KEPT_ROWS = 4800

/** All rows, the strangest first. */
const WHOLE_RANKING = {
  search: '',
  sortBy: 'score',
  descending: true,
  clusters: null,
  flaggedOnly: false,
  truth: null,
  among: null,
  pattern: null,
} as const

export interface ShownPattern {
  /** "Looks like a beacon" */
  readonly title: string
  readonly flows: PatternFlows
}

class Ranking {
  search = $state('')
  sortBy = $state('score')
  descending = $state(true)
  clusters = $state.raw<readonly number[] | null>(null)
  flaggedOnly = $state(false)
  /** What the threshold gets right or wrong by ground truth; null for all. */
  truth = $state.raw<TruthFilter | null>(null)
  /** The rows of a story; null for no such limit. */
  among = $state.raw<Uint32Array | null>(null)
  /** Only the flows of one suspicious pattern that a group's card names. */
  pattern = $state.raw<ShownPattern | null>(null)
  /** Row indices as the table shows them. */
  order = $state.raw<Uint32Array>(new Uint32Array(0))
  /** Whether `order` is an answer to what is asked now. */
  settled = $state(false)
  /** Names of the file's columns the table shows; null until the analyst has chosen. */
  chosenColumns = $state.raw<readonly string[] | null>(null)
  private cells = new Map<number, RowCells>()
  private pagesAsked = new Set<number>()
  /** Grows when cells arrive, so that what reads `cellsOf` is drawn again. */
  private arrived = $state(0)
  /** Per row its place in the whole ranking, 0-based. */
  private places = $state.raw<Uint32Array | null>(null)
  /** Grows when all cells are forgotten and those in view must be asked for again. */
  generation = $state(0)
  private runId: string | null = null
  private names = ''

  readonly narrowed = $derived(
    this.search !== '' ||
      this.clusters !== null ||
      this.flaggedOnly ||
      this.truth !== null ||
      this.among !== null ||
      this.pattern !== null,
  )

  /** What `refresh` will ask; only a list of flagged flows, or of what is missed, depends on the threshold. */
  get query(): RowQuery {
    return {
      search: this.search,
      sortBy: this.sortBy,
      descending: this.descending,
      clusters: this.clusters,
      flaggedOnly: this.flaggedOnly,
      threshold: this.flaggedOnly || this.truth !== null ? session.threshold : 0,
      truth: this.truth,
      among: this.among,
      pattern: this.pattern?.flows.index ?? null,
    }
  }

  private readonly askOrder = latestCall(async (query: RowQuery) => {
    this.order = await session.engine.ask((api) => api.rank(query))
    this.settled = true
  })

  refresh(query: RowQuery): Promise<void> {
    this.settled = false
    return this.askOrder(query)
  }

  /** Begins anew when another run is shown; the analyst's choice of columns stays if the columns are the same. */
  async follow(result: RunResult): Promise<void> {
    if (result.runId === this.runId) return
    this.runId = result.runId
    const names = session.columnNames.join('\u001f')
    if (names !== this.names) this.chosenColumns = null
    this.names = names
    this.forgetCells()
    this.order = new Uint32Array(0)
    this.places = null
    Object.assign(this, WHOLE_RANKING)
    const order = await session.engine.ask((api) => api.rank({ ...WHOLE_RANKING, threshold: 0 })).catch(() => null)
    if (order !== null && result.runId === this.runId) this.places = placesIn(order)
  }

  /** Groups and reasons have changed, the rows have not. */
  forgetCells(): void {
    this.cells.clear()
    this.pagesAsked.clear()
    this.generation++
    this.arrived++
  }

  sort(column: string): void {
    if (this.sortBy === column) {
      this.descending = !this.descending
      return
    }
    this.sortBy = column
    this.descending = column !== 'line'
  }

  /** 1 is the strangest of all; null until known. */
  rankOf(row: number): number | null {
    return this.places === null ? null : (this.places[row] ?? 0) + 1
  }

  /** Where a row stands in the list on screen; −1 if it is not in it. */
  indexOf(row: number): number {
    return this.order.indexOf(row)
  }

  cellsOf(row: number): RowCells | null {
    void this.arrived
    return this.cells.get(row) ?? null
  }

  /** Asks for the cells of the list's places first … end − 1 that are not here yet. */
  want(first: number, end: number): void {
    const from = Math.floor(first / PAGE_ROWS) * PAGE_ROWS
    for (let start = from; start < end; start += PAGE_ROWS) {
      const rows = [...this.order.subarray(start, start + PAGE_ROWS)].filter(
        (row) => !this.cells.has(row) && !this.pagesAsked.has(row),
      )
      if (rows.length > 0) void this.fetch(rows)
    }
  }

  /** Asks for the cells of rows that are not here yet. */
  async need(rows: readonly number[]): Promise<void> {
    const missing = rows.filter((row) => !this.cells.has(row) && !this.pagesAsked.has(row))
    if (missing.length > 0) await this.fetch(missing)
  }

  async fetch(rows: readonly number[]): Promise<void> {
    const generation = this.generation
    rows.forEach((row) => this.pagesAsked.add(row))
    const answered = await session.engine.ask((api) => api.rows(rows)).catch(() => [])
    if (generation !== this.generation) return
    rows.forEach((row) => this.pagesAsked.delete(row))
    answered.forEach((row) => this.cells.set(row.row, row))
    for (const oldest of [...this.cells.keys()].slice(0, Math.max(0, this.cells.size - MOST_KEPT_ROWS)))
      this.cells.delete(oldest)
    this.arrived++
  }
}

function placesIn(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length)
  for (let place = 0; place < order.length; place++) places[order[place]!] = place
  return places
}

export const ranking = new Ranking()
