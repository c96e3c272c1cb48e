/**
 * Shard: keeps a slice of the table's rows for good and answers questions about them.
 *
 * A call is a name and one argument, its answer one value, all of them plain and structured-cloneable: whether the
 * shard lives in this thread or behind a worker makes no difference to whoever asks. A new kind of question is a
 * function in one of the `*-ops.ts` files, taken up in `shardOps`.
 */

import { storedTable } from '../table/stored'
import type { Table } from '../table/table'
import { clusterOps } from './cluster-ops'
import { columnOps } from './column-ops'
import { featureOps } from './feature-ops'
import { forestOps } from './forest-ops'
import { projectionOps } from './projection-ops'
import { repeatOps } from './repeat-ops'
import { rowOps } from './row-ops'
import { runOps } from './run-ops'
import { scoreOps } from './score-ops'
import type { ShardState } from './shard-state'
import { newShardState } from './shard-state'

export const shardOps = {
  ...featureOps,
  ...clusterOps,
  ...projectionOps,
  ...scoreOps,
  ...forestOps,
  ...rowOps,
  ...columnOps,
  ...repeatOps,
  ...runOps,
}

type Ops = typeof shardOps
export type OpName = keyof Ops
export type OpArgument<Name extends OpName> = Parameters<Ops[Name]>[1]
export type OpAnswer<Name extends OpName> = Awaited<ReturnType<Ops[Name]>>

export interface Shard {
  readonly firstRow: number
  readonly rowCount: number
  call<Name extends OpName>(name: Name, argument: OpArgument<Name>): Promise<OpAnswer<Name>>
  /** From now on, every block of rows ends with this; a shard behind a worker would do so on its own side. */
  breatheWith(breathe: ShardState['breathe']): void
  /** What is under way ends at its next breath. */
  stop(): void
  /** Gives back what it keeps. */
  drop(): void
}

/** A shard in this thread. */
export class LocalShard implements Shard {
  private constructor(private readonly state: ShardState) {}

  /**
   * @param table the shard's rows only
   * @param firstRow index of its first row in the whole table, a multiple of BLOCK_ROWS
   */
  static of(table: Table, firstRow: number): LocalShard {
    return new LocalShard(newShardState(storedTable(table), firstRow))
  }

  get firstRow(): number {
    return this.state.firstRow
  }

  get rowCount(): number {
    return this.state.rowCount
  }

  call<Name extends OpName>(name: Name, argument: OpArgument<Name>): Promise<OpAnswer<Name>> {
    const op = shardOps[name] as (state: ShardState, argument: OpArgument<Name>) => Promise<OpAnswer<Name>>
    return op(this.state, argument)
  }

  breatheWith(breathe: ShardState['breathe']): void {
    this.state.breathe = breathe
  }

  /** Whoever breathes has been told. */
  stop(): void {}

  /** Whoever lets go of it has dropped it. */
  drop(): void {}
}
