/**
 * Test: every check there is, in the order in which they fail fastest; one failing step doesn't keep the next from running.
 *
 * Each runner closes with its own count, `N passed, N failed, N skipped`; the sum of both comes last, in other words, so that
 * no test is counted twice. A step that fails without a count of its own (types, lint, build, a run that crashed) adds one failure.
 */

import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import type { Tally } from '../tests/closing-line/tally'

const STEPS = [
  { name: 'types', command: 'check', counts: false },
  { name: 'lint and format', command: 'lint', counts: false },
  { name: 'unit tests', command: 'test:unit', counts: true },
  { name: 'build', command: 'build', counts: false },
  { name: 'browser tests', command: 'test:browser', counts: true },
] as const

const total: Tally = { passed: 0, failed: 0, skipped: 0 }
const summary: string[] = []

for (const { name, command, counts } of STEPS) {
  console.log(`\n── ${name}`)
  const tallyFile = `node_modules/.cache/tally/${process.pid}-${command.replace(':', '-')}.json`
  const started = performance.now()
  const { status } = spawnSync('npm', ['run', '--silent', command], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, FLOTSAM_TALLY: tallyFile },
    shell: process.platform === 'win32',
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  const tally: Tally =
    counts && existsSync(tallyFile)
      ? JSON.parse(readFileSync(tallyFile, 'utf8'))
      : { passed: 0, failed: status === 0 ? 0 : 1, skipped: 0 }
  rmSync(tallyFile, { force: true })
  if (status !== 0 && tally.failed === 0) tally.failed = 1
  // A run that counted nothing has tested nothing.
  if (counts && tally.passed + tally.failed === 0) tally.failed = 1
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += tally[key]
  summary.push(`${tally.failed === 0 ? 'ok    ' : 'FAILED'}  ${name}, ${seconds} s`)
}

console.log(
  `\n${summary.join('\n')}\n\nIn all, ${total.passed} tests passed and ${total.failed} failed; ${total.skipped} were skipped.`,
)
process.exitCode = total.failed === 0 ? 0 : 1
