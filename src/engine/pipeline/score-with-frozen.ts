/**
 * Score with frozen: an attack planted in a long file, scored by the model of its run.
 *
 * Scored again are all flows of the attacker and the planted ones, among all flows to the target, so that what both hosts did lately
 * and what the attacker's flows score on the whole is right. Flows of others keep their score.
 */

import type { Ends, PlantedAttack } from '../injection/attack'
import { columnOf } from '../injection/ground'
import { MOST_HOST_ROWS } from '../injection/hosts'
import type { Pulse } from '../numeric/pulse'
import { planOf } from '../scoring/columns'
import { scoreRows } from '../scoring/fit-scores'
import { asTexts } from '../table/as-texts'
import type { ContextColumn } from '../table/context'
import { derivedValues } from '../table/derived-numbers'
import { NETWORK_FEATURES } from '../table/network/catalogue'
import type { SeenFrom } from '../table/network/feature'
import type { Table, TextCells } from '../table/table'
import type { LiveRun } from './live-run'
import { withMade } from './planted-network'
import { plantInto, secondsOfTable, type PlantedScorer, type PlantedScores } from './score-planted'
import { ShardedScoringRows } from './score-rows'
import { ShardSet } from './shard-set'

/** The flows of the file that an attack touches. */
interface Touched {
  /** Ascending. */
  readonly rows: Uint32Array
  readonly table: Table
  readonly seconds: Float64Array | null
  /** Per place 1 if the flow is the attacker's. */
  readonly isAttackers: Uint8Array
  /** Per place 1 if the flow goes to the target. */
  readonly isToTarget: Uint8Array
  /** Per derived column what it was in the run. */
  readonly before: ReadonlyMap<string, Float64Array>
}

export async function scorerWithFrozen(live: LiveRun, pulse: Pulse): Promise<PlantedScorer> {
  const { rows, profiles } = live.open
  const target = columnOf({ profiles }, 'destination address')
  const destinations = target && asTexts(await rows.column(target.index))
  await pulse.breathe()
  const known = new Map<string, Touched>()
  const touchedBy = async (ends: Ends, place: number): Promise<Touched> => {
    const key = JSON.stringify([ends.source, ends.destination, place])
    const before = known.get(key) ?? (await readTouched(live, destinations, ends, place))
    known.set(key, before)
    return before
  }
  return async (attack, ends, part) => {
    const touched = await touchedBy(ends, attack.place)
    await part.breathe()
    return scoredAmong(live, touched, attack, part)
  }
}

async function scoredAmong(
  live: LiveRun,
  touched: Touched,
  attack: PlantedAttack,
  pulse: Pulse,
): Promise<PlantedScores> {
  const { profiles } = live.open
  const { model } = live.scoring
  const pastLast = touched.rows.findIndex((row) => row >= attack.place)
  const place = pastLast < 0 ? touched.rows.length : pastLast
  const { planted, context } = await plantInto(touched.table, touched.seconds, place, attack, profiles, pulse)
  const plantedCount = attack.flows.length
  const whole = context.map((column) => completed(column, touched, place, plantedCount))
  const madeWhole = (name: string, index: number): Float64Array | undefined => {
    const [known, values] = [touched.table.cells[index]!, planted.cells[index]!]
    const isWhole = wholeSeen(NETWORK_FEATURES.find((feature) => feature.name === name)!.seenFrom, touched)
    if (isWhole === null || known.kind !== 'numbers' || values.kind !== 'numbers') return undefined
    return withKnown(values.values, known.values, isWhole, place, plantedCount)
  }
  const set = ShardSet.cut(
    withMade(planted, profiles, ({ name, index }) => madeWhole(name, index)),
    1,
  )
  set.breatheWith(pulse)
  const { scores } = await scoreRows(model, await ShardedScoringRows.open(set, planOf(model), whole), pulse)
  const ofFile = live.scores.slice()
  touched.rows.forEach((row, index) => {
    if (touched.isAttackers[index] === 1) ofFile[row] = scores[index < place ? index : index + attack.flows.length]!
  })
  return { ofFile, ofPlanted: new Float32Array(scores.subarray(place, place + attack.flows.length)) }
}

/** The flows touched don't tell all of what other targets saw lately; the run knows, and the attack changes nothing of it. */
function completed(
  { name, cells }: ContextColumn,
  touched: Touched,
  place: number,
  plantedCount: number,
): ContextColumn {
  const from = (['source', 'destination'] as const).find((host) => name.startsWith(`${host}:`))
  const isWhole = from === undefined ? null : wholeSeen(from, touched)
  const known = touched.before.get(name)
  if (isWhole === null || known === undefined) return { name, cells }
  return {
    name,
    cells: { kind: 'numbers', values: withKnown(derivedValues(cells), known, isWhole, place, plantedCount) },
  }
}

/**
 * Per flow touched, 1 if all that it is seen among was touched; null if that is so for every flow. All calls to a service are never
 * touched together: of them the planted flows see no more than the attacker's and the target's.
 */
function wholeSeen(from: SeenFrom, { rows, isAttackers, isToTarget }: Touched): Uint8Array | null {
  if (from === 'source') return isAttackers
  if (from === 'destination') return isToTarget
  return from === 'service' ? new Uint8Array(rows.length) : null
}

function withKnown(
  values: Float64Array,
  known: Float64Array,
  isWhole: Uint8Array,
  place: number,
  plantedCount: number,
): Float64Array {
  const whole = values.slice()
  for (let index = 0; index < isWhole.length; index++)
    if (isWhole[index] === 0) whole[index < place ? index : index + plantedCount] = known[index]!
  return whole
}

async function readTouched(
  live: LiveRun,
  destinations: TextCells | null,
  { source, destination }: Ends,
  place: number,
): Promise<Touched> {
  const ofSource = rowsOf(live.sources, source, place)
  const toTarget = rowsOf(destinations, destination, place)
  const rows = Uint32Array.from(new Set([...ofSource, ...toTarget])).sort()
  const table = await live.open.rows.tableAt(rows)
  const [attackers, targets] = [new Set(ofSource), new Set(toTarget)]
  return {
    rows,
    table,
    seconds: secondsOfTable(table, live.open.profiles),
    isAttackers: Uint8Array.from(rows, (row) => (attackers.has(row) ? 1 : 0)),
    isToTarget: Uint8Array.from(rows, (row) => (targets.has(row) ? 1 : 0)),
    before: await derivedBefore(live, rows),
  }
}

/** The rows of a host; of one with more than `MOST_HOST_ROWS` those nearest in the file. */
function rowsOf(cells: TextCells | null, host: string | null, place: number): number[] {
  const code = cells === null || host === null ? -1 : cells.dictionary.indexOf(host)
  if (code < 0) return []
  const rows: number[] = []
  cells!.codes.forEach((own, row) => {
    if (own === code) rows.push(row)
  })
  if (rows.length <= MOST_HOST_ROWS) return rows
  const behind = rows.findIndex((row) => row >= place)
  const middle = behind < 0 ? rows.length : behind
  const first = Math.max(0, Math.min(rows.length - MOST_HOST_ROWS, middle - MOST_HOST_ROWS / 2))
  return rows.slice(first, first + MOST_HOST_ROWS)
}

async function derivedBefore(live: LiveRun, rows: Uint32Array): Promise<Touched['before']> {
  const answers = await live.shards.askAll('inputRowsAt', { rows })
  const inputs = answers.flatMap((answer) => answer.inputs)
  const derived = live.scoring.model.numbers.flatMap(({ column, origin }, index) =>
    origin === 'context' ? [{ column, index }] : [],
  )
  return new Map(
    derived.map(({ column, index }) => [column, Float64Array.from(inputs, ({ numbers }) => numbers[index] ?? NaN)]),
  )
}
