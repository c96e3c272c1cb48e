/**
 * Schema: what a kept model must look like, so that a damaged or foreign file gets a sentence and never a wrong answer.
 *
 * Only what is named here is copied; anything else in the file is dropped. Lengths that must agree are checked in
 * consistency.ts. Nothing of a model is ever executed.
 */

import * as v from 'valibot'
import type { ClusterBands, TypicalBand } from '../explaining/cluster-bands'
import type { ClusterCard, Trait, TruthCheck, Verdict } from '../explaining/findings'
import type { Calibration } from '../scoring/calibration'
import type { CategoryInput, NumberInput, ScoreModel, ScoreView } from '../scoring/score-model'
import { DOCUMENT_FORMAT, DOCUMENT_VERSION, type ModelDocument } from './document'
import {
  choice,
  columnProfile,
  count,
  doctorNote,
  elbowPoint,
  fileFacts,
  ledger,
  list,
  number,
  orNull,
  positive,
  recipe,
  share,
  text,
  unit,
  type Schema,
} from './schema-parts'

const numberInput: Schema<NumberInput> = v.object({
  column: text,
  origin: v.picklist(['file', 'context']),
  fill: number,
  smallest: number,
  largest: number,
  band: v.tuple([number, number, number]),
  rank: v.object({ values: list(number), below: list(share), upTo: list(share) }),
  usualLargest: v.optional(orNull(number), null),
  standard: v.object({ log: v.boolean(), mean: number, scale: positive }),
})

const heights = list(v.pipe(number, v.minValue(0)))
const categoryInput: Schema<CategoryInput> = v.object({
  column: text,
  origin: v.picklist(['file', 'missing']),
  levels: list(text),
  shares: list(share),
  heights: v.object({ rank: heights, standardised: heights }),
})

const scoreView: Schema<ScoreView> = v.object({
  kind: v.picklist(['rank', 'standardised']),
  centroids: list(number),
  mass: list(share),
  temperature: positive,
  scale: positive,
})

const scoreModel: Schema<ScoreModel> = v.object({
  numbers: list(numberInput),
  categories: list(categoryInput),
  sourceColumn: orNull(text),
  views: list(scoreView),
  meanBase: v.pipe(number, v.minValue(0)),
  floors: list(number),
  usual: positive,
})

const calibration: Schema<Calibration> = v.object({ rowCount: count, scores: list(number), atLeast: list(count) })

const trait: Schema<Trait> = v.variant('kind', [
  v.object({
    kind: v.literal('number'),
    column: text,
    unit,
    here: number,
    all: number,
    lowAll: number,
    highAll: number,
    effectSize: number,
  }),
  v.object({ kind: v.literal('category'), column: text, level: text, here: number, all: number, effectSize: number }),
])

const verdictKind: Schema<Verdict['kind']> = v.picklist([
  'ordinary',
  'port scan',
  'host sweep',
  'flood',
  'brute force',
  'exfiltration',
  'beacon',
  'refused',
  'unnamed',
])

const clusterCard: Schema<ClusterCard> = v.object({
  clusterIndex: count,
  letter: text,
  rowCount: count,
  share,
  spread: number,
  verdict: v.object({
    title: text,
    kind: verdictKind,
    strength: v.picklist(['strong', 'likely', 'weak', 'none']),
    evidenceFor: list(text),
    evidenceAgainst: list(text),
    within: v.optional(list(v.object({ kind: verdictKind, title: text, share }))),
  }),
  line: text,
  traits: list(trait),
  attackShare: orNull(share),
})

const typicalBand: Schema<TypicalBand> = v.variant('kind', [
  v.object({ kind: v.literal('band'), low: number, median: number, high: number }),
  v.object({ kind: v.literal('levels'), levels: list(v.object({ text, share })) }),
])
const bands: Schema<ClusterBands> = v.object({
  columns: list(v.object({ name: text, unit })),
  clusters: list(list(orNull(typicalBand))),
  all: list(orNull(typicalBand)),
})

const truthCheck: Schema<TruthCheck> = v.object({
  column: text,
  attackCount: count,
  auroc: number,
  averagePrecision: number,
  precisionAtN: number,
  purity: number,
})

export const documentSchema: Schema<ModelDocument> = v.object({
  format: v.literal(DOCUMENT_FORMAT),
  version: v.literal(DOCUMENT_VERSION),
  engineVersion: text,
  runId: text,
  settings: v.object({
    seed: count,
    smallestClusterCount: count,
    largestClusterCount: count,
    restartCount: count,
    maxIterations: count,
  }),
  file: fileFacts,
  ledger,
  columns: list(columnProfile),
  notes: list(doctorNote),
  warnings: list(text),
  recipe,
  clusters: v.object({
    clusterCount: v.pipe(count, v.minValue(1), v.maxValue(255)),
    centroids: list(number),
    cards: list(clusterCard),
    importance: list(v.object({ column: text, betweenShare: number })),
    bands,
    typicalScores: v.optional(list(number)),
    headline: text,
    subline: text,
    purity: orNull(share),
  }),
  elbow: list(elbowPoint),
  choice,
  projection: v.object({
    mean: list(number),
    components: list(list(number)),
    explainedVarianceRatio: v.tuple([number, number]),
    words: v.tuple([text, text]),
    pulls: list(list(v.object({ column: text, weight: number }))),
  }),
  scoring: scoreModel,
  histogram: v.object({ binWidth: positive, counts: list(count), largest: number }),
  threshold: number,
  calibration: v.optional(calibration),
  truthCheck: orNull(truthCheck),
})
