/**
 * Score speed: milliseconds of one thread per step of the score and of the second opinion (`…orest…`), on made rows kept as a shard keeps them.
 *
 *   node scripts/run.mjs tests/bench/score-speed.ts [ROWS] [SHARDS]
 *
 * 38 columns of numbers and three of texts, like those of NSL-KDD (flows/make-flows.ts). Processor time, not the clock's, since
 * others may use the machine; the least of four fits, and the first, which an analyst sees.
 */

import { silentPulse } from '../../src/engine/numeric/pulse'
import { ShardedScoringRows } from '../../src/engine/pipeline/score-rows'
import { forestOf, scoredByForest } from '../../src/engine/pipeline/second-opinion'
import { ShardSet } from '../../src/engine/pipeline/shard-set'
import type { OpAnswer, OpArgument, OpName, Shard } from '../../src/engine/pipeline/shard'
import { fitScores } from '../../src/engine/scoring/fit-scores'
import type { InputPlan } from '../../src/engine/scoring/inputs'
import type { Cells, Table } from '../../src/engine/table/table'
import { COLUMN_COUNT, makeFlows } from './flows/make-flows'

const rowCount = Number(process.argv[2] ?? 1_000_000)
const shardCount = Number(process.argv[3] ?? 1)

const TEXTS: ReadonlySet<number> = new Set([1, 2, 3])
/** The class and the difficulty. */
const LEFT_OUT: ReadonlySet<number> = new Set([41, 42])

function madeTable(): Table {
  const names = Array.from({ length: COLUMN_COUNT }, (_, column) => `column ${column}`)
  const numbers = names.map(() => new Float64Array(rowCount))
  const codes = names.map(() => new Uint32Array(rowCount))
  const dictionaries = names.map(() => new Map<string, number>([['', 0]]))
  let row = 0
  for (const block of makeFlows(rowCount, 1)) {
    for (const line of block.trimEnd().split('\n')) {
      line.split(',').forEach((text, column) => {
        if (!TEXTS.has(column)) numbers[column]![row] = Number(text)
        else {
          const dictionary = dictionaries[column]!
          if (!dictionary.has(text)) dictionary.set(text, dictionary.size)
          codes[column]![row] = dictionary.get(text)!
        }
      })
      row++
    }
  }
  const cells = names.map((_, column): Cells =>
    TEXTS.has(column)
      ? { kind: 'texts', codes: codes[column]!, dictionary: [...dictionaries[column]!.keys()] }
      : { kind: 'numbers', values: numbers[column]!, strays: new Map() },
  )
  return { rowCount, columnNames: names, cells, sourceLines: new Uint32Array(rowCount) }
}

/** What each operation has taken, in all shards. */
const spentMs = new Map<string, number>()
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

let last: Promise<unknown> = Promise.resolve()

function watch(shard: Shard): void {
  const asked = shard.call.bind(shard) as Shard['call']
  shard.call = <Name extends OpName>(name: Name, argument: OpArgument<Name>): Promise<OpAnswer<Name>> => {
    // One after the other, so that none is charged for another's time.
    const turn = last.then(async (): Promise<OpAnswer<Name>> => {
      const before = cpuMs()
      const answer = await asked(name, argument)
      spend(name, cpuMs() - before)
      return answer
    })
    last = turn.catch(() => undefined)
    return turn
  }
}

const spend = (name: OpName | 'coordinator', ms: number): void => {
  spentMs.set(name, (spentMs.get(name) ?? 0) + ms)
}

const table = madeTable()
const set = ShardSet.cut(table, shardCount)
set.shards.forEach(watch)
const used = table.columnNames.filter((_, column) => !LEFT_OUT.has(column))
const isText = (name: string): boolean => TEXTS.has(table.columnNames.indexOf(name))
const plan: InputPlan = {
  numbers: used.filter((name) => !isText(name)).map((column) => ({ column, origin: 'file' })),
  texts: used.filter(isText),
  sourceColumn: null,
}
let first = new Map<string, number>()
let best: { readonly whole: number; readonly steps: ReadonlyMap<string, number> } | null = null
for (let attempt = 0; attempt < 4; attempt++) {
  spentMs.clear()
  const before = cpuMs()
  const { model } = await fitScores(await ShardedScoringRows.open(set, plan, []), 7, silentPulse)
  await scoredByForest(set, await forestOf(set, model, 7, silentPulse), model, silentPulse)
  const whole = cpuMs() - before
  spend('coordinator', whole - [...spentMs.values()].reduce((sum, ms) => sum + ms, 0))
  spentMs.set('whole', whole)
  if (attempt === 0) first = new Map(spentMs)
  if (best === null || whole < best.whole) best = { whole, steps: new Map(spentMs) }
}
console.log(' '.repeat(16), '   first', '    best')
for (const [name, ms] of best!.steps) {
  console.log(name.padEnd(16), first.get(name)!.toFixed(1).padStart(8), ms.toFixed(1).padStart(8))
}
