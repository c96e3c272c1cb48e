/**
 * Evaluate: how well the ranking finds the attacks of a file with ground truth, as one JSON object.
 *
 *   npm run -s evaluate -- --score FILE [--baseline FILE] --truth COLUMN [--ignore COLUMN]… [--network-features]
 *     [--seed N] [--rows OUT.csv]
 *
 * Fits on the baseline if there is one, else on the file itself; with `--network-features` also on what can be made of times and addresses. An attack is what scoring/ground-truth.ts says it is.
 * `purity` and `adjustedRandIndex` are of the groups against the texts of the truth column; `flagged`, `confusion` and
 * the rows found of each kind are at the default threshold of the fitted file. `--rows` writes line, score, cluster and flag of every scored row.
 * A mistake in the arguments ends with 2, a file that can't be used with 1; either way a sentence stands on stderr.
 */

import { writeFileSync } from 'node:fs'
import { ArgumentMistake, readArguments, USAGE } from './evaluate/arguments'
import { measure, type Measured } from './evaluate/measure'

function csvOf({ scores, assignments, sourceLines, threshold }: Measured): string {
  const lines = Array.from(sourceLines, (line, row) =>
    [line, scores[row], assignments[row], scores[row]! > threshold ? 1 : 0].join(','),
  )
  return ['line,score,cluster,flag', ...lines, ''].join('\n')
}

function writeRows(path: string, measured: Measured): void {
  try {
    writeFileSync(path, csvOf(measured))
  } catch {
    throw new ArgumentMistake(`${path} can't be written; --rows names a file in a folder that exists.`)
  }
}

try {
  const args = readArguments(process.argv.slice(2))
  const measured = await measure(args)
  if (measured.ok) {
    if (args.rows !== null) writeRows(args.rows, measured.value)
    console.log(JSON.stringify(measured.value.report, null, 2))
  } else {
    console.error(measured.failure.sentence)
    process.exitCode = 1
  }
} catch (error) {
  if (!(error instanceof ArgumentMistake)) throw error
  console.error(error.message)
  console.error(USAGE)
  process.exitCode = 2
}
