/**
 * Score speed: milliseconds of one thread per step of the score, on made rows kept as a shard keeps them.
 *
 *   node scripts/run.mjs tests/bench/score-speed.ts [ROWS] [SHARDS]
 *
 * 36 columns of numbers and four of texts, as different and as skewed as those of NSL-KDD. Processor time, not the clock's, since
 * others may use the machine; the least of four fits, and the first, which an analyst sees.
 */

import { silentPulse } from '../../src/engine/numeric/pulse'
import { seededRandom } from '../../src/engine/numeric/random'
import { ShardedScoringRows } from '../../src/engine/pipeline/score-rows'
import { ShardSet } from '../../src/engine/pipeline/shard-set'
import type { OpName, Shard } from '../../src/engine/pipeline/shard'
import { fitScores } from '../../src/engine/scoring/fit-scores'
import type { InputPlan } from '../../src/engine/scoring/inputs'
import type { Cells, Table } from '../../src/engine/table/table'

const rowCount = Number(process.argv[2] ?? 1_000_000)
const shardCount = Number(process.argv[3] ?? 1)

/** Different values per column of numbers; 0 for one of its own in every row. */
const DISTINCT = [3000, 3300, 9300, 2, 3, 6, 28, 6, 2, 90, 2, 3, 80, 35, 3, 10, 1, 2, 2, 510, 510].concat(
  new Array<number>(15).fill(101),
)

function madeTable(): Table {
  const random = seededRandom(5)
  const kindOf = Uint8Array.from({ length: rowCount }, () => Math.floor(23 * random.next() ** 3))
  const cells: Cells[] = DISTINCT.map((distinct, column) => ({
    kind: 'numbers',
    values: Float64Array.from(kindOf, (kind) => {
      const place = (((kind * 7919 + column * 104729) % 97) / 97 + 0.2 * random.next() ** 4) % 1
      return Math.floor(place ** 4 * distinct) * (distinct > 1000 ? 13 : 1)
    }),
    strays: new Map(),
  }))
  for (const levels of [3, 70, 11, 23]) {
    const dictionary = ['', ...Array.from({ length: levels }, (_, level) => `level ${level}`)]
    const codes = Uint32Array.from(
      kindOf,
      (kind) => 1 + ((kind * 31 + (random.next() < 0.1 ? random.below(levels) : 0)) % levels),
    )
    cells.push({ kind: 'texts', codes, dictionary })
  }
  return {
    rowCount,
    columnNames: cells.map((_, index) => `column ${index}`),
    cells,
    sourceLines: new Uint32Array(rowCount),
  }
}

/** What each operation has taken, in all shards. */
const spentMs = new Map<string, number>()
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const watched = (shard: Shard): Shard => ({
  firstRow: shard.firstRow,
  rowCount: shard.rowCount,
  breatheWith: (breathe) => shard.breatheWith(breathe),
  async call(name, argument) {
    // One after the other, so that none is charged for another's time.
    const turn = last.then(async () => {
      const before = cpuMs()
      const answer = await shard.call(name, argument)
      spend(name, cpuMs() - before)
      return answer
    })
    last = turn.catch(() => undefined)
    return turn
  },
})
let last: Promise<unknown> = Promise.resolve()

const spend = (name: OpName | 'coordinator', ms: number): void => {
  spentMs.set(name, (spentMs.get(name) ?? 0) + ms)
}

const table = madeTable()
const set = new ShardSet(ShardSet.cut(table, shardCount).shards.map(watched))
const plan: InputPlan = {
  numbers: DISTINCT.map((_, index) => ({ column: `column ${index}`, origin: 'file' })),
  texts: [36, 37, 38, 39].map((index) => `column ${index}`),
  sourceColumn: null,
}
let first = 0
let best: { readonly whole: number; readonly steps: ReadonlyMap<string, number> } | null = null
for (let attempt = 0; attempt < 4; attempt++) {
  spentMs.clear()
  const before = cpuMs()
  await fitScores(await ShardedScoringRows.open(set, plan, []), 7, silentPulse)
  const whole = cpuMs() - before
  spend('coordinator', whole - [...spentMs.values()].reduce((sum, ms) => sum + ms, 0))
  if (attempt === 0) first = whole
  if (best === null || whole < best.whole) best = { whole, steps: new Map(spentMs) }
}
for (const [name, ms] of best!.steps) console.log(name.padEnd(16), ms.toFixed(1).padStart(8))
console.log('whole'.padEnd(16), best!.whole.toFixed(1).padStart(8))
console.log('first'.padEnd(16), first.toFixed(1).padStart(8))
