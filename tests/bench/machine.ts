/**
 * Machine: what the figures depend on.
 */

import { cpus, loadavg, totalmem } from 'node:os'

export interface Machine {
  readonly coreCount: number
  readonly processor: string
  readonly memoryBytes: number
  /** Over 1, 5 and 15 minutes. */
  readonly loadBefore: readonly number[]
  readonly loadAfter: readonly number[]
}

export const loadNow = (): number[] => loadavg().map((value) => Number(value.toFixed(1)))

/** @param loadBefore taken when the bench began */
export const machineNow = (loadBefore: readonly number[]): Machine => ({
  coreCount: cpus().length,
  processor: cpus()[0]?.model.trim() ?? 'unknown',
  memoryBytes: totalmem(),
  loadBefore,
  loadAfter: loadNow(),
})
