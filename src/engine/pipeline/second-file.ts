/**
 * Second file: another file judged by the frozen model. How its columns meet the model's is said before it runs.
 */

import type { RowReasons } from '../explaining/findings'
import { mainReason, reasonsOfRow } from '../explaining/reasons'
import type { ModelDocument } from '../model/document'
import { driftOf } from '../model/drift'
import { portionOf } from '../numeric/portion'
import type { Pulse } from '../numeric/pulse'
import type { ColumnMatch } from '../model/match'
import { secondHeadline } from '../reporting/headlines'
import { countedRarity } from '../scoring/calibration'
import { flaggedCount } from '../scoring/threshold'
import type { ColumnProfile } from '../table/column'
import { count } from '../../wording/numbers'
import { listOf, plural } from '../../wording/sentences'
import type { MatchReport, RowCells, RowQuery, SecondResult } from './answers'
import type { Found } from './found'
import type { Job } from './job'
import { reasonInput, type JudgedRows } from './judged-rows'
import type { OpenFile } from './open-file'
import { rankRows } from './ranking'
import { factsInTurn, partsOf, rowFactsOf, textReader } from './row-facts'
import { rowsForModel } from './rows-for-model'
import { secondMix } from './second-mix'
import { scoreTable } from './score-table'
import { storiesOf } from './stories'
import type { TableRows } from './table-rows'
import { checkTruth, readTruth, type Truth } from './truth'

export interface SecondFile {
  /** With the columns behind that were made for the model. */
  readonly open: OpenFile
  readonly match: ColumnMatch
  /** The file's rows under the model's column names. */
  readonly rows: TableRows
  readonly profiles: readonly ColumnProfile[]
  readonly scored: SecondScores | null
}

export interface SecondScores extends JudgedRows {
  readonly document: ModelDocument
}

const EXPLAINED_AT_ONCE = 100
/** Texts never seen that are named per column. */
const NAMED_UNSEEN = 5

/** @param mapping model column → file column, by the analyst; '' for none */
export async function matchSecond(
  found: Found,
  open: OpenFile,
  mapping: Readonly<Record<string, string>>,
  pulse: Pulse,
): Promise<{ readonly second: SecondFile; readonly report: MatchReport }> {
  const model = found.freeze(found.result.threshold)
  const second: SecondFile = { ...(await rowsForModel(model.columns, open, mapping, pulse)), scored: null }
  const { match } = second
  const unseen = unseenLevels(model, second.rows)
  return {
    second,
    report: { file: open.file, ledger: open.ledger, ...match, unseen, sentence: matchSentence(match, model, unseen) },
  }
}

/** How many of the columns that the model looks at are there, and that as a sentence. */
export function foundSentence(
  { missing, matched }: ColumnMatch,
  model: ModelDocument,
): { readonly sentence: string; readonly foundCount: number } {
  const wanted = model.columns.filter(({ role }) => role === 'feature').map(({ name }) => name)
  const there = wanted.filter((name) => matched.some(({ modelColumn }) => modelColumn === name)).length
  const renamed = matched.filter(({ how }) => how !== 'same name' && how !== 'made here').length
  const sentence =
    there === wanted.length
      ? `All ${count(wanted.length)} columns the model looks at were found${renamed > 0 ? `, ${count(renamed)} of them under another name` : ' by name'}.`
      : there === 0
        ? 'None of the columns the model looks at is in this file.'
        : `${count(there)} of the ${count(wanted.length)} columns the model looks at were found; each of the ${count(missing.length)} missing counts as usual in every flow, which weakens the answer.`
  return { sentence, foundCount: there }
}

function matchSentence(match: ColumnMatch, model: ModelDocument, unseen: MatchReport['unseen']): string {
  const { sentence } = foundSentence(match, model)
  const news = unseen.map(({ column }) => column)
  return news.length === 0 ? `${sentence} No new words.` : `${sentence} New words in ${listOf(news)}.`
}

/** Texts the model has never seen, where it has kept every text it saw. */
function unseenLevels(model: ModelDocument, { digest, columnNames }: TableRows): MatchReport['unseen'] {
  const unseen: MatchReport['unseen'][number][] = []
  for (const { column, origin, levels, shares } of model.scoring.categories) {
    const distinct = digest.columns[columnNames.indexOf(column)]?.distinct
    if (origin !== 'file' || !distinct || shares[levels.length] !== 0) continue
    const known = new Set(levels)
    const texts = distinct.texts.filter((text, code) => text !== '' && distinct.counts[code]! > 0 && !known.has(text))
    const rowCount = distinct.counts.reduce(
      (sum, count, code) => (code > 0 && !known.has(distinct.texts[code]!) ? sum + count : sum),
      0,
    )
    if (rowCount > 0) unseen.push({ column, texts: texts.slice(0, NAMED_UNSEEN), rowCount })
  }
  return unseen
}

export async function scoreSecondFile(
  found: Found,
  second: SecondFile,
  threshold: number,
  job: Job,
): Promise<{ readonly second: SecondFile; readonly result: SecondResult }> {
  const document = found.freeze(threshold)
  const assignments = await assignSecond(document, second, job)
  const pulse = job.begin('scores')
  const { rows, profiles, open } = second
  const { scores } = await scoreTable(document.scoring, rows, profiles, portionOf(pulse, 0, SCORED_SHARE))
  const truth = await readTruth(open.rows, open.profiles)
  const scored: SecondScores = {
    document,
    rows,
    profiles,
    model: document.scoring,
    scores: new Float32Array(scores),
    assignments,
    bands: document.clusters.bands,
    attacks: truth?.attacks ?? null,
    patterns: [],
  }
  const done = { ...second, scored }
  const result = await resultOf(done, scored, truth, threshold, portionOf(pulse, SCORED_SHARE, 1))
  job.end(`${count(rows.rowCount)} ${plural(rows.rowCount, 'flow')} scored`, rows.rowCount)
  return { second: done, result }
}

/** Of the time that scores and stories take together. */
const SCORED_SHARE = 0.7

/** Every row to the model's nearest centroid. */
async function assignSecond(model: ModelDocument, { rows }: SecondFile, job: Job): Promise<Uint8Array> {
  const { clusterCount, centroids } = model.clusters
  const shards = rows.set
  shards.breatheWith(job.begin('features'))
  await shards.encode(model.recipe)
  await shards.keepAssignments(
    clusterCount,
    Float64Array.from(centroids),
    Uint8Array.from({ length: clusterCount }, (_, cluster) => cluster),
  )
  job.end('every flow has its group', rows.rowCount)
  return shards.assignmentsAt(clusterCount)
}

async function resultOf(
  { open, rows }: SecondFile,
  scored: SecondScores,
  truth: Truth | null,
  threshold: number,
  pulse: Pulse,
): Promise<SecondResult> {
  const { document, scores, assignments } = scored
  const rowCount = scores.length
  const flagged = flaggedCount(scores, threshold)
  const { shares, mix } = await secondMix(document, rows.set, scores, assignments, threshold)
  await pulse.breathe()
  const compared = await driftOf(document, rows.digest, pulse)
  return {
    file: open.file,
    rowCount,
    flaggedCount: flagged,
    shares,
    mix,
    drift: compared.drift,
    comparedColumnCount: compared.columnCount,
    largestScore: scores.reduce((largest, score) => Math.max(largest, score), 0),
    stories: await storiesOf(scored, threshold, pulse),
    columnNames: open.rows.columnNames,
    truthCheck: truth && (await checkTruth(truth, scores, assignments, pulse)),
    headline: secondHeadline(flagged, rowCount),
  }
}

/** Rows of the second file with their main reasons. */
export async function secondRows(
  { open, profiles, match }: SecondFile,
  { model, scores, assignments, bands }: SecondScores,
  indices: ArrayLike<number>,
  pulse: Pulse,
): Promise<readonly RowCells[]> {
  const fileNames = open.rows.columnNames.map(
    (name) => match.matched.find(({ fileColumn }) => fileColumn === name)?.modelColumn ?? `only in the file: ${name}`,
  )
  const asked = Uint32Array.from(indices)
  const spelled = await open.rows.spelledTexts(asked, () => pulse.breathe())
  const cells: RowCells[] = []
  for await (const facts of factsInTurn(open.rows, model, asked)) {
    const { row, sourceLine } = facts
    const clusterIndex = assignments[row]!
    const textOf = textReader(model, fileNames, facts)
    const { parts, score } = partsOf(model, facts)
    const reason = mainReason({ row, score, clusterIndex, parts, textOf, profiles, bands })
    const texts = { cells: facts.cells, spelled: spelled[cells.length]! }
    cells.push({ row, sourceLine, score: scores[row]!, clusterIndex, ...texts, mainReason: reason })
    if (cells.length % EXPLAINED_AT_ONCE === 0) await pulse.breathe()
  }
  return cells
}

/** As of the open file; there are no patterns of groups to choose by. */
export const rankSecond = (
  { open }: SecondFile,
  { scores, assignments }: SecondScores,
  query: RowQuery,
  pulse: Pulse,
): Promise<Uint32Array> => rankRows({ rows: open.rows, scores, assignments }, query, pulse)

/** Why a row of the second file scores as it does. */
export async function reasonsOfSecond(scored: SecondScores, row: number): Promise<RowReasons> {
  const [facts] = await rowFactsOf(scored.rows, scored.model, Uint32Array.of(row))
  return {
    ...reasonsOfRow(reasonInput(scored, facts!)),
    rarity: countedRarity(scored.scores, scored.scores[row]!),
  }
}
