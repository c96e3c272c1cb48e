/**
 * Row contrast: what would have to be otherwise for one row to be ordinary, and the ordinary row most like it.
 *
 * Asked for the row on screen alone. The change needs nothing but the row; the nearest row is searched for in all shards at once, part
 * by part, so that the search ends as soon as another row is picked.
 */

import { changeOf } from '../explaining/change/change-of'
import { lentSource } from '../explaining/change/what-if'
import type { NearestOrdinary, RowContrast, SmallestChange } from '../explaining/findings'
import { reasonsOfRow } from '../explaining/reasons'
import { firstAtLeast } from '../numeric/order'
import type { Pulse } from '../numeric/pulse'
import { GAP_STEPS, viewPrices } from '../scoring/gaps'
import { PART_ROWS } from '../scoring/near-rows'
import { nearer, NO_ROW, type NearRow } from '../scoring/nearest-row'
import { placesReader } from '../scoring/places'
import { differencesOf, type ExplainedRow } from './differences'
import type { Found } from './found'
import type { LiveRun } from './live-run'
import { judgedRun, reasonInput, type JudgedRows } from './judged-rows'
import { rowFactsOf, type RowFacts } from './row-facts'

export async function contrastOfRow(found: Found, row: number, threshold: number, pulse: Pulse): Promise<RowContrast> {
  const { live, scores } = found
  if (live === null || scores === null || !(scores[row]! > threshold))
    return { row, threshold, change: null, nearest: null }
  const judged = judgedRun(found, live)
  const [facts] = await rowFactsOf(live.open.rows, live.scoring.model, Uint32Array.of(row))
  const change = await changeOfRow(judged, facts!, threshold, pulse)
  const near = await nearestOrdinary(live, scores, facts!, ordinaryUpTo(scores, threshold), pulse)
  if (near.row < 0) return { row, threshold, change, nearest: null }
  const [other] = await rowFactsOf(live.open.rows, live.scoring.model, Uint32Array.of(near.row))
  await pulse.breathe()
  const explained = (of: RowFacts): ExplainedRow => ({ facts: of, reasons: reasonsOfRow(reasonInput(judged, of)) })
  const there = explained(other!)
  const nearest: NearestOrdinary = {
    row: near.row,
    sourceLine: other!.sourceLine,
    score: there.reasons.score,
    distance: near.gap / GAP_STEPS,
    ...differencesOf(live.scoring.model, live.open.rows.columnNames, explained(facts!), there),
  }
  return { row, threshold, change, nearest }
}

async function changeOfRow(
  judged: JudgedRows,
  facts: RowFacts,
  threshold: number,
  pulse: Pulse,
): Promise<SmallestChange> {
  const { model, profiles } = judged
  return changeOf(
    {
      model,
      input: facts.input,
      source: lentSource(model, facts.sourceMean),
      profiles,
      partsAt: (input) => reasonsOfRow(reasonInput(judged, { ...facts, input })).parts,
    },
    threshold,
    pulse,
  )
}

/** More rows than this are too many to leave out. */
const LEFT_OUT_SHARE = 0.05

/** What scores just below the threshold is hardly ordinary: half of it, where few enough rows lie between. */
export function ordinaryUpTo(scores: Float32Array, threshold: number): number {
  let count = 0
  for (let row = 0; row < scores.length; row++) if (scores[row]! > threshold / 2) count++
  return count <= LEFT_OUT_SHARE * scores.length ? threshold / 2 : threshold
}

/** Of all rows that score at most `upTo`; the same for any number of shards. */
export async function nearestOrdinary(
  { scoring: { model }, shards }: Pick<LiveRun, 'scoring' | 'shards'>,
  scores: Float32Array,
  { row, input }: Pick<RowFacts, 'row' | 'input'>,
  upTo: number,
  pulse: Pick<Pulse, 'breathe'>,
): Promise<NearRow> {
  const question = {
    row,
    places: placesReader(model)(input),
    prices: viewPrices(model),
  }
  const leftOut = above(scores, upTo)
  const longest = shards.shards.reduce((most, { rowCount }) => Math.max(most, rowCount), 0)
  let near = NO_ROW
  for (let part = 0; part * PART_ROWS < longest; part++) {
    const atMost = near.gap
    const asked = { ...question, leftOut: inPart(leftOut, shards, part), part, atMost }
    const answers = await shards.askAll('nearestOrdinary', asked)
    near = answers.reduce(nearer, near)
    await pulse.breathe()
  }
  return near
}

/** Those of some ascending rows that lie in this part of a shard: every question carries its own part's alone. */
function inPart(rows: Uint32Array, { shards }: LiveRun['shards'], part: number): Uint32Array {
  const own = shards.map(({ firstRow, rowCount }) => {
    const [first, pastLast] = [part, part + 1].map((at) => firstRow + Math.min(rowCount, at * PART_ROWS))
    return rows.subarray(firstAtLeast(rows, first!), firstAtLeast(rows, pastLast!))
  })
  const joined = new Uint32Array(own.reduce((sum, { length }) => sum + length, 0))
  own.reduce((at, some) => (joined.set(some, at), at + some.length), 0)
  return joined
}

function above(scores: Float32Array, threshold: number): Uint32Array {
  let count = 0
  for (let row = 0; row < scores.length; row++) if (scores[row]! > threshold) count++
  const rows = new Uint32Array(count)
  for (let row = 0, at = 0; at < count; row++) if (scores[row]! > threshold) rows[at++] = row
  return rows
}
