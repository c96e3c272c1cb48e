import type { Reporter, TestModule } from 'vitest/node'
import { closeWith } from './tally'

/** Ends a vitest run with the closing line. A file that can't be loaded counts as one failure. */
// Vitest loads a reporter by its file, hence the default export.
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tally = { passed: 0, failed: unhandledErrors.length, skipped: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') tally.passed++
        else if (state === 'skipped') tally.skipped++
        else tally.failed++
      }
      tally.failed += module.errors().length
    }
    closeWith(tally)
  }
}
