/**
 * Story reason: the columns that add most to the scores of a story's flows, and what the flows have there against what is typical.
 */

import { columnWords } from '../../../wording/column-words'
import { band, count, quantity } from '../../../wording/numbers'
import { lowerFirst, upperFirst } from '../../../wording/sentences'
import { quantileOfSorted } from '../../numeric/quantiles'
import { asTexts } from '../../table/as-texts'
import type { ColumnProfile } from '../../table/column'
import type { Cells, Table } from '../../table/table'
import { bandOf } from '../cluster-bands'
import { shownNumber, unitOf } from '../derived-values'
import { sortedValues, topTexts } from '../facts/tally'
import { phraseOf } from '../reason-phrases'
import { mainReason, scorePart, type ReasonInput } from '../reasons'
import type { ReasonedFlows } from './reasoned-flows'

export interface StoryReason {
  readonly column: string
  /** Undefined for a column derived from a host's other flows. */
  readonly profile: ColumnProfile | undefined
  /** For a number, on which side of the file's mean the flows lie; null for levels. */
  readonly direction: 'more' | 'less' | null
  /** The commonest text in the story, how many there are, and its share of the flows. */
  readonly text: string
  readonly textCount: number
  readonly textShare: number
}

/** A column that adds less than this to a score is no reason; more than so many are not read. */
const WORTH_SAYING = 0.05
const AT_MOST = 4

/**
 * @param columns of the score @param members flows of the story
 * @param table the story's rows @param rows all of them
 * @returns the columns that add most, in the mean, first; none if the flows are rare only as a whole
 */
export function storyReasons(
  columns: readonly string[],
  flows: ReasonedFlows,
  members: readonly number[],
  profiles: readonly ColumnProfile[],
  table: Table,
  rows: Uint32Array,
): readonly StoryReason[] {
  const means = columns.map((_, column) => meanOf(flows.shares, flows, members, column))
  const most = means
    .map((_, column) => column)
    .filter((column) => means[column]! >= WORTH_SAYING)
    .sort((a, b) => means[b]! - means[a]! || a - b)
  return most.slice(0, AT_MOST).map((column) => {
    const profile = profiles.find(({ name }) => name === columns[column])
    const isMore = meanOf(flows.places, flows, members, column) > 0
    return {
      column: columns[column]!,
      profile,
      direction: flows.isLevel[column] ? null : isMore ? 'more' : 'less',
      ...textsOf(profile && table.cells[profile.index], rows),
    }
  })
}

/**
 * Without numbers that say nothing by themselves: "1, typical 1 to 2".
 * @param input of the story's strangest flow
 */
export const tellingReasons = (reasons: readonly StoryReason[], input: ReasonInput): readonly StoryReason[] =>
  reasons.filter(({ column, direction }) => direction === null || !isUsual(column, input))

/** Just beyond a typical range, by less than so much of its width, is nothing to lead with: 0.64 against 0.18 to 0.61. */
const JUST_BEYOND = 0.1

/** Whether a number is typical of its group and of the whole file, or nearly; or reads like a bound: 1 against 1.2 to 2. */
function isUsual(column: string, { bands, clusterIndex, textOf, profiles }: ReasonInput): boolean {
  const unit = unitOf(
    column,
    profiles.find(({ name }) => name === column),
  )
  const words = (value: number): string => quantity(shownNumber(value, column), unit)
  const text = textOf(column)
  return [clusterIndex, null].every((cluster) => {
    const typical = bandOf(bands, cluster, column)
    if (typical?.kind !== 'band' || text === '') return false
    const [value, { low, high }] = [Number(text), typical]
    const margin = JUST_BEYOND * (high - low)
    const isWithin = value >= low - margin && value <= high + margin
    return isWithin || [low, high].some((bound) => words(bound) === words(value))
  })
}

const meanOf = (values: Float64Array, { columnCount }: ReasonedFlows, members: readonly number[], column: number) =>
  members.reduce((sum, flow) => sum + values[flow * columnCount + column]!, 0) / Math.max(1, members.length)

function textsOf(cells: Cells | undefined, rows: Uint32Array): Pick<StoryReason, 'text' | 'textCount' | 'textShare'> {
  if (cells === undefined) return { text: '', textCount: 0, textShare: 0 }
  const texts = asTexts(cells)
  const [top] = topTexts(texts, rows, 1)
  const textCount = new Set(rows.map((row) => texts.codes[row]!)).size
  return { text: top?.text ?? '', textCount, textShare: top?.share ?? 0 }
}

/** Below this share the commonest text does not speak for the story. */
export const SPEAKS_FOR_ALL = 0.6

/**
 * "Bytes sent 21 to 52 MB, typical 0 to 4.2 kB", "43 services; most often whois, usually http (73 %)".
 * @param input of the story's strangest flow, whose group says what is typical
 */
export function reasonLine(input: ReasonInput, main: StoryReason | undefined, table: Table, rows: Uint32Array): string {
  const plain = input.parts.find(({ column }) => main !== undefined && column === main.column)
  if (main === undefined || plain === undefined) return mainReason(input)
  const { column, profile, direction } = main
  if (direction !== null) {
    const part = scorePart(plain, input)
    const cells = profile && table.cells[profile.index]
    const isRange = profile?.type === 'number' && cells?.kind === 'numbers' && part.typical?.kind === 'band'
    const actual = isRange ? rangeOf(sortedValues(cells.values, rows), profile) : part.actual
    return upperFirst(phraseOf({ ...part, actual }, input.bands, ''))
  }
  const textOf = (name: string): string => (name === column ? main.text : input.textOf(name))
  const phrase = phraseOf(scorePart(plain, { ...input, textOf }), input.bands, '')
  if (main.textShare >= SPEAKS_FOR_ALL) return upperFirst(phrase)
  const label = lowerFirst(columnWords(column, profile?.meaning ?? null))
  return `${manyOf(label, main.textCount)}; most often ${phrase.startsWith(label) ? phrase.slice(label.length + 1) : phrase}`
}

const COUNTED = ['service', 'destination port', 'connection state', 'protocol', 'action']

/** "43 services", "12 values of order of packets" */
export const manyOf = (label: string, textCount: number): string =>
  COUNTED.includes(label) ? `${count(textCount)} ${label}s` : `${count(textCount)} values of ${label}`

/** From the 5th to the 95th percentile, as typical ranges are. */
const rangeOf = (sorted: Float64Array, profile: ColumnProfile): string =>
  sorted.length === 0
    ? 'missing'
    : band(quantileOfSorted(sorted, 0.05), quantileOfSorted(sorted, 0.95), unitOf(profile.name, profile))
