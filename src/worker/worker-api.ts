/**
 * Worker API: what the engine worker offers the page beyond the engine. Types only.
 */

import type { ReadFileSlice } from './file-source'
import type { EngineApi } from './protocol'
import type { ReplaceShard } from './shard-protocol'

export type WorkerApi = EngineApi & {
  /** A sign of life. */
  alive(): Promise<true>
  /** An ear for the page's reader. */
  lendReader(read: ReadFileSlice): Promise<void>
  /** Ports to the workers that keep rows, and a way to replace one. */
  connect(ports: readonly MessagePort[], replace: ReplaceShard): Promise<void>
}
