/**
 * Scan whole: a file in so many ranges, one after the other in this thread, asked again till they fit together.
 */

import type { ByteSource } from '../source'
import type { Pulse } from '../../numeric/pulse'
import { nextQuestion } from './join-ranges'
import type { ScanPlan } from './scan-plan'
import { scanRange, USUAL_GRAIN } from './scan-range'
import { scanTasks } from './scan-tasks'
import type { ScannedRange } from './scanned-range'

/** @throws SourceLost, Cancelled */
export async function scanWhole(
  source: ByteSource,
  plan: ScanPlan,
  pulse: Pulse,
  rangeCount = 1,
  keptAsTexts: readonly number[] = [],
  grain = USUAL_GRAIN,
): Promise<readonly ScannedRange[]> {
  const tasks = [...scanTasks(plan, source.sizeBytes, rangeCount, keptAsTexts, grain.pieceBytes)]
  const ranges: ScannedRange[] = []
  for (const task of tasks) ranges.push(await scanRange(source, task, pulse, grain))
  for (;;) {
    const question = nextQuestion(tasks, ranges)
    if (question === null) return ranges
    tasks[question.index] = question.task
    ranges[question.index] = await scanRange(source, question.task, pulse, grain)
  }
}
