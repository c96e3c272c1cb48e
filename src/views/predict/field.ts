/**
 * Field: one line of the form for a single flow, made from what the model knows of a column.
 */

import type { ColumnProfile, ModelDocument, ScorePart } from '../../worker/protocol'
import { columnWords } from '../../wording/column-words'
import { band, quantity, share } from '../../wording/numbers'
import { keyColumns, levelWords } from '../anomalies/cell-words'

export interface Field {
  readonly column: ColumnProfile
  /** "Services tried on this host" */
  readonly words: string
  readonly control: 'number' | 'choice' | 'yes-no'
  /** Filled in until something else is known: the median, or the commonest level. As the file writes it. */
  readonly usual: string
  /** What the column may be, commonest first; empty for a number. */
  readonly levels: readonly string[]
  /** "0 to 4.2 kB" over the whole file, for the hint of a number. */
  readonly typicalWords: string | null
}

/** Numbers with few digits, as a file would write them: no thousands, no unit. */
const asTyped = (value: number): string => String(Number(value.toPrecision(6)))

function fieldOf(column: ColumnProfile, recipeLevels: readonly string[] | null): Field {
  const words = columnWords(column.name, column.meaning)
  const seen = column.distribution
  if (seen.kind === 'numbers') {
    const common = {
      column,
      words,
      usual: asTyped(seen.median),
      typicalWords: band(seen.lowTypical, seen.highTypical, column.unit),
    }
    return column.type === 'yes-no'
      ? { ...common, control: 'yes-no', levels: ['0', '1'] }
      : { ...common, control: 'number', levels: [] }
  }
  const shown = seen.kind === 'levels' ? seen.levels.map((level) => level.text).filter((text) => text !== '') : []
  const levels = [...new Set([...shown, ...(recipeLevels ?? [])])]
  return {
    column,
    words,
    control: column.type === 'yes-no' ? 'yes-no' : 'choice',
    usual: levels[0] ?? '',
    levels,
    typicalWords: null,
  }
}

/** The columns the model compares flows by: what an analyst asks first in front, then by how well they part the groups. */
export function fieldsOf(document: ModelDocument): readonly Field[] {
  const levelsOf = new Map(document.recipe.categories.map((category) => [category.column, category.levels]))
  const importance = new Map(document.clusters.importance.map((one) => [one.column, one.betweenShare]))
  const features = document.columns.filter((column) => column.role === 'feature')
  const first = keyColumns(features)
  const rest = features
    .filter((column) => !first.includes(column))
    .sort((a, b) => (importance.get(b.name) ?? 0) - (importance.get(a.name) ?? 0) || a.index - b.index)
  return [...first, ...rest].map((column) => fieldOf(column, levelsOf.get(column.name) ?? null))
}

/** A level rarer than this in the group is pointed out. */
const RARE_LEVEL = 0.05

/** "usual 0.04 to 0.09", "S0 in 99 % of B": what is pointed out about a value that is not usual in its group; null if it is. */
export function oddness(part: ScorePart | undefined, column: ColumnProfile, letter: string): string | null {
  const typical = part?.typical
  if (!typical) return null
  if (typical.kind === 'band') {
    const outside = typical.actual !== null && (typical.actual < typical.low || typical.actual > typical.high)
    return outside ? `usual ${band(typical.low, typical.high, typical.unit)}` : null
  }
  return typical.actualShare < RARE_LEVEL && typical.level !== part?.actual
    ? `${levelWords(typical.level, column) || 'no value'} in ${share(typical.share)} of ${letter}`
    : null
}

/** "seen 0 to 255": the range of the training flows. */
export const seenWords = (low: number, high: number, column: ColumnProfile): string =>
  `seen ${quantity(low, column.unit)} to ${quantity(high, column.unit)}`
