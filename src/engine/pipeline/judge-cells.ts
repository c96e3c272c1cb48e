/**
 * Judge cells: one flow typed into the form, judged by the frozen model.
 */

import type { Judgement, SmallestChange } from '../explaining/findings'
import type { ModelDocument } from '../model/document'
import { changeOfFlow } from '../model/change-of-flow'
import { judgeFlow, type LentContext } from '../model/predict'
import type { Pulse } from '../numeric/pulse'
import { usualFlow } from '../model/usual-flow'
import type { Found } from './found'
import { rowFactsOf } from './row-facts'

/** Freezing costs some milliseconds, and the form asks at every key. */
const frozenOf = new WeakMap<object, ModelDocument>()

function frozenModel(found: Found): ModelDocument {
  const known = frozenOf.get(found.grouping)
  if (known !== undefined) return known
  const document = found.freeze(found.result.threshold)
  frozenOf.set(found.grouping, document)
  return document
}

/** The form's first filling: a flow as that group's typical values make it. */
export const usualCells = (found: Found, clusterIndex: number): Readonly<Record<string, string>> =>
  usualFlow(frozenModel(found), clusterIndex)

/** @param likeRow a row of the open file that lends what its source did before; null for a flow without a history */
export async function judgeCells(
  found: Found,
  cells: Readonly<Record<string, string>>,
  likeRow: number | null,
): Promise<Judgement> {
  return judgeFlow(frozenModel(found), cells, likeRow === null ? null : await lentBy(found, likeRow))
}

/** What would make it ordinary; null if it is. */
export async function changeOfCells(
  found: Found,
  cells: Readonly<Record<string, string>>,
  likeRow: number | null,
  threshold: number,
  pulse: Pulse,
): Promise<SmallestChange | null> {
  const lent = likeRow === null ? null : await lentBy(found, likeRow)
  return changeOfFlow(frozenModel(found), cells, lent, threshold, pulse)
}

async function lentBy({ live }: Found, row: number): Promise<LentContext | null> {
  if (live === null) return null
  const [facts] = await rowFactsOf(live.open.rows, live.scoring.model, Uint32Array.of(row))
  return { numbers: facts!.input.numbers, sourceMean: facts!.sourceMean }
}
