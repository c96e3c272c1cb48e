/**
 * Second file: another file judged by the frozen model. How its columns meet the model's is said before it runs.
 */

import type { ClusterBands } from '../explaining/cluster-bands'
import { mainReason } from '../explaining/reasons'
import type { Outcome } from '../failure'
import type { ByteSource } from '../intake/source'
import type { ModelDocument } from '../model/document'
import type { Pulse } from '../numeric/pulse'
import { matchColumns, profilesUnderModelNames, underModelNames, type ColumnMatch } from '../model/match'
import { secondHeadline, secondSubline } from '../reporting/headlines'
import { inputRowOf } from '../scoring/input-row'
import { partsOfRow, sumOfParts } from '../scoring/parts'
import { flaggedCount } from '../scoring/threshold'
import { readAsTexts } from '../table/as-texts'
import type { ColumnProfile } from '../table/column'
import { cellText, type Table } from '../table/table'
import { count } from '../../wording/numbers'
import { listOf, plural } from '../../wording/sentences'
import type { MatchReport, RowCells, SecondResult } from './answers'
import type { Found } from './found'
import type { Job } from './job'
import { readFile, type OpenFile } from './open-file'
import { strangestFirst } from './ranking'
import { scoreTable, type ScoredTable } from './score-table'
import { ShardSet } from './shard-set'
import { checkTruth, readTruth } from './truth'

export interface SecondFile {
  readonly open: OpenFile
  readonly match: ColumnMatch
  /** The file's rows under the model's column names. */
  readonly table: Table
  readonly profiles: readonly ColumnProfile[]
  readonly scored: SecondScores | null
}

export interface SecondScores {
  readonly model: ModelDocument
  readonly scores: Float32Array
  readonly assignments: Uint8Array
  readonly table: ScoredTable
}

/** Rows listed on screen; the download has all. */
const LISTED_ROWS = 100
/** Texts never seen that are named per column. */
const NAMED_UNSEEN = 5

export const readSecond = (source: ByteSource, synthetic: boolean, job: Job): Promise<Outcome<OpenFile>> =>
  readFile(source, {}, [], synthetic, job.begin('read'))

/** @param mapping model column → file column, by the analyst; '' for none */
export async function matchSecond(
  found: Found,
  open: OpenFile,
  mapping: Readonly<Record<string, string>>,
  pulse: Pulse,
): Promise<{ readonly second: SecondFile; readonly report: MatchReport }> {
  const model = found.freeze(found.result.threshold)
  const match = matchColumns(model.columns, open.profiles, mapping, open.file.headerFound)
  const table = underModelNames(open.table, match)
  const second: SecondFile = {
    open,
    match,
    table,
    profiles: profilesUnderModelNames(model.columns, table),
    scored: null,
  }
  const unseen = await unseenLevels(model, table, pulse)
  return {
    second,
    report: { file: open.file, ledger: open.ledger, ...match, unseen, sentence: matchSentence(match, model, unseen) },
  }
}

function matchSentence({ missing, matched }: ColumnMatch, model: ModelDocument, unseen: MatchReport['unseen']): string {
  const wanted = model.columns.filter(({ role }) => role === 'feature').map(({ name }) => name)
  const there = wanted.filter((name) => matched.some(({ modelColumn }) => modelColumn === name)).length
  const renamed = matched.filter(({ how }) => how !== 'same name').length
  const first =
    there === wanted.length
      ? `All ${count(wanted.length)} columns the model looks at were found${renamed > 0 ? `, ${count(renamed)} of them under another name` : ' by name'}.`
      : there === 0
        ? 'None of the columns the model looks at is in this file.'
        : `${count(there)} of the ${count(wanted.length)} columns the model looks at were found; each of the ${count(missing.length)} missing counts as usual in every flow, which weakens the answer.`
  const news = unseen.map(({ column }) => column)
  return news.length === 0 ? `${first} No new words.` : `${first} New words in ${listOf(news)}.`
}

/** Texts the model has never seen, where it has kept every text it saw. */
async function unseenLevels(model: ModelDocument, table: Table, pulse: Pulse): Promise<MatchReport['unseen']> {
  const unseen: MatchReport['unseen'][number][] = []
  for (const { column, origin, levels, shares } of model.scoring.categories) {
    const cells = table.cells[table.columnNames.indexOf(column)]
    if (origin !== 'file' || cells === undefined || shares[levels.length] !== 0) continue
    const { codes, dictionary } = await readAsTexts(cells, () => pulse.breathe())
    const known = new Set(levels)
    const isNew = dictionary.map((text) => text !== '' && !known.has(text))
    const rowCount = Array.from(codes).reduce((sum, code) => sum + (isNew[code] ? 1 : 0), 0)
    if (rowCount > 0)
      unseen.push({ column, texts: dictionary.filter((_, code) => isNew[code]).slice(0, NAMED_UNSEEN), rowCount })
    await pulse.breathe()
  }
  return unseen
}

export async function scoreSecondFile(
  found: Found,
  second: SecondFile,
  threshold: number,
  job: Job,
): Promise<{ readonly second: SecondFile; readonly result: SecondResult }> {
  const model = found.freeze(threshold)
  const assignments = await assignSecond(model, second, job)
  const pulse = job.begin('scores')
  const scored = await scoreTable(model.scoring, second.table, second.profiles, pulse)
  const scores: SecondScores = { model, scores: new Float32Array(scored.scores), assignments, table: scored }
  const done = { ...second, scored: scores }
  const result = await resultOf(done, scores, threshold, pulse)
  job.end(`${count(second.table.rowCount)} ${plural(second.table.rowCount, 'flow')} scored`, second.table.rowCount)
  return { second: done, result }
}

/** Every row to the model's nearest centroid. */
async function assignSecond(model: ModelDocument, { table }: SecondFile, job: Job): Promise<Uint8Array> {
  const { clusterCount, centroids } = model.clusters
  const shards = ShardSet.cut(table, 1)
  shards.breatheWith(job.begin('features'))
  await shards.encode(model.recipe)
  await shards.assign(Float64Array.from(centroids), clusterCount)
  await shards.keepAssignments(
    clusterCount,
    Uint8Array.from({ length: clusterCount }, (_, cluster) => cluster),
  )
  job.end('every flow has its group', table.rowCount)
  return shards.assignmentsAt(clusterCount)
}

async function resultOf(
  second: SecondFile,
  scored: SecondScores,
  threshold: number,
  pulse: Pulse,
): Promise<SecondResult> {
  const { scores, assignments, model } = scored
  const { open } = second
  const rowCount = scores.length
  const flagged = flaggedCount(scores, threshold)
  const sizes = new Array<number>(model.clusters.clusterCount).fill(0)
  for (const cluster of assignments) sizes[cluster]!++
  const shares = model.clusters.cards.map(({ clusterIndex, share }) => ({
    clusterIndex,
    then: share,
    now: sizes[clusterIndex]! / rowCount,
  }))
  const order = await strangestFirst(scores, pulse)
  const truth = readTruth(open.table, open.profiles)
  await pulse.breathe()
  return {
    file: open.file,
    rowCount,
    flaggedCount: flagged,
    shares,
    top: Array.from(order.subarray(0, LISTED_ROWS), (row) => secondRow(second, scored, row)),
    columnNames: open.table.columnNames,
    truthCheck: truth && (await checkTruth(truth, scores, assignments, pulse)),
    headline: secondHeadline(flagged, rowCount),
    subline: secondSubline(shares, model.clusters.cards),
  }
}

/** One row of the second file with its main reason. */
export function secondRow(
  { open, table, profiles }: SecondFile,
  { model, scores, assignments, table: scored }: SecondScores,
  row: number,
): RowCells {
  const clusterIndex = assignments[row]!
  const parts = partsOfRow(
    model.scoring,
    inputRowOf(scored.columns, row),
    scored.sourceMeans === null ? null : scored.sourceMeans[row]!,
  )
  const derived = (column: string): string => {
    const index = model.scoring.numbers.findIndex((input) => input.column === column)
    const value = scored.columns.numbers[index]?.[row]
    return value === undefined || !Number.isFinite(value) ? '' : String(value)
  }
  const textOf = (column: string): string => {
    const index = table.columnNames.indexOf(column)
    return index >= 0 ? cellText(table.cells[index]!, row) : derived(column)
  }
  const bands: ClusterBands = model.clusters.bands
  return {
    row,
    sourceLine: open.table.sourceLines[row]!,
    score: scores[row]!,
    clusterIndex,
    cells: open.table.cells.map((cells) => cellText(cells, row)),
    mainReason: mainReason({ row, score: sumOfParts(parts), clusterIndex, parts, textOf, profiles, bands }),
  }
}
