import type { FullResult, Reporter, Suite, TestError } from '@playwright/test/reporter'
import { closeWith, type Tally } from './tally'

/** Ends a Playwright run with the closing line. An error outside any test, or a run cut short, counts as one failure. */
// Playwright loads a reporter by its file, hence the default export.
export default class ClosingLine implements Reporter {
  private suite: Suite | undefined
  private errorCount = 0
  private status: FullResult['status'] = 'passed'

  onBegin(_config: unknown, suite: Suite): void {
    this.suite = suite
  }

  onError(_error: TestError): void {
    this.errorCount++
  }

  onEnd({ status }: FullResult): void {
    this.status = status
  }

  /** Runs after every other reporter has had its say, so that the line is the last. */
  onExit(): Promise<void> {
    const tally: Tally = { passed: 0, failed: this.errorCount, skipped: 0 }
    for (const test of this.suite?.allTests() ?? []) {
      const outcome = test.outcome()
      // A test the run never came to has the outcome 'skipped' too, but no result.
      if (outcome === 'skipped') tally.skipped++
      else if (outcome === 'unexpected') tally.failed++
      else tally.passed++
    }
    if (this.status !== 'passed' && tally.failed === 0) tally.failed = 1
    closeWith(tally)
    return Promise.resolve()
  }
}
