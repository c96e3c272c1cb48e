/**
 * Tally: how a test run ended, as one line a person or a script can read.
 */

import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

export interface Tally {
  passed: number
  failed: number
  skipped: number
}

/** Prints `N passed, N failed, N skipped`; where FLOTSAM_TALLY names a file, leaves the counts there for the whole run's sum. */
export function closeWith(tally: Tally): void {
  const file = process.env.FLOTSAM_TALLY
  if (file) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(tally))
  }
  console.log(`\n${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`)
}
