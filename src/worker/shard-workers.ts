/**
 * Shard workers: the page starts them, as it starts the engine, and hands the engine a port to each.
 */

import EngineWorker from './engine.worker?worker&inline'

/** More would share memory's one road; and each has its own dictionaries while a file is read. */
const MOST_SHARDS = 8

export class ShardWorkers {
  private readonly workers: Worker[] = []

  /** One per core. */
  start(): MessagePort[] {
    const count = Math.max(1, Math.min(MOST_SHARDS, navigator.hardwareConcurrency || 1))
    return Array.from({ length: count }, (_, index) => this.begin(index))
  }

  /** A fresh worker in place of one that has died. */
  replace(index: number): MessagePort {
    this.workers[index]?.terminate()
    return this.begin(index)
  }

  stop(): void {
    for (const worker of this.workers) worker.terminate()
  }

  private begin(index: number): MessagePort {
    const { port1, port2 } = new MessageChannel()
    const worker = new EngineWorker({ name: `flotsam-shard-${index + 1}` })
    worker.addEventListener('error', (event) => event.preventDefault())
    worker.postMessage({ serve: true }, [port1])
    this.workers[index] = worker
    return port2
  }
}
