/**
 * Schema parts: what a kept model may hold, for the rooms before scoring. See schema.ts.
 *
 * Every number is finite, every text and list is bounded: a file that was made to harm is refused, not worked on.
 */

import * as v from 'valibot'
import type { Choice, ElbowPoint, Opinions } from '../clustering/result'
import type { CategoryFeature, MissingFeature, NumberFeature, Recipe } from '../features/recipe'
import type { FileFacts, Ledger } from '../intake/facts'
import type {
  ColumnProfile,
  ColumnRole,
  ColumnType,
  Distribution,
  DoctorNote,
  Meaning,
  TimeReading,
  Unit,
} from '../table/column'

/** Longest list: centroids of 64 clusters over a few thousand axes. */
const LONGEST_LIST = 4_000_000
const LONGEST_TEXT = 100_000

export type Schema<T> = v.GenericSchema<unknown, T>

export const number = v.pipe(v.number(), v.finite())
export const positive = v.pipe(number, v.gtValue(0))
export const count = v.pipe(number, v.integer(), v.minValue(0))
export const share = v.pipe(number, v.minValue(0), v.maxValue(1))
export const text = v.pipe(v.string(), v.maxLength(LONGEST_TEXT))
export const yesNo = v.boolean()
export const list = <T>(item: Schema<T>): Schema<readonly T[]> => v.pipe(v.array(item), v.maxLength(LONGEST_LIST))
export const orNull = <T>(item: Schema<T>): Schema<T | null> => v.nullable(item)

const MEANINGS = [
  'source address',
  'destination address',
  'source port',
  'destination port',
  'start time',
  'duration',
  'protocol',
  'service',
  'connection state',
  'bytes sent',
  'bytes returned',
  'bytes both ways',
  'packets sent',
  'packets returned',
  'packets both ways',
  'action',
  'flow id',
  'ground truth',
] as const satisfies readonly Meaning[]
const UNITS = [
  'seconds',
  'milliseconds',
  'microseconds',
  'bytes',
  'packets',
  'share',
] as const satisfies readonly Unit[]
const TYPES = [
  'number',
  'category',
  'yes-no',
  'time',
  'address',
  'port',
  'identifier',
  'text',
] as const satisfies readonly ColumnType[]
const ROLES = ['feature', 'identity', 'time', 'ground truth', 'ignored'] as const satisfies readonly ColumnRole[]

export const unit: Schema<Unit> = orNull(v.picklist(UNITS))

const distribution: Schema<Distribution> = v.variant('kind', [
  v.object({
    kind: v.literal('numbers'),
    smallest: number,
    median: number,
    largest: number,
    lowTypical: number,
    highTypical: number,
    scale: v.picklist(['linear', 'log']),
    bins: list(number),
  }),
  v.object({ kind: v.literal('levels'), levels: list(v.object({ text, count })), otherCount: count }),
  v.object({ kind: v.literal('empty') }),
])

const dayMonthOrder = v.picklist(['day first', 'month first'])

const timeReading: Schema<TimeReading> = v.object({
  zone: v.picklist(['written', 'partly written', 'assumed', 'epoch', 'elapsed']),
  utcOffsetMinutes: number,
  countedIn: orNull(v.picklist(['seconds', 'milliseconds', 'microseconds', 'nanoseconds'])),
  order: orNull(dayMonthOrder),
  orderKnownBy: orNull(v.picklist(['a part above 12', 'AM and PM', 'nothing', 'no need', 'the analyst'])),
})

export const columnProfile: Schema<ColumnProfile> = v.object({
  index: count,
  name: text,
  meaning: orNull(v.picklist(MEANINGS)),
  unit,
  type: v.picklist(TYPES),
  role: v.picklist(ROLES),
  reason: text,
  badge: orNull(text),
  decidedBy: v.picklist(['engine', 'analyst']),
  transform: v.picklist(['none', 'log1p']),
  missingCount: count,
  infiniteCount: count,
  strayCount: count,
  distinctCount: count,
  foldedLevelCount: count,
  distribution,
  time: v.optional(timeReading),
  made: v.optional(v.literal('network')),
})

const columnOverride = v.object({
  name: text,
  type: v.optional(v.picklist(TYPES)),
  role: v.optional(v.picklist(ROLES)),
  transform: v.optional(v.picklist(['none', 'log1p'])),
  order: v.optional(dayMonthOrder),
})

export const doctorNote: Schema<DoctorNote> = v.object({
  id: text,
  title: text,
  text,
  state: v.picklist(['your call', 'done', 'note']),
  columns: list(text),
  remedies: list(v.object({ label: text, overrides: list(columnOverride) })),
})

const filePart = v.object({ name: text, firstLine: count, sizeBytes: count })

export const fileFacts: Schema<FileFacts> = v.object({
  name: text,
  sizeBytes: count,
  fingerprint: text,
  format: text,
  schema: orNull(text),
  containers: v.optional(list(text), []),
  parts: v.optional(list(filePart), []),
  unit: v.optional(v.picklist(['line', 'flow', 'row']), 'line'),
  packetCount: v.optional(count),
  sampledShare: v.optional(share),
  partlyRead: v.optional(yesNo),
  delimiter: text,
  encoding: v.picklist(['utf-8', 'utf-8-bom', 'utf-16le', 'utf-16be', 'latin-1']),
  headerFound: yesNo,
  lineEnding: v.picklist(['LF', 'CRLF', 'CR']),
  synthetic: yesNo,
})

export const ledger: Schema<Ledger> = v.object({
  readCount: count,
  refusedCount: count,
  skippedCount: v.optional(count, 0),
  usedCount: count,
  skipped: v.optional(list(v.object({ rule: text, count })), []),
  refused: list(v.object({ line: count, offset: v.optional(orNull(count), null), reason: text, text })),
  duplicateCount: count,
  missingCellCount: count,
  cellCount: count,
})

const numberFeature: Schema<NumberFeature> = v.object({
  kind: v.literal('number'),
  column: text,
  transform: v.picklist(['none', 'log1p']),
  fill: number,
  mean: number,
  scale: positive,
})
const missingFeature: Schema<MissingFeature> = v.object({
  kind: v.literal('missing'),
  column: text,
  mean: number,
  scale: positive,
})
const categoryFeature: Schema<CategoryFeature> = v.object({
  kind: v.literal('category'),
  column: text,
  levels: list(text),
  shares: list(share),
  height: number,
})

export const recipe: Schema<Recipe> = v.object({
  numbers: list(v.union([numberFeature, missingFeature])),
  categories: list(categoryFeature),
  axisOffset: list(count),
  featureCount: count,
})

export const elbowPoint: Schema<ElbowPoint> = v.object({
  clusterCount: count,
  inertia: number,
  inertiaShare: number,
  sampledSilhouette: orNull(number),
  iterationCount: count,
  converged: yesNo,
  repairCount: count,
})

const preferred = orNull(count)
const opinions: Schema<Opinions> = v.object({
  isNatural: yesNo,
  most: preferred,
  points: list(
    v.object({
      clusterCount: count,
      shuffledShare: share,
      agreement: orNull(number),
      calinskiHarabasz: orNull(number),
      daviesBouldin: orNull(number),
    }),
  ),
  sampleSize: count,
  shuffleCount: count,
  redrawCount: count,
  prefers: v.object({
    shuffled: preferred,
    agreement: preferred,
    calinskiHarabasz: preferred,
    daviesBouldin: preferred,
  }),
})

export const choice: Schema<Choice> = v.object({
  clusterCount: count,
  knee: orNull(v.object({ clusterCount: count, strength: number })),
  silhouettePeak: orNull(v.object({ clusterCount: count, value: number })),
  silhouetteSampleSize: count,
  reason: text,
  opinions: v.optional(opinions),
})
