/**
 * Groups speed: how long features, K-Means and the map take, each by itself, in one thread. The processor's time stays the same
 * where others want the machine too, but for what garbage collection and compiling do beside.
 *
 *   node scripts/run.mjs tests/bench/groups-speed.ts [ROWS] [SHARDS]
 */

import { fitRange } from '../../src/engine/clustering/fit-range'
import { fitRecipe } from '../../src/engine/features/fit-recipe'
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
const far = centroids.map((value) => value + 3)
let side = 0
await timed('pass, K = 8, all rows moving', () => shards.assign(side++ % 2 === 0 ? centroids : far, 8), 6)
const near = centroids.map((value, index) => value + (index % 3) * 1e-12)
for (const name of ['pass, K = 8', 'pass, K = 8, again']) {
  await timed(name, () => shards.assign(side++ % 2 === 0 ? near : centroids, 8), 4)
}

const points: string[] = []
let last = performance.now()
let passes = 0
await timed('elbow, K = 1 … 12', () =>
  fitRange(
    shards,
    recipe,
    { smallest: 1, largest: 12, restartCount: 4, maxIterations: 100, seed: 1 },
    silentPulse,
    ({ clusterCount, inertiaShare, iterationCount, sampledSilhouette }) => {
      passes += iterationCount
      points.push(
        `  K ${String(clusterCount).padStart(2)}  ${(performance.now() - last).toFixed(0).padStart(6)} ms, ${iterationCount} passes, ` +
          `inertia ${(100 * inertiaShare).toFixed(4)} %, silhouette ${sampledSilhouette?.toFixed(4)}`,
      )
      last = performance.now()
    },
  ),
)
console.log(points.join('\n'))
console.log(`${passes} passes over all rows`)
const projection = await timed('projection', () => project(shards, recipe), 3)
await timed('coordinates', () => shards.coordinates(projection), 2)
