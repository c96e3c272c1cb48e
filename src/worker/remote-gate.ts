/**
 * Remote gate: the engine's way to a shard worker.
 *
 * A worker that dies (for want of memory, most likely) answers no ping. Another takes its place: what had been asked of it that left
 * something behind is asked again, in order, from reading its range of the file on; then the question that was cut off.
 */

import * as Comlink from 'comlink'
import { Cancelled } from '../engine/numeric/pulse'
import { leavesBehind } from '../engine/pipeline/leaves-behind'
import type { ShardGate } from '../engine/pipeline/shard-gate'
import type { AskAnswer, AskArgument, AskName } from '../engine/pipeline/shard-host'
import type { ShardState } from '../engine/pipeline/shard-state'
import { partsOf } from './file-source'
import { withMovedArrays } from './moved-arrays'
import { LOST_PINGS, PING_MS } from './pings'
import type { ShardApi } from './shard-protocol'

/** A worker that has died so often is not going to live. */
const MOST_DEATHS = 3

interface Asked {
  readonly name: AskName
  readonly argument: unknown
}

class ShardDied extends Error {
  constructor() {
    super('a part of the page that keeps rows stopped, most likely for want of memory')
    this.name = 'ShardDied'
  }
}

export class RemoteGate implements ShardGate {
  private api: Comlink.Remote<ShardApi>
  private turn = 0
  private deathCount = 0
  private underWay = 0
  private lostPings = 0
  /** Per table, what its worker must be asked again if it has to be replaced. */
  private readonly asked = new Map<number, Asked[]>()
  private onRows: ShardState['breathe'] = () => Promise.resolve()
  private reviving: Promise<void> | null = null
  private death = deferred()

  /** @param replace gives the port of a fresh worker */
  constructor(
    port: MessagePort,
    private readonly replace: () => Promise<MessagePort>,
  ) {
    this.api = this.connect(port)
    setInterval(() => this.watch(), PING_MS)
  }

  async ask<Name extends AskName>(table: number, name: Name, argument: AskArgument<Name>): Promise<AskAnswer<Name>> {
    const { turn } = this
    const sent = name === 'scan' ? withParts(argument) : argument
    const answer = await this.send(turn, table, name, sent)
    this.remember(table, name, sent)
    return answer as AskAnswer<Name>
  }

  listen(onRows: ShardState['breathe']): void {
    this.onRows = onRows
  }

  stop(): void {
    void this.api.stop(this.turn++)
  }

  private async send(turn: number, table: number, name: AskName, argument: unknown): Promise<unknown> {
    for (;;) {
      // Nothing else is waited for: a question leaves before whatever its asker does next.
      if (this.reviving !== null) await this.reviving
      const { death } = this
      this.underWay++
      try {
        return await Promise.race([this.askNow(turn, table, name, argument), death.promise])
      } catch (error) {
        if (!(error instanceof ShardDied)) throw asCancelled(error)
        await (this.reviving ??= this.revive(turn))
      } finally {
        this.underWay--
      }
    }
  }

  private askNow(turn: number, table: number, name: AskName, argument: unknown): Promise<unknown> {
    const { value, buffers } = withMovedArrays(argument)
    return this.api.ask(Comlink.transfer({ turn, table, name, argument: value }, [...buffers]))
  }

  private async revive(turn: number): Promise<void> {
    if (++this.deathCount > MOST_DEATHS) throw new ShardDied()
    this.death = deferred()
    this.lostPings = 0
    this.api = this.connect(await this.replace())
    for (const [table, questions] of this.asked) {
      for (const { name, argument } of questions) {
        await Promise.race([this.askNow(turn, table, name, argument), this.death.promise])
      }
    }
    this.reviving = null
  }

  private remember(table: number, name: AskName, argument: unknown): void {
    if (name === 'drop') return void this.asked.delete(table)
    const before = name === 'scan' ? [] : (this.asked.get(table) ?? [])
    const kept = leavesBehind(
      before.map((question) => question.name),
      name,
    )
    if (kept === null) return
    this.asked.set(table, [...before.filter((_, index) => kept[index]), { name, argument }])
  }

  private connect(port: MessagePort): Comlink.Remote<ShardApi> {
    const api = Comlink.wrap<ShardApi>(port)
    void api.listen(Comlink.proxy((rowCount: number) => void this.onRows(rowCount).catch(() => undefined)))
    return api
  }

  private watch(): void {
    if (this.underWay === 0) {
      this.lostPings = 0
      return
    }
    if (this.lostPings === LOST_PINGS) return this.death.reject(new ShardDied())
    this.lostPings++
    void this.api.alive().then(() => (this.lostPings = 0))
  }
}

function deferred(): { readonly promise: Promise<never>; reject(error: Error): void } {
  let reject: (error: Error) => void = () => undefined
  const promise = new Promise<never>((_, no) => {
    reject = no
  })
  promise.catch(() => undefined)
  return { promise, reject: (error) => reject(error) }
}

/** Comlink strips an error of its class, not of its name. */
const asCancelled = (error: unknown): unknown =>
  error instanceof Error && error.name === 'Cancelled' ? new Cancelled() : error

const withParts = (argument: unknown): unknown => {
  const { source, ...rest } = argument as AskArgument<'scan'>
  return { ...rest, source: partsOf(source) }
}
