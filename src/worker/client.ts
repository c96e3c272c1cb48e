/**
 * Client: the page's side of the engine worker.
 *
 * Comlink leaves a call pending for ever when its worker dies, and strips an error of its class on the way. So every
 * call is raced against the worker's death, and whatever is thrown comes back as a sentence.
 */

import * as Comlink from 'comlink'
import EngineWorker from './engine.worker?worker&inline'
import type { EngineApi, Failure, OnProgress, Outcome } from './protocol'

/** A busy worker answers between two blocks of rows, within 50 ms; after this long without an answer it is dead. */
const SILENCE_MS = 6000
const PING_MS = 1000

export interface EngineClient {
  /** The engine; a call that the worker's death cuts off rejects with `WorkerDied`. */
  readonly api: Comlink.Remote<EngineApi>
  /** Runs one call and turns a death or a bug into a failure. */
  attempt<T>(call: (api: Comlink.Remote<EngineApi>) => Promise<Outcome<T>>): Promise<Outcome<T>>
  /** For calls that cannot fail on input. @throws WorkerDied */
  ask<T>(call: (api: Comlink.Remote<EngineApi>) => Promise<T>): Promise<T>
  end(): void
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
        sentence: 'The part of the page that does the work stopped, most likely for want of memory. It was started anew.',
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
  const api = Comlink.wrap<EngineApi & { alive(): Promise<true> }>(worker)
  let callsUnderWay = 0
  let lastWord = performance.now()
  let declareDead: () => void = () => undefined
  const death = new Promise<never>((_, reject) => {
    declareDead = () => reject(new WorkerDied())
  })
  death.catch(() => undefined)

  const die = (): void => {
    clearInterval(watch)
    worker.terminate()
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
      lastWord = performance.now()
      return
    }
    if (performance.now() - lastWord > SILENCE_MS) return die()
    void api.alive().then(() => (lastWord = performance.now()))
  }, PING_MS)

  const ask = async <T>(call: (api: Comlink.Remote<EngineApi>) => Promise<T>): Promise<T> => {
    if (callsUnderWay === 0) lastWord = performance.now()
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
    end: () => {
      clearInterval(watch)
      worker.terminate()
    },
  }
}
