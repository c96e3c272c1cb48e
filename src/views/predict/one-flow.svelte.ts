/**
 * One flow: what the form holds and what the frozen model says to it. Lives as long as the page.
 */

import { latestCall } from '../../session/latest-call'
import { session } from '../../session/session.svelte'
import type { Judgement, ModelDocument, RowCells } from '../../worker/protocol'
import { typedQuantity } from '../../wording/typed-quantity'
import { asTabbed } from '../anomalies/tabbed'
import { fieldsOf, type Field } from './field'

class OneFlow {
  fields = $state.raw<readonly Field[]>([])
  /** By column name, as typed; an empty one has no value, as in a file. */
  cells = $state.raw<Readonly<Record<string, string>>>({})
  judgement = $state.raw<Judgement | null>(null)
  /** The row the form was filled from, and its line; null once it is the analyst's own. */
  likeRow = $state<number | null>(null)
  /** "line 2,297", "a pasted line", or null for usual values. */
  filledFrom = $state<string | null>(null)
  private modelOf: string | null = null

  private readonly ask = latestCall(async (cells: Readonly<Record<string, string>>, likeRow: number | null) => {
    this.judgement = await session.engine.ask((api) => api.judge(cells, likeRow))
  })

  /** Makes the form anew when another model is open; what was filled in before it stays if the columns are there. */
  async follow(runId: string, document: ModelDocument): Promise<void> {
    this.fields = fieldsOf(document)
    if (this.modelOf !== runId) {
      await this.clear()
      return
    }
    await this.judge()
  }

  /** A flow that is usual in the largest group: what is usual column by column would mix the groups. */
  async clear(): Promise<void> {
    const usual = await session.engine.ask((api) => api.usualFlow(0))
    const named = this.fields.map(
      ({ column: { name }, usual: alone }) => [name, Object.hasOwn(usual, name) ? usual[name]! : alone] as const,
    )
    this.fill(Object.fromEntries(named), null, null)
  }

  set(name: string, text: string): void {
    this.cells = { ...this.cells, [name]: text }
    void this.judge()
  }

  /** Columns may be called "constructor". */
  textOf(name: string): string {
    return Object.hasOwn(this.cells, name) ? (this.cells[name] ?? '') : ''
  }

  fillFrom(row: RowCells, sourceLineWords: string): void {
    const columns = session.foundTable?.columns ?? []
    this.fill(
      Object.fromEntries(columns.map((column) => [column.name, row.cells[column.index] ?? ''])),
      row.row,
      sourceLineWords,
    )
  }

  fill(cells: Readonly<Record<string, string>>, likeRow: number | null, filledFrom: string | null): void {
    this.modelOf = session.result?.runId ?? null
    this.cells = cells
    this.likeRow = likeRow
    this.filledFrom = filledFrom
    void this.judge()
  }

  /** Names and cells with tabs between, as a spreadsheet takes them. */
  asRow(): string {
    const columns = session.foundTable?.columns.filter((column) => Object.hasOwn(this.cells, column.name)) ?? []
    return asTabbed([columns.map((column) => column.name), columns.map((column) => this.textOf(column.name))])
  }

  private judge(): Promise<void> {
    return this.ask(this.read(), this.likeRow)
  }

  /** The cells as the file would have them: "900 MB" is 900000000. */
  read(): Readonly<Record<string, string>> {
    const numbers = new Map(
      this.fields.filter(({ control }) => control === 'number').map(({ column }) => [column.name, column.unit]),
    )
    return Object.fromEntries(
      Object.entries(this.cells).map(([name, text]) => [
        name,
        numbers.has(name) ? typedQuantity(text, numbers.get(name)!) : text,
      ]),
    )
  }
}

export const oneFlow = new OneFlow()
