/**
 * Shard host: what one worker, or this thread, keeps of the open tables, and how it is asked.
 *
 * A question is a table's number, a name and one plain argument. Reading leaves rows behind, `settle` makes them a shard of the
 * whole table, and from then on every operation of `shard.ts` can be asked.
 */

import { EngineError } from '../failure'
import { readingOps, type ReadRows } from './reading-ops'
import { shardOps, type OpAnswer, type OpArgument, type OpName } from './shard'
import type { ShardState } from './shard-state'

type Reading = typeof readingOps
type ReadingName = keyof Reading
export type AskName = ReadingName | OpName | 'drop'
export type AskArgument<Name extends AskName> = Name extends ReadingName
  ? Parameters<Reading[Name]>[1]
  : Name extends OpName
    ? OpArgument<Name>
    : null
export type AskAnswer<Name extends AskName> = Name extends ReadingName
  ? Awaited<ReturnType<Reading[Name]>>
  : Name extends OpName
    ? OpAnswer<Name>
    : void

/** What is kept of one table. */
export interface KeptTable {
  /** What a range of the file gave, until it is settled. */
  read: ReadRows | null
  state: ShardState | null
  breathe(rowsDone: number): Promise<void>
}

export class ShardHost {
  private readonly tables = new Map<number, KeptTable>()
  private breathe: (rowsDone: number) => Promise<void> = () => Promise.resolve()

  /** From now on every block of rows ends with this; it throws `Cancelled` if the work is no longer wanted. */
  breatheWith(breathe: (rowsDone: number) => Promise<void>): void {
    this.breathe = breathe
  }

  async ask<Name extends AskName>(table: number, name: Name, argument: AskArgument<Name>): Promise<AskAnswer<Name>> {
    if (name === 'drop') return void this.tables.delete(table) as AskAnswer<Name>
    if (name in readingOps) {
      const op = readingOps[name as ReadingName] as (kept: KeptTable, argument: unknown) => Promise<AskAnswer<Name>>
      return op(this.keptTable(table), argument)
    }
    const { state } = this.keptTable(table)
    if (state === null) throw new EngineError('out-of-range', `table ${table} has no rows here`)
    const op = shardOps[name as OpName] as unknown as (state: ShardState, argument: unknown) => Promise<AskAnswer<Name>>
    return op(state, argument)
  }

  private keptTable(table: number): KeptTable {
    const before = this.tables.get(table)
    if (before !== undefined) return before
    const kept: KeptTable = { read: null, state: null, breathe: (rowsDone) => this.breathe(rowsDone) }
    this.tables.set(table, kept)
    return kept
  }
}
