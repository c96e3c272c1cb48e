/**
 * Capture columns: how well attacks are ranked in captures of generated days, by which columns of a capture's flows are compared.
 *
 *   node scripts/run.mjs tests/bench/capture-columns.ts [--seeds 1-6] [--share 0.01] [--rows 6000]
 *
 * Per set of columns AUROC and average precision, with and without addresses: of real captures put together, where they are, and the mean over
 * generated days. `--seeds 0-0 --rows 300` is quick, for the real ones.
 */

import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { FLOW_COLUMNS } from '../../src/engine/intake/flows/flow-rows'
import { bytesSource } from '../../src/engine/intake/source'
import { silentPulse } from '../../src/engine/numeric/pulse'
import { Job } from '../../src/engine/pipeline/job'
import { runWhole } from '../../src/engine/pipeline/live-run'
import { openFile } from '../../src/engine/pipeline/open-file'
import { detectionOf } from '../../src/engine/scoring/evaluation'
import type { ColumnOverride } from '../../src/engine/table/column'
import { hintOf } from '../../src/engine/table/meanings'
import { madeDay, realDay, type JudgedDay } from './captures/judged-day'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-6' },
    share: { type: 'string', default: '0.01' },
    rows: { type: 'string', default: '6000' },
  },
})
const [first = 1, last = first] = values.seeds.split('-').map(Number)
const share = Number(values.share)
const rowCount = Number(values.rows)

const ZEEK = FLOW_COLUMNS.slice(0, FLOW_COLUMNS.indexOf('vlan') + 1)
const named = (pattern: RegExp): string[] => FLOW_COLUMNS.filter((name) => pattern.test(name))
const PAYLOAD_MEANS = named(/_payload_mean_bytes$/)
const MEAN_PAUSES = named(/_iat_mean_us$/)
const FLAGS = named(/_(fin|syn|rst|psh|urg)_pkts$/)

/** The first is what was compared once, the last but one is what is. */
const SETS: Readonly<Record<string, readonly string[]>> = {
  all: FLOW_COLUMNS,
  'those of conn.log': ZEEK,
  'and mean payloads': [...ZEEK, ...PAYLOAD_MEANS],
  'and mean pauses': [...ZEEK, ...MEAN_PAUSES],
  'and mean payloads and pauses': [...ZEEK, ...PAYLOAD_MEANS, ...MEAN_PAUSES],
  'and mean payloads, pauses, flags': [...ZEEK, ...PAYLOAD_MEANS, ...MEAN_PAUSES, ...FLAGS],
}

const SETTINGS = { smallestClusterCount: 1, largestClusterCount: 4, restartCount: 1, maxIterations: 100, seed: 42 }

async function rated(
  { csv, attacks }: JudgedDay,
  kept: readonly string[],
  withAddresses: boolean,
): Promise<[number, number]> {
  const isLeftOut = (name: string): boolean => !kept.includes(name) || (!withAddresses && /_h$/.test(name))
  const overrides = FLOW_COLUMNS.flatMap((name): ColumnOverride[] => {
    if (isLeftOut(name)) return [{ name, role: 'ignored' }]
    return hintOf(name) === 'detail' ? [{ name, role: 'feature' }] : []
  })
  const opened = await openFile(bytesSource('day.csv', csv), {}, overrides, { synthetic: true }, silentPulse)
  if (!opened.ok) throw new Error(opened.failure.sentence)
  const host = { nowMs: () => 0, letOthersRun: () => Promise.resolve() }
  const run = await runWhole(opened.value, SETTINGS, new Job(host, () => undefined))
  if (!run.ok) throw new Error(run.failure.sentence)
  const { auroc, averagePrecision } = await detectionOf(run.value.scores, attacks, () => silentPulse.breathe())
  return [auroc!, averagePrecision!]
}

const folder = resolve('../shared/data/pcap')
const real = existsSync(folder) ? [await realDay(folder)] : []
if (real.length === 0) console.log('Real captures are left out: there is no ../shared/data.')
const made = Array.from({ length: last - first + 1 }, (_, i) => madeDay(first + i, rowCount, share))
const attackCount = ({ attacks }: JudgedDay): number => attacks.reduce((sum, one) => sum + one, 0)
for (const day of [...real, ...made]) console.log(`${attackCount(day)} attacks in ${day.attacks.length} flows`)

async function cellOf(days: readonly JudgedDay[], kept: readonly string[], withAddresses: boolean): Promise<string> {
  if (days.length === 0) return '–'
  const figures: (readonly [number, number])[] = []
  for (const day of days) figures.push(await rated(day, kept, withAddresses))
  const mean = (which: 0 | 1): string => (figures.reduce((sum, one) => sum + one[which], 0) / days.length).toFixed(3)
  return `${mean(0)}/${mean(1)}`
}

console.log(`${' '.repeat(37)}  real  real without addresses  made  made without addresses`)
for (const [name, kept] of Object.entries(SETS)) {
  const cells: string[] = []
  for (const days of [real, made])
    for (const withAddresses of [true, false]) cells.push(await cellOf(days, kept, withAddresses))
  console.log(`${name.padEnd(34)}${String(kept.length).padStart(3)}  ${cells.join('  ')}`)
}
