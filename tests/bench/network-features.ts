/**
 * Network features: what the ranking gains or loses where columns made of times and addresses are features.
 *
 *   node scripts/run.mjs tests/bench/network-features.ts [--splits FOLDER] [--days 101-105] [--shares 0.01,0.05,0.2]
 *     [--only net_src,net_pair]
 *
 * Per cell AUROC, average precision and purity without, with, and the gain seed by seed: mean and standard deviation. A cell is one of the splits of
 * ctu011 in the folder, over run seeds 1 to 5, or generated days with all kinds of attacks at one share, over the days' seeds.
 * With `--only`, of the made columns those whose name begins so.
 */

import { join } from 'node:path'
import { bytesSource } from '../../src/engine/intake/source'
import { silentPulse } from '../../src/engine/numeric/pulse'
import { Job } from '../../src/engine/pipeline/job'
import { runWhole } from '../../src/engine/pipeline/live-run'
import { openFile } from '../../src/engine/pipeline/open-file'
import { switchNetwork } from '../../src/engine/pipeline/switch-network'
import { contingencyOf, pureCount } from '../../src/engine/scoring/contingency'
import { detectionOf } from '../../src/engine/scoring/evaluation'
import { measure } from '../../scripts/evaluate/measure'
import { ATTACK_KINDS } from './days/attack-kinds'
import { makeDay } from './days/day'
import { NETWORK_FEATURES } from '../../src/engine/table/network/catalogue'

type Figures = readonly [auroc: number, averagePrecision: number, purity: number]
type Cell = (seed: number, networkFeatures: boolean) => Promise<Figures>

const valueOf = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise)
}

const only = valueOf('only', 'net_').split(',')
const leftOut = NETWORK_FEATURES.map(({ name }) => name).filter((name) => !only.some((begin) => name.startsWith(begin)))

async function ofSplit(
  folder: string,
  split: string,
  ignore: readonly string[],
  seed: number,
  networkFeatures: boolean,
): Promise<Figures> {
  const fitted = split === 'novelty' ? join(folder, 'ctu011-novelty-train.csv') : null
  const scored = join(folder, split === 'novelty' ? 'ctu011-novelty-test.csv' : `ctu011-${split}.csv`)
  const ignored = networkFeatures ? [...ignore, ...leftOut] : ignore
  const common = { truth: '__truth', ignore: ignored, seed, rows: null, networkFeatures }
  const measured = await measure({ score: scored, baseline: fitted, ...common })
  if (!measured.ok) throw new Error(measured.failure.sentence)
  const { auroc, averagePrecision, purity } = measured.value.report
  return [auroc!, averagePrecision!, purity!]
}

/** As the page's defaults (session/session.svelte.ts). */
const PAGE = { smallestClusterCount: 1, largestClusterCount: 12, restartCount: 4, maxIterations: 100, seed: 42 }
const ROWS = 6000
const host = { nowMs: () => performance.now(), letOthersRun: () => Promise.resolve() }

async function ofDay(seed: number, share: number, networkFeatures: boolean): Promise<Figures> {
  const { text, kinds } = makeDay({ seed, kinds: ATTACK_KINDS, share, rowCount: ROWS })
  const source = bytesSource('day.csv', new TextEncoder().encode(text))
  const overrides = leftOut.map((name) => ({ name, role: 'ignored' as const }))
  const read = await openFile(source, {}, overrides, { synthetic: true }, silentPulse)
  const opened = read.ok && networkFeatures ? await switchNetwork(read.value, true, null, silentPulse) : read
  if (!opened.ok) throw new Error(opened.failure.sentence)
  const run = await runWhole(opened.value, PAGE, new Job(host, () => undefined))
  if (!run.ok) throw new Error(run.failure.sentence)
  const isAttack = (kind: string): boolean => ATTACK_KINDS.some((known) => known === kind)
  const attacks = Uint8Array.from(kinds, (kind) => Number(isAttack(kind)))
  const found = await detectionOf(run.value.scores, attacks, () => Promise.resolve())
  const groups = contingencyOf(await run.value.shards.assignmentsAt(run.value.choice.clusterCount), attacks)
  return [found.auroc, found.averagePrecision, pureCount(groups) / kinds.length]
}

function summed(all: readonly Figures[], index: 0 | 1 | 2): string {
  const mean = all.reduce((sum, figures) => sum + figures[index], 0) / all.length
  const square = all.reduce((sum, figures) => sum + (figures[index] - mean) ** 2, 0) / Math.max(1, all.length - 1)
  return `${mean.toFixed(4)} ± ${Math.sqrt(square).toFixed(4)}`
}

async function printCell(name: string, seeds: readonly number[], figuresOf: Cell): Promise<void> {
  const [without, withThem]: [Figures[], Figures[]] = [[], []]
  for (const seed of seeds) {
    without.push(await figuresOf(seed, false))
    withThem.push(await figuresOf(seed, true))
  }
  const gain = withThem.map((figures, index) => {
    const before = without[index]!
    return [figures[0] - before[0], figures[1] - before[1], figures[2] - before[2]] as const
  })
  for (const [words, all] of [
    ['without', without],
    ['with', withThem],
    ['gain', gain],
  ] as const)
    console.log(`| ${name} | ${words} | ${([0, 1, 2] as const).map((index) => summed(all, index)).join(' | ')} |`)
}

/** What a router would export: nothing that a protocol's analyser has seen. */
const BEYOND_NETFLOW = ['service', 'conn_state', 'history', 'local_orig', 'local_resp', 'missed_bytes', 'uid']

console.log('| cell | | AUROC | average precision | purity |')
const folder = valueOf('splits', '')
for (const split of folder === '' ? [] : ['novelty', 'mixed5', 'mixed1']) {
  await printCell(`ctu011 ${split}`, [1, 2, 3, 4, 5], (seed, withThem) => ofSplit(folder, split, [], seed, withThem))
  await printCell(`ctu011 ${split}, as NetFlow`, [1, 2, 3, 4, 5], (seed, withThem) =>
    ofSplit(folder, split, BEYOND_NETFLOW, seed, withThem),
  )
}
const [first = 101, last = first] = valueOf('days', '101-105').split('-').map(Number)
const days = Array.from({ length: last - first + 1 }, (_, index) => first + index)
for (const share of valueOf('shares', '0.01,0.05,0.2').split(',').map(Number))
  await printCell(`days, ${100 * share} % attacks`, days, (seed, withThem) => ofDay(seed, share, withThem))
