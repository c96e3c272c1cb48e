/**
 * Stage words: what is being done to the second file, as one line beside the progress bar.
 */

import type { Progress } from '../../worker/protocol'
import { count } from '../../wording/numbers'

export function stageWords(kind: 'reading' | 'scoring', progress: Progress | null): string {
  const doing =
    kind === 'reading' ? (progress?.stage === 'columns' ? 'Looking at its columns' : 'Reading') : 'Scoring its flows'
  if (progress === null || progress.rowsDone === 0) return doing
  const rate = progress.rowsPerSecond === null ? '' : `, ${count(progress.rowsPerSecond)} per second`
  return `${doing}: ${count(progress.rowsDone)} flows${rate}`
}
