/**
 * Groups speed: how long features, K-Means and the map take, each by itself, in one thread. The processor's time stays the same
 * where others want the machine too, but for what garbage collection and compiling do beside.
 *
 *   node scripts/run.mjs tests/bench/groups-speed.ts [ROWS] [SHARDS]
 */

import { Comparison } from '../../src/engine/clustering/comparison'
import { fitRange } from '../../src/engine/clustering/fit-range'
import type { LloydRows } from '../../src/engine/clustering/rows'
import { SampleRows } from '../../src/engine/clustering/sample-rows'
import { sampledSilhouette } from '../../src/engine/clustering/silhouette'
import type { ElbowPoint } from '../../src/engine/clustering/result'
import { plusPlusStarts } from '../../src/engine/clustering/starts'
import { askedCounts } from '../../src/engine/clustering/weigh-counts'
import { fitRecipe } from '../../src/engine/features/fit-recipe'
import { someRows } from '../../src/engine/features/some-rows'
import { BLOCK_ROWS } from '../../src/engine/numeric/blocks'
import { silentPulse } from '../../src/engine/numeric/pulse'
import type { OpAnswer, OpArgument, OpName, Shard } from '../../src/engine/pipeline/shard'
import { shardOps } from '../../src/engine/pipeline/shard'
import { ShardSet } from '../../src/engine/pipeline/shard-set'
import { newShardState, type ShardState } from '../../src/engine/pipeline/shard-state'
import { project } from '../../src/engine/projection/project'
import type { ColumnProfile } from '../../src/engine/table/column'
import type { StoredTable } from '../../src/engine/table/stored'
import { slice, storedFlows } from './groups/stored-flows'

const rowCount = Number(process.argv[2] ?? 1_000_000)
const shardCount = Number(process.argv[3] ?? 2)

class BenchShard implements Shard {
  constructor(private readonly state: ShardState) {}
  get firstRow(): number {
    return this.state.firstRow
  }
  get rowCount(): number {
    return this.state.rowCount
  }
  call<Name extends OpName>(name: Name, argument: OpArgument<Name>): Promise<OpAnswer<Name>> {
    const op = shardOps[name] as (state: ShardState, argument: OpArgument<Name>) => Promise<OpAnswer<Name>>
    return op(this.state, argument)
  }
  breatheWith(breathe: ShardState['breathe']): void {
    this.state.breathe = breathe
  }
  stop(): void {
    // Nobody stops a benchmark.
  }
  drop(): void {
    // It ends with the process.
  }
}

function shardsOf(table: StoredTable): ShardSet {
  const rows = BLOCK_ROWS * Math.ceil(table.rowCount / BLOCK_ROWS / shardCount)
  const firsts = Array.from({ length: Math.ceil(table.rowCount / rows) }, (_, index) => index * rows)
  return new ShardSet(
    firsts.map((first) => {
      const part = slice(table, first, Math.min(table.rowCount, first + rows))
      return new BenchShard(newShardState(part, first))
    }),
  )
}

function profilesOf(table: StoredTable): ColumnProfile[] {
  return table.columnNames.flatMap((name, index) => {
    const cells = table.cells[index]!
    if (cells.kind === 'numbers' || cells.dictionary.length < 3) return []
    const isNumber = cells.kind === 'coded numbers'
    const isWide = isNumber && cells.numbers.some((value) => value > 100)
    const profile = {
      name,
      type: isNumber ? 'number' : 'category',
      role: 'feature',
      transform: isWide ? 'log1p' : 'none',
    }
    return { ...profile, missingCount: 0, infiniteCount: 0, strayCount: 0 } as ColumnProfile
  })
}

async function timed<T>(name: string, work: () => Promise<T>, times = 1): Promise<T> {
  let [best, bestOfProcessor] = [Infinity, Infinity]
  let answer: T
  for (let time = 0; time < times; time++) {
    const start = performance.now()
    const before = process.cpuUsage()
    answer = await work()
    const { user, system } = process.cpuUsage(before)
    best = Math.min(best, performance.now() - start)
    bestOfProcessor = Math.min(bestOfProcessor, (user + system) / 1000)
  }
  console.log(
    `${name.padEnd(34)} ${best.toFixed(1).padStart(8)} ms, of the processor ${bestOfProcessor.toFixed(1).padStart(8)} ms`,
  )
  return answer!
}

const table = await storedFlows(rowCount)
const shards = shardsOf(table)
console.log(`${rowCount} rows, ${shards.shards.length} shards in one thread`)
const recipe = await timed('recipe', () => fitRecipe(shards, profilesOf(table)), 2)
console.log(`${recipe.numbers.length} numbers, ${recipe.categories.length} categories, ${recipe.featureCount} axes`)
await timed('encode', () => shards.encode(recipe), 4)

const some = Uint32Array.from({ length: 8 }, (_, cluster) => Math.floor(((cluster + 0.5) * rowCount) / 8))
const block = await shards.featuresAt(some)
const centroids = new Float64Array(8 * recipe.featureCount)
for (let cluster = 0; cluster < 8; cluster++) {
  for (let axis = 0; axis < recipe.numbers.length; axis++) {
    centroids[cluster * recipe.featureCount + axis] = 0.7 * block.numbers[cluster * recipe.numbers.length + axis]!
  }
}
// The last is far from all rows. Where it jumps, nothing is known any more and every row is looked at, but none moves.
const last = 7 * recipe.featureCount
const aside = (far: number): Float64Array => centroids.slice().fill(far, last)
let jumps = 1
const jumping = (rows: LloydRows) => () => rows.assign(aside(jumps++ % 2 === 0 ? 2 : 2.2), 8)
await shards.assign(aside(2), 8)
await timed('pass, K = 8, every row', jumping(shards), 40)
await timed('pass, K = 8, rows known', () => shards.assign(aside(2), 8), 4)
await timed('pass, K = 8, most rows moving', () => shards.assign(jumps++ % 2 === 0 ? centroids : aside(0), 8), 6)
const some65536 = Uint32Array.from({ length: 65_536 }, (_, index) => Math.floor((index * rowCount) / 65_536))
const part = await shards.featuresAt(some65536)
await timed('the same, 65,536 rows, kernel', jumping(new SampleRows(part, recipe)), 300)
await timed('the same, 65,536 rows, plain twin', jumping(new SampleRows(part, recipe, true)), 4)
await timed(
  '16 starts for 12 clusters',
  async () => {
    const rows = someRows(
      part,
      recipe,
      some65536.subarray(0, 421).map((_, index) => index * 100),
    )
    for (let seed = 0; seed < 16; seed++) plusPlusStarts(rows, recipe, 12, seed)
  },
  3,
)
const compared = someRows(
  part,
  recipe,
  some65536.subarray(0, 2000).map((_, index) => index * 30),
)
for (const plain of [false, true]) {
  const comparison = await timed(
    `2,000 rows compared${plain ? ', plain' : ''}`,
    () => Comparison.of(compared, recipe, silentPulse, plain),
    6,
  )
  await timed('  gains', async () => comparison.gains(new Float64Array(2000).fill(30)), 6)
  const assignments = Uint8Array.from({ length: 2000 }, (_, row) => row % 8)
  await timed('  silhouette, K = 8', async () => sampledSilhouette(comparison, assignments, 8), 6)
}

const points: string[] = []
const elbow: ElbowPoint[] = []
let since = performance.now()
let passes = 0
let skipped = 0
const watchPass = () => (skippedShare: number) => void (skipped += skippedShare)
const fits = await timed('elbow, K = 1 … 12', () =>
  fitRange(
    shards,
    recipe,
    { smallest: 1, largest: 12, restartCount: 4, maxIterations: 100, seed: 1, watchPass },
    silentPulse,
    (point) => {
      const { clusterCount, inertiaShare, iterationCount } = point
      elbow.push(point)
      passes += iterationCount
      points.push(
        `  K ${String(clusterCount).padStart(2)}  ${(performance.now() - since).toFixed(0).padStart(6)} ms, ${iterationCount} passes, ` +
          `inertia ${(100 * inertiaShare).toFixed(4)} %`,
      )
      since = performance.now()
    },
  ),
)
const asked = (): Promise<unknown> => askedCounts(shards, recipe, fits, elbow, 1, silentPulse)
await timed('other measures of K, first time', asked)
await timed('  best of four', asked, 4)
console.log(points.join('\n'))
console.log(`${passes} passes over all rows, ${((100 * skipped) / passes).toFixed(0)} % of the rows skipped`)
const projection = await timed('projection', () => project(shards, recipe), 3)
await timed('coordinates', () => shards.coordinates(projection), 2)
