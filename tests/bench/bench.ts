/**
 * Bench: how fast the built app does its job in a real browser, how free its page stays, how much memory it takes, and how its
 * rivals do the same.
 *
 *   npm run -s bench -- [FILE | --rows N] [--seed N] [--runs N] [--rivals] [--firefox] [--job-only] [--json OUT]
 *   npm run -s bench -- --scale [N,N,…] [--seed N] [--runs N] [--json OUT]
 *   npm run -s bench -- --formats [--megabytes N] [--seed N] [--runs N] [--json OUT]
 *   npm run -s bench -- --capture [GB] [--packets N] [--seed N] [--runs N] [--json OUT]
 *
 * Without a file, flows are made (100,000; kept under node_modules/.cache/bench). `--rivals` runs pandas + scikit-learn (FLOTSAM_PYTHON
 * or python3, with both installed) and PapaParse + ml-kmeans on the same file; `--firefox` runs the job there too; `--runs` repeats
 * the job and gives medians; `--scale` grows from 100,000 to 10 million rows; `--formats`
 * measures the reading of each format (formats.ts); `--capture` opens a made capture, 1 GB unless said, of flows of at most N packets (captures/bench-capture.ts); `--job-only` leaves out the screens and the stopping.
 * The table goes to the terminal, all figures to the JSON. They depend on the machine and its load, which stand beside them.
 */

import { writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { chromium, firefox } from 'playwright'
import { chromiumLaunch, firefoxLaunch } from '../browser/support/browsers'
import { serveBuiltApp } from './app/built-app'
import { openingMs } from './app/opening'
import { wholeJob } from './app/whole-job'
import { ArgumentMistake, readArguments, USAGE, type Arguments } from './arguments'
import type { JobFigures, Report, Rivals, Skipped } from './figures'
import { benchCapture } from './captures/bench-capture'
import { fileFacts } from './flows/file-facts'
import { benchFormats } from './formats'
import { flowsFile } from './flows/flows-file'
import { growthOver } from './growth'
import { loadNow, machineNow } from './machine'
import { medianJob } from './medians'
import { ratiosOf } from './ratios'
import { pandasSklearn } from './rivals/pandas-sklearn'
import { papaMlKmeans } from './rivals/papa-page'
import { growthText, reportText } from './table'

const launchChromium = () => chromium.launch(chromiumLaunch())

/** Only the last run is leafed through and stopped. */
async function jobOf(address: string, path: string, { runs, jobOnly }: Arguments): Promise<JobFigures> {
  const jobs: JobFigures[] = []
  for (let run = 1; run <= runs; run++) {
    jobs.push(await wholeJob(launchChromium, address, path, { responsiveness: run === runs && !jobOnly }))
  }
  return medianJob(jobs)
}

async function firefoxJob(address: string, path: string): Promise<JobFigures | Skipped> {
  const launch = firefoxLaunch()
  if (launch === undefined) return { skipped: 'There is no Firefox here; FIREFOX_PATH can name one.' }
  try {
    return await wholeJob(() => firefox.launch(launch), address, path, { responsiveness: false })
  } catch (error) {
    return { skipped: `Firefox: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}` }
  }
}

/** One after the other: each has the machine for itself. */
async function rivalsOn(path: string): Promise<Rivals> {
  return { pandasSklearn: await pandasSklearn(path), papaMlKmeans: await papaMlKmeans(launchChromium, path) }
}

async function reportOn(address: string, path: string, args: Arguments): Promise<Report> {
  const loadBefore = loadNow()
  const facts = await fileFacts(path)
  const opening = await openingMs(launchChromium, address)
  const job = await jobOf(address, path, args)
  const inFirefox = args.firefox ? await firefoxJob(address, path) : null
  const rivals = args.rivals ? await rivalsOn(path) : null
  return {
    file: basename(path),
    ...facts,
    ...job,
    runs: args.runs,
    machine: machineNow(loadBefore),
    openingMs: opening,
    firefox: inFirefox,
    rivals,
    ratios: ratiosOf(job, rivals),
  }
}

async function growing(address: string, sizes: readonly number[], args: Arguments): Promise<unknown> {
  const reports: Report[] = []
  for (const rowCount of sizes) {
    const path = await flowsFile(rowCount, args.seed)
    reports.push(await reportOn(address, path, { ...args, jobOnly: true }))
    console.log(`${reportText(reports.at(-1)!)}\n`)
  }
  const growth = growthOver(reports.map((report) => ({ ...report, totalMs: report.stageMs.total })))
  console.log(growthText(growth))
  return { sizes: reports, growth }
}

async function single(address: string, args: Arguments): Promise<Report> {
  const report = await reportOn(address, args.file ?? (await flowsFile(args.rowCount, args.seed)), args)
  console.log(reportText(report))
  return report
}

function figuresFor(address: string, args: Arguments): Promise<unknown> {
  const { capture: gigabytes, scale, mostPackets, seed } = args
  if (gigabytes !== null)
    return benchCapture({ gigabytes, mostPackets, seed }, (path) => jobOf(address, path, { ...args, jobOnly: true }))
  return scale === null ? single(address, args) : growing(address, scale, args)
}

async function benchApp(args: Arguments): Promise<void> {
  const server = await serveBuiltApp()
  try {
    const { address } = server
    const figures = await figuresFor(address, args)
    if (args.json !== null) writeFileSync(args.json, `${JSON.stringify(figures, null, 2)}\n`)
  } finally {
    await server.stop()
  }
}

try {
  const args = readArguments(process.argv.slice(2))
  if (args.formats) await benchFormats(args)
  else await benchApp(args)
} catch (error) {
  if (!(error instanceof ArgumentMistake)) throw error
  console.error(`${error.message}\n${USAGE}`)
  process.exitCode = 2
}
