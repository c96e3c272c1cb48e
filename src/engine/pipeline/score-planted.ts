/**
 * Score planted: what a planted attack scores, having gone through all that the file's own flows go through: context per host,
 * damping, pooling by source.
 *
 * A file of up to `FITTED_ANEW_UP_TO` rows is scored anew with the attack in it, model and all: exactly what would have been on
 * screen had it been there. For a longer file that would take minutes, and a few thousand flows hardly move its model: the model of
 * the run stays, and only the attacker's flows and the planted ones are scored again (score-with-frozen.ts).
 *
 * Measured (Node 20, one core, 2026-11-26): all attacks at all strengths take 9 s of one core for 25,000 rows fitted anew, 0.7 s frozen;
 * 3 s frozen for 1,000,000. Best places anew and frozen: sample day (19,601 rows), scan of 20 / 200 ports 657 / 18 and 647 / 21, flood of
 * 20 / 2,000 flows 960 / 391 and 953 / 353; NSL-KDD (14,157) scan of 5 / 200 645 / 287 and 638 / 261. The shorter the file, the more the
 * attack becomes what is usual in it: in 299 flows a scan of 100 ports is at 126 and 12. That is why short files are fitted anew.
 */

import type { Ends, PlantedAttack } from '../injection/attack'
import { columnOf } from '../injection/ground'
import { withPlanted, withValues } from '../injection/planted-table'
import { silently } from '../numeric/portion'
import type { Pulse } from '../numeric/pulse'
import { fitScores } from '../scoring/fit-scores'
import { planInputs } from '../scoring/inputs'
import type { ColumnProfile } from '../table/column'
import { contextColumns, type ContextColumn } from '../table/context'
import type { Table } from '../table/table'
import { secondsOf } from '../table/times'
import type { LiveRun } from './live-run'
import { madeAnew } from './planted-network'
import { ShardedScoringRows } from './score-rows'
import { ShardSet } from './shard-set'

export const FITTED_ANEW_UP_TO = 32_768

export interface PlantedScores {
  /** Of the file's own flows, with the attack among them. */
  readonly ofFile: Float32Array
  readonly ofPlanted: Float32Array
}

/** Scores one attack by itself. Leaves the file and its run as they are. */
export type PlantedScorer = (attack: PlantedAttack, ends: Ends, pulse: Pulse) => Promise<PlantedScores>

export async function scorerFittedAnew(live: LiveRun, pulse: Pulse): Promise<PlantedScorer> {
  const { rows, profiles } = live.open
  const table = await rows.tableAt(Uint32Array.from({ length: rows.rowCount }, (_, row) => row))
  const seconds = secondsOfTable(table, profiles)
  await pulse.breathe()
  return async (attack, _ends, part) => {
    const { flows, place } = attack
    const { planted, context } = await plantInto(table, seconds, place, attack, profiles, part)
    const plan = planInputs(
      profiles,
      rows.digest.columns.map(({ kind }) => kind),
      context.map(({ name }) => name),
    )
    const set = ShardSet.cut(planted, 1)
    set.breatheWith(part)
    const scoring = await ShardedScoringRows.open(set, plan, context)
    const { scored } = await fitScores(scoring, live.settings.seed, part)
    const scores = new Float32Array(scored.scores)
    const ofFile = new Float32Array(table.rowCount)
    ofFile.set(scores.subarray(0, place))
    ofFile.set(scores.subarray(place + flows.length), place)
    return { ofFile, ofPlanted: scores.slice(place, place + flows.length) }
  }
}

/** Null without a column of times. */
export function secondsOfTable(table: Table, profiles: readonly ColumnProfile[]): Float64Array | null {
  const time = columnOf({ profiles }, 'start time')
  return time && secondsOf(table.cells[time.index]!, time.time)
}

/**
 * A table with an attack in it, and what its hosts did lately.
 * @param seconds of the table's rows; the planted ones know theirs, so that no time need be written as the file writes it
 * @param place row of the table before which the planted ones stand
 */
export async function plantInto(
  table: Table,
  seconds: Float64Array | null,
  place: number,
  { flows }: PlantedAttack,
  profiles: readonly ColumnProfile[],
  pulse: Pulse,
): Promise<{ readonly planted: Table; readonly context: readonly ContextColumn[] }> {
  const planted = withPlanted(
    table,
    place,
    flows.map(({ cells }) => cells),
  )
  await pulse.breathe()
  const time = columnOf({ profiles }, 'start time')
  const cells = [...planted.cells]
  if (time !== null && seconds !== null) {
    const own = Float64Array.from(flows, (flow) => flow.seconds ?? NaN)
    cells[time.index] = withValues({ values: seconds, strays: new Map() }, place, own)
  }
  const moments = { rowCount: planted.rowCount, cells }
  const context = await contextColumns(moments, profiles, silently(pulse))
  return { planted: await madeAnew(planted, moments, profiles, pulse), context }
}
