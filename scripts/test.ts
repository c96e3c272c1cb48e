/**
 * Test: every check there is, those that fail fastest first; one failing step doesn't keep the next from running.
 *
 * What runs in one thread runs at the same time, its words kept together; the tests take two cores each. Each runner closes with
 * its own count, `N passed, N failed, N skipped`; the sum of both comes last, in other words, so that no test is counted twice. A step
 * that fails without a count of its own (types, lint, build, a run that crashed) adds one failure.
 */

import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import type { Tally } from '../tests/closing-line/tally'

interface Step {
  readonly name: string
  readonly command: string
  readonly counts: boolean
}

/** Each row at the same time. The browser tests open what the build has made. */
const STEPS: readonly (readonly Step[])[] = [
  [
    { name: 'types', command: 'check', counts: false },
    { name: 'lint and format', command: 'lint', counts: false },
    { name: 'build', command: 'build', counts: false },
  ],
  [{ name: 'unit tests', command: 'test:unit', counts: true }],
  [{ name: 'browser tests', command: 'test:browser', counts: true }],
]

const total: Tally = { passed: 0, failed: 0, skipped: 0 }
const summary = new Map<string, string>()

for (const steps of STEPS) await Promise.all(steps.map((step) => run(step, steps.length === 1)))

/** @param isAlone whether its words may come as they are said */
async function run({ name, command, counts }: Step, isAlone: boolean): Promise<void> {
  if (isAlone) console.log(`\n── ${name}`)
  const tallyFile = `node_modules/.cache/tally/${process.pid}-${command.replace(':', '-')}.json`
  const started = performance.now()
  const { status, words } = await npmRun(command, tallyFile, isAlone)
  const seconds = ((performance.now() - started) / 1000).toFixed(0)
  if (!isAlone) console.log(`\n── ${name}\n${words}`)
  const tally: Tally =
    counts && existsSync(tallyFile)
      ? JSON.parse(readFileSync(tallyFile, 'utf8'))
      : { passed: 0, failed: status === 0 ? 0 : 1, skipped: 0 }
  rmSync(tallyFile, { force: true })
  if (status !== 0 && tally.failed === 0) tally.failed = 1
  // A run that counted nothing has tested nothing.
  if (counts && tally.passed + tally.failed === 0) tally.failed = 1
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += tally[key]
  summary.set(name, `${tally.failed === 0 ? 'ok    ' : 'FAILED'}  ${name}, ${seconds} s`)
}

function npmRun(
  command: string,
  tallyFile: string,
  isAlone: boolean,
): Promise<{ readonly status: number | null; readonly words: string }> {
  const output = isAlone ? 'inherit' : 'pipe'
  const child = spawn('npm', ['run', '--silent', command], {
    stdio: ['ignore', output, output],
    env: { ...process.env, FLOTSAM_TALLY: tallyFile },
    shell: process.platform === 'win32',
  })
  let words = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (words += text))
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ status: null, words: `${words}${String(error)}` }))
    child.on('close', (status) => resolve({ status, words }))
  })
}

const words = STEPS.flat().map(({ name }) => summary.get(name))
console.log(
  `\n${words.join('\n')}\n\nIn all, ${total.passed} tests passed and ${total.failed} failed; ${total.skipped} were skipped.`,
)
process.exitCode = total.failed === 0 ? 0 : 1
