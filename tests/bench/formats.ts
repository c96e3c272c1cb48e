/**
 * Formats: how fast a file of each format becomes columns, beside what a page would otherwise read it with, in the same run.
 *
 *   npm run -s bench -- --formats [--megabytes 200] [--seed N] [--runs N] [--json OUT]
 *
 * In the built app, in Chromium with all its workers: by the clock, from the choice of the file to the columns on the screen, median of the
 * runs. And under Node in one thread, as are the rivals, which make no columns: by the processor's time, the best run; a rival gets a
 * tenth of the bytes. A further format is one more entry of FORMATS.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { Browser } from 'playwright'
import { bytesSource } from '../../src/engine/intake/source'
import { silentPulse } from '../../src/engine/numeric/pulse'
import { readFile } from '../../src/engine/pipeline/read-file'
import { eveLines, zeekLines } from '../unit/intake/json/made-json'
import { serveBuiltApp } from './app/built-app'
import { wholeJob } from './app/whole-job'
import type { Arguments } from './arguments'
import { makeFlows } from './flows/make-flows'
import { loadNow, machineNow } from './machine'

export interface BenchFormat {
  readonly name: string
  /** A file of about so many bytes. */
  make(byteCount: number, seed: number): Uint8Array
  readonly rivalName: string
  /** Reads the file's first bytes; cut anywhere. @returns rows */
  rival(bytes: Uint8Array): number
}

/** Some 4 MB each, so that a file is many blocks of different rows. */
const BLOCK_ROWS = 10_000
const RIVAL_SHARE = 0.1
const LINE_FEED = 10

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

function fromBlocks(byteCount: number, before: string, block: (seed: number) => string, seed: number): Uint8Array {
  const encoder = new TextEncoder()
  const blocks = [encoder.encode(before)]
  for (let size = 0, number = 0; size < byteCount; number++) {
    blocks.push(encoder.encode(block(seed * 1000 + number)))
    size += blocks.at(-1)!.length
  }
  return new Uint8Array(Buffer.concat(blocks))
}

/** Zeek's connections with a place for every value. */
const ZEEK_COLUMNS = [
  ...['ts', 'uid', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'service', 'duration', 'orig_bytes'],
  ...[
    'resp_bytes',
    'conn_state',
    'missed_bytes',
    'history',
    'orig_pkts',
    'orig_ip_bytes',
    'resp_pkts',
    'resp_ip_bytes',
  ],
]

function delimitedBlock(seed: number, delimiter: string, missing: string): string {
  const rows = zeekLines(BLOCK_ROWS, seed).trimEnd().split('\n')
  const cells = rows.map((row) => JSON.parse(row) as Readonly<Record<string, unknown>>)
  return cells.map((row) => `${ZEEK_COLUMNS.map((name) => row[name] ?? missing).join(delimiter)}\n`).join('')
}

const ZEEK_HEADER = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tconn',
  `#fields\t${ZEEK_COLUMNS.join('\t')}\n`,
].join('\n')

const papa = (bytes: Uint8Array): number => Papa.parse(text(bytes)).data.length

/** What most pages do: one line after the other, the last one maybe cut. */
function jsonParse(bytes: Uint8Array): number {
  let rowCount = 0
  for (let at = 0, end = bytes.indexOf(LINE_FEED); end >= 0; at = end + 1, end = bytes.indexOf(LINE_FEED, at)) {
    JSON.parse(text(bytes.subarray(at, end)))
    rowCount++
  }
  return rowCount
}

const eveBlock = (seed: number): string => eveLines({ flows: BLOCK_ROWS, dns: BLOCK_ROWS / 4, alertEvery: 50 }, seed)

/** Cells repeat as they do in KDD's files, where the logs below have an id, a time and a duration of their own in nearly every row. */
function flowsText(byteCount: number, seed: number): Uint8Array {
  const encoder = new TextEncoder()
  const blocks: Uint8Array[] = []
  let size = 0
  for (const block of makeFlows(Math.ceil(byteCount / FLOW_BYTES), seed)) {
    blocks.push(encoder.encode(block))
    size += blocks.at(-1)!.length
    if (size >= byteCount) break
  }
  return new Uint8Array(Buffer.concat(blocks))
}

/** Of a made flow, at least. */
const FLOW_BYTES = 120

export const FORMATS: readonly BenchFormat[] = [
  { name: 'CSV of KDD', make: flowsText, rivalName: 'PapaParse', rival: papa },
  {
    name: 'CSV',
    make: (byteCount, seed) =>
      fromBlocks(byteCount, `${ZEEK_COLUMNS.join(',')}\n`, (at) => delimitedBlock(at, ',', ''), seed),
    rivalName: 'PapaParse',
    rival: papa,
  },
  {
    name: 'TSV',
    make: (byteCount, seed) =>
      fromBlocks(byteCount, `${ZEEK_COLUMNS.join('\t')}\n`, (at) => delimitedBlock(at, '\t', ''), seed),
    rivalName: 'PapaParse',
    rival: papa,
  },
  {
    name: 'Zeek log',
    make: (byteCount, seed) => fromBlocks(byteCount, ZEEK_HEADER, (at) => delimitedBlock(at, '\t', '-'), seed),
    rivalName: 'PapaParse',
    rival: papa,
  },
  {
    name: 'JSON lines',
    make: (byteCount, seed) => fromBlocks(byteCount, '', (at) => zeekLines(BLOCK_ROWS, at), seed),
    rivalName: 'JSON.parse line by line',
    rival: jsonParse,
  },
  {
    name: 'Suricata EVE',
    make: (byteCount, seed) => fromBlocks(byteCount, '', eveBlock, seed),
    rivalName: 'JSON.parse line by line',
    rival: jsonParse,
  },
]

interface FormatFigures {
  readonly name: string
  readonly megabytes: number
  readonly rowCount: number
  /** 10⁶ bytes a second: in the app by the clock, under Node of one processor. */
  readonly appMegabytesPerSecond: number
  readonly nodeMegabytesPerSecond: number
  readonly rivalName: string
  readonly rivalMegabytesPerSecond: number
  readonly ratio: number
}

/** Reads a file in the built app. @returns seconds */
type ReadInApp = (path: string) => Promise<number>

/** Prints a line per format as it is measured. */
export async function benchFormats(
  launch: () => Promise<Browser>,
  { megabytes, seed, runs, json }: Arguments,
): Promise<void> {
  const loadBefore = loadNow()
  const server = await serveBuiltApp()
  const readInApp: ReadInApp = async (path) => {
    const { stageMs } = await wholeJob(launch, server.address, path, { responsiveness: false })
    return ((stageMs.read ?? NaN) + (stageMs.columns ?? NaN)) / 1000
  }
  const figures: FormatFigures[] = []
  try {
    for (const format of FORMATS) {
      figures.push(await figuresOf(format, megabytes * 1e6, seed, runs, readInApp))
      console.log(wordsOf(figures.at(-1)!))
    }
  } finally {
    await server.stop()
  }
  const machine = machineNow(loadBefore)
  console.log(
    `${machine.coreCount} cores, ${machine.processor}; load ${loadBefore.join(' ')} before, ${machine.loadAfter.join(' ')} after`,
  )
  if (json !== null) writeFileSync(json, `${JSON.stringify({ formats: figures, machine }, null, 2)}\n`)
}

async function figuresOf(
  format: BenchFormat,
  byteCount: number,
  seed: number,
  runs: number,
  readInApp: ReadInApp,
): Promise<FormatFigures> {
  const bytes = format.make(byteCount, seed)
  const part = bytes.subarray(0, Math.floor(bytes.length * RIVAL_SHARE))
  let rowCount = 0
  const read = await fastest(runs, async () => (rowCount = await rowsRead(bytes)))
  const rival = await fastest(runs, () => format.rival(part))
  const inApp = await medianOf(runs, () => readFromDisk(bytes, readInApp))
  const [app, other] = [bytes.length / 1e6 / inApp, part.length / 1e6 / rival]
  return {
    name: format.name,
    megabytes: bytes.length / 1e6,
    rowCount,
    appMegabytesPerSecond: app,
    nodeMegabytesPerSecond: bytes.length / 1e6 / read,
    rivalName: format.rivalName,
    rivalMegabytesPerSecond: other,
    ratio: app / other,
  }
}

async function readFromDisk(bytes: Uint8Array, readInApp: ReadInApp): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'flotsam-formats-'))
  try {
    const path = join(folder, 'flows')
    writeFileSync(path, bytes)
    return await readInApp(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function medianOf(runs: number, work: () => Promise<number>): Promise<number> {
  const seconds: number[] = []
  for (let run = 0; run < runs; run++) seconds.push(await work())
  return seconds.sort((a, b) => a - b)[Math.floor(runs / 2)]!
}

async function rowsRead(bytes: Uint8Array): Promise<number> {
  const read = await readFile(bytesSource('flows', bytes), {}, {}, silentPulse)
  if (!read.ok) throw new Error(read.failure.sentence)
  return read.value.rows.rowCount
}

/** Seconds of the processor. */
async function fastest(runs: number, work: () => unknown): Promise<number> {
  let best = Infinity
  for (let run = 0; run < runs; run++) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1e6)
  }
  return best
}

const wordsOf = ({
  name,
  megabytes,
  rowCount,
  appMegabytesPerSecond: app,
  nodeMegabytesPerSecond: node,
  rivalName,
  rivalMegabytesPerSecond,
  ratio,
}: FormatFigures): string =>
  `${name.padEnd(13)} ${megabytes.toFixed(0)} MB, ${rowCount} rows: ${app.toFixed(0)} MB/s in the app, ${node.toFixed(0)} in one thread; ${rivalName} ${rivalMegabytesPerSecond.toFixed(0)} (${ratio.toFixed(1)} times as fast)`
