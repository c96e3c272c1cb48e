/**
 * Shard gate: the way to a shard host, wherever it is, and a shard behind it.
 */

import { Cancelled } from '../numeric/pulse'
import type { OpAnswer, OpArgument, OpName, Shard } from './shard'
import { ShardHost, type AskAnswer, type AskArgument, type AskName } from './shard-host'
import type { ShardState } from './shard-state'

export interface ShardGate {
  ask<Name extends AskName>(table: number, name: Name, argument: AskArgument<Name>): Promise<AskAnswer<Name>>
  /** Called with rows that have been gone through since it was called last. */
  listen(onRows: ShardState['breathe']): void
  /** What is under way behind it ends at its next breath. */
  stop(): void
}

/** To a host in this thread. */
export class LocalGate implements ShardGate {
  private readonly host = new ShardHost()

  ask<Name extends AskName>(table: number, name: Name, argument: AskArgument<Name>): Promise<AskAnswer<Name>> {
    return this.host.ask(table, name, argument)
  }

  listen(onRows: ShardState['breathe']): void {
    this.host.breatheWith(onRows)
  }

  /** Whoever listens has been told to stop, and says so at the next breath. */
  stop(): void {}
}

/** The rows of one table behind a gate. */
export class GateShard implements Shard {
  constructor(
    private readonly gate: ShardGate,
    private readonly table: number,
    readonly firstRow: number,
    readonly rowCount: number,
  ) {}

  async call<Name extends OpName>(name: Name, argument: OpArgument<Name>): Promise<OpAnswer<Name>> {
    return (await this.gate.ask(this.table, name, argument as AskArgument<Name>)) as OpAnswer<Name>
  }

  breatheWith(breathe: ShardState['breathe']): void {
    this.gate.listen(breathe)
  }

  stop(): void {
    this.gate.stop()
  }

  drop(): void {
    // A gate that has died has nothing to give back.
    this.gate.ask(this.table, 'drop', null).catch((error: unknown) => {
      if (!(error instanceof Cancelled)) return
    })
  }
}

/** The hosts that an engine may spread its rows over. */
export interface ShardPool {
  readonly gates: readonly ShardGate[]
  /** A number that no other table of these hosts has. */
  newTable(): number
}

/** @param count hosts, all in this thread: for tests, and where there is no other thread */
export function localPool(count = 1): ShardPool {
  let tables = 0
  return { gates: Array.from({ length: count }, () => new LocalGate()), newTable: () => ++tables }
}
