/**
 * Client: the page's side of the engine worker.
 *
 * Comlink leaves a call pending for ever when its worker dies, and strips an error of its class on the way. So every
 * call is raced against the worker's death, and whatever is thrown comes back as a sentence.
 */

import * as Comlink from 'comlink'
import EngineWorker from './engine.worker?worker&inline'
import { LOST_PINGS, PING_MS } from './pings'
import type { EngineApi, Failure, OnProgress, Outcome, Source } from './protocol'
import { ShardWorkers } from './shard-workers'
import type { WorkerApi } from './worker-api'

export interface EngineClient {
  /** The engine; a call that the worker's death cuts off rejects with `WorkerDied`. */
  readonly api: Comlink.Remote<EngineApi>
  /** Runs one call and turns a death or a bug into a failure. */
  attempt<T>(call: (api: Comlink.Remote<EngineApi>) => Promise<Outcome<T>>): Promise<Outcome<T>>
  /** For calls that cannot fail on input. @throws WorkerDied */
  ask<T>(call: (api: Comlink.Remote<EngineApi>) => Promise<T>): Promise<T>
  /** Lets the worker have files read by the page, where it can't read them itself (WebKit on file://). */
  lend(source: Source): Promise<void>
}

export class WorkerDied extends Error {
  constructor() {
    super('the engine worker stopped')
    this.name = 'WorkerDied'
  }
}

export const progressTo = (onProgress: OnProgress): OnProgress => Comlink.proxy(onProgress)

const failureOf = (error: unknown): Failure =>
  error instanceof WorkerDied
    ? {
        code: 'worker-died',
        sentence:
          'The part of the page that does the work stopped, most likely for want of memory. It was started anew.',
        advice: 'Open the file again; a smaller file or fewer columns need less memory. Saved models are untouched.',
      }
    : {
        code: 'bug',
        sentence: `Flotsam made a mistake of its own: ${error instanceof Error ? error.message : String(error)}`,
        advice: 'What was open before is untouched. Another file, or other columns, may still work.',
      }

/** @param onDeath called once, when the worker is found dead; the client is of no more use then */
export function startEngine(onDeath: () => void): EngineClient {
  const worker = new EngineWorker({ name: 'flotsam-engine' })
  const api = Comlink.wrap<WorkerApi>(worker)
  const shards = new ShardWorkers()
  const ports = shards.start()
  void api.connect(
    Comlink.transfer(ports, ports),
    Comlink.proxy(async (index: number) => {
      const port = shards.replace(index)
      return Comlink.transfer(port, [port])
    }),
  )
  let callsUnderWay = 0
  let lostPings = 0
  let dead = false
  let declareDead: () => void = () => undefined
  const death = new Promise<never>((_, reject) => {
    declareDead = () => reject(new WorkerDied())
  })
  death.catch(() => undefined)

  const die = (): void => {
    if (dead) return
    dead = true
    clearInterval(watch)
    worker.terminate()
    shards.stop()
    declareDead()
    onDeath()
  }
  worker.addEventListener('error', (event) => {
    event.preventDefault()
    die()
  })
  // Pings are answered between two blocks; a hidden tab is throttled, so silence counts in a visible one only.
  const watch = setInterval(() => {
    if (callsUnderWay === 0 || document.hidden) {
      lostPings = 0
      return
    }
    if (lostPings === LOST_PINGS) return die()
    lostPings++
    void api.alive().then(() => (lostPings = 0))
  }, PING_MS)

  const ask = async <T>(call: (api: Comlink.Remote<EngineApi>) => Promise<T>): Promise<T> => {
    if (callsUnderWay === 0) lostPings = 0
    callsUnderWay++
    try {
      return await Promise.race([call(api), death])
    } finally {
      callsUnderWay--
    }
  }
  return {
    api,
    ask,
    attempt: async (call) => {
      try {
        return await ask(call)
      } catch (error) {
        return { ok: false, failure: failureOf(error) }
      }
    },
    lend: async (source) => {
      if (source.kind !== 'files') return
      const read = (index: number, start: number, end: number): Promise<ArrayBuffer> =>
        source.files[index]!.slice(start, end).arrayBuffer()
      await ask((remote) => (remote as typeof api).lendReader(Comlink.proxy(read)))
    },
  }
}
