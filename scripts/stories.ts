/**
 * Stories: what the flagged flows of a file are put together to, and of what kinds each story is, as one JSON object.
 *
 *   node scripts/run.mjs scripts/stories.ts FILE|sample --kind COLUMN [--ordinary TEXT]… [--truth COLUMN] [--flagged N]… [--seed N]
 *
 * `--kind` is never a feature; flows whose kind is one of `--ordinary` count as no attack. `mixed` are stories of less than 90 % one
 * kind, `untold` kinds that are flagged and in no story the majority; what fits no story is `rest`, and no story.
 */

import { parseArgs } from 'node:util'
import type { Story } from '../src/engine/explaining/stories/story'
import type { Outcome } from '../src/engine/failure'
import { sampleDay } from '../src/engine/intake/sample-day'
import type { ByteSource } from '../src/engine/intake/source'
import { Engine } from '../src/engine/pipeline/engine'
import type { ColumnOverride } from '../src/engine/table/column'
import { textSource } from '../src/worker/file-source'
import { withFile } from './file-source'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kind: { type: 'string' },
    truth: { type: 'string' },
    ordinary: { type: 'string', multiple: true, default: [] },
    flagged: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '42' },
  },
})
const kindColumn = values.kind ?? ''
const truthColumn = values.truth ?? kindColumn
const seed = Number(values.seed)

const must = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.failure.sentence)
  return outcome.value
}

const overrides: readonly ColumnOverride[] = [
  { name: truthColumn, role: 'ground truth' },
  ...(kindColumn === truthColumn ? [] : [{ name: kindColumn, role: 'ignored' as const }]),
]

async function kindCounts(engine: Engine, column: number, story: Story): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { cells } of await engine.rows([...story.rows])) {
    const kind = values.ordinary.includes(cells[column]!) ? 'no attack' : cells[column]!
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}

async function reportOf(engine: Engine, column: number, threshold: number): Promise<unknown> {
  const began = process.cpuUsage().user
  const { flaggedCount, formedFrom, stories } = must(await engine.stories(threshold))!
  const cpuMs = Math.round((process.cpuUsage().user - began) / 1000)
  const told = stories.filter(({ isRest }) => !isRest)
  const kinds = await Promise.all(told.map((story) => kindCounts(engine, column, story)))
  const rest = stories.find(({ isRest }) => isRest)
  const restKinds = rest === undefined ? {} : await kindCounts(engine, column, rest)
  const most = kinds.map((counts) => Object.entries(counts).sort((a, b) => b[1] - a[1])[0]!)
  const own = new Set(most.filter(([, count], index) => count > 0.5 * told[index]!.flowCount).map(([kind]) => kind))
  const flaggedKinds = new Set([...kinds, restKinds].flatMap(Object.keys))
  return {
    flaggedCount,
    formedFrom,
    cpuMs,
    stories: told.length,
    rest: rest?.flowCount ?? 0,
    mixed: kinds.filter((_, index) => most[index]![1] < 0.9 * told[index]!.flowCount),
    untold: [...flaggedKinds].filter((kind) => kind !== 'no attack' && !own.has(kind)),
    told: told.map(({ title, flowCount }, index) => ({ title, flowCount, kinds: kinds[index] })),
  }
}

async function report(source: ByteSource): Promise<unknown> {
  const engine = new Engine({ nowMs: () => performance.now(), letOthersRun: () => Promise.resolve() })
  const { columns } = must(await engine.open(source, {}, overrides, false, () => undefined))
  const settings = { seed: 42, smallestClusterCount: 1, largestClusterCount: 12, restartCount: 4, maxIterations: 100 }
  const { threshold } = must(await engine.run(settings, () => undefined))
  const column = columns.findIndex(({ name }) => name === kindColumn)
  const thresholds = [threshold, ...values.flagged.map((count) => engine.thresholdFor(Number(count)))]
  const reports: unknown[] = []
  for (const at of thresholds) reports.push(await reportOf(engine, column, at))
  return reports
}

const [path = 'sample'] = positionals
const found =
  path === 'sample'
    ? await report(textSource('sample.csv', sampleDay(seed)))
    : await withFile(path, (file) => report(file))
console.log(JSON.stringify(found, null, 1))
