/**
 * Scan tasks: a file cut into ranges of about the same size, one a core.
 */

import { PIECE_BYTES } from './piece-hash'
import type { ScanPlan } from './scan-plan'
import type { ScanTask } from './scanned-range'

/** @returns at most `rangeCount`: no range is empty, and each but the last ends with a piece of the fingerprint */
export function scanTasks(
  plan: ScanPlan,
  sizeBytes: number,
  rangeCount: number,
  keptAsTexts: readonly number[] = [],
  pieceBytes = PIECE_BYTES,
): readonly ScanTask[] {
  const pieceCount = Math.ceil(sizeBytes / pieceBytes)
  const tasks: ScanTask[] = []
  for (let range = 0; range < rangeCount; range++) {
    const start = Math.round((pieceCount * range) / rangeCount) * pieceBytes
    const end = Math.min(sizeBytes, Math.round((pieceCount * (range + 1)) / rangeCount) * pieceBytes)
    if (end <= start) continue
    const isFirst = start === 0
    tasks.push({
      plan,
      start,
      end,
      firstRow: isFirst ? 0 : null,
      headerAwaited: isFirst && plan.headerFound,
      misfit: null,
      encoding: plan.encoding,
      keptAsTexts,
    })
  }
  return tasks
}
