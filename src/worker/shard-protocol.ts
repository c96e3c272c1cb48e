/**
 * Shard protocol: what the engine worker asks of a shard worker, through comlink. Types only, no code.
 */

/** A question of `engine/pipeline/shard-host.ts`; the names and types of its arguments and answers are checked there. */
export interface ShardQuestion {
  /** Counts the jobs of the engine: a job that was stopped ends, and the next one goes on. */
  readonly turn: number
  readonly table: number
  readonly name: string
  readonly argument: unknown
}

export interface ShardApi {
  ask(question: ShardQuestion): Promise<unknown>
  /** Questions of this turn and of turns before it end at their next breath. */
  stop(turn: number): Promise<void>
  /** Called with the number of rows gone through since it was called last, twenty times a second at most. */
  listen(onRows: (rowCount: number) => void): Promise<void>
  alive(): Promise<true>
}

/** Asks the page for a worker in place of one that has died. */
export type ReplaceShard = (index: number) => Promise<MessagePort>
