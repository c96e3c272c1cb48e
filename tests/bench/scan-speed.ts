/**
 * Scan speed: how fast one thread reads a delimited text with the kernel, with its plain twin and with PapaParse's path.
 *
 *   node scripts/run.mjs tests/bench/scan-speed.ts FILE [--megabytes 152] [--rounds 3]
 *
 * The file is repeated in memory, without its first line if that is a header, till it has so many MB. Time is that of the processor,
 * since the machine may be busy; the best of the rounds counts. PapaParse gets a tenth of the text.
 */

import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { decodeHead, detectEncoding } from '../../src/engine/intake/encoding'
import { planReading } from '../../src/engine/intake/plan'
import { readRows } from '../../src/engine/intake/read-rows'
import { scanPlanOf } from '../../src/engine/intake/scan/scan-plan'
import { USUAL_GRAIN, type ScanGrain } from '../../src/engine/intake/scan/scan-range'
import { scanWhole } from '../../src/engine/intake/scan/scan-whole'
import { bytesSource } from '../../src/engine/intake/source'
import { silentPulse } from '../../src/engine/numeric/pulse'
import { TableBuilder } from '../../src/engine/table/table-builder'
import { KERNEL, PLAIN } from '../unit/intake/scan/support/compare'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { megabytes: { type: 'string', default: '152' }, rounds: { type: 'string', default: '3' } },
})
const NAME = 'flows.csv'
const HEAD_BYTES = 262_144
const PAPA_SHARE = 0.1
const LINE_FEED = 10

const once = new Uint8Array(readFileSync(positionals[0]!))
const encoding = detectEncoding(once.subarray(0, HEAD_BYTES))
const planned = planReading(NAME, decodeHead(once.subarray(0, HEAD_BYTES), encoding), false, {})
if (!planned.ok) throw new Error(planned.failure.sentence)
const plan = scanPlanOf(planned.value, encoding, {})
if (plan === null) throw new Error('the scanner leaves this file to PapaParse')

const bytes = repeated(once, Number(values.megabytes) * 1e6)
const part = bytes.subarray(0, bytes.lastIndexOf(LINE_FEED, bytes.length * PAPA_SHARE) + 1)

const scanWith = (open: ScanGrain['open']) => async (): Promise<number> => {
  const ranges = await scanWhole(bytesSource(NAME, bytes), plan, silentPulse, 1, [], { ...USUAL_GRAIN, open })
  return ranges[0]!.rowCount
}
const readWithPapa = async (): Promise<number> => {
  const builder = new TableBuilder(new Set())
  await readRows(bytesSource(NAME, part), {}, builder, silentPulse)
  await builder.finish(silentPulse)
  return builder.rowCount
}

console.log(`${(bytes.length / 1e6).toFixed(0)} MB, ${plan.fieldCount} columns`)
await measure('kernel', bytes.length, scanWith(KERNEL))
await measure('plain twin', bytes.length, scanWith(PLAIN))
await measure('PapaParse', part.length, readWithPapa)

async function measure(name: string, byteCount: number, work: () => Promise<number>): Promise<void> {
  let [best, rowCount] = [Infinity, 0]
  for (let round = 0; round < Number(values.rounds); round++) {
    const before = process.cpuUsage()
    rowCount = await work()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, (user + system) / 1e6)
  }
  console.log(
    `${name}: ${(byteCount / 1e6 / best).toFixed(0)} MB/s, ${rowCount} rows in ${(best * 1000).toFixed(0)} ms`,
  )
}

function repeated(text: Uint8Array, byteCount: number): Uint8Array {
  const body = planned.ok && planned.value.headerFound ? text.subarray(text.indexOf(LINE_FEED) + 1) : text
  const all = new Uint8Array(
    text.length + Math.max(0, Math.ceil((byteCount - text.length) / body.length)) * body.length,
  )
  all.set(text)
  for (let at = text.length; at < all.length; at += body.length) all.set(body, at)
  return all
}
