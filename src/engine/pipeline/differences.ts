/**
 * Differences: two rows side by side, as far as the score sees them.
 */

import type { NearestOrdinary, RowReasons, ScorePart } from '../explaining/findings'
import { gapsBetween, viewPrices } from '../scoring/gaps'
import { placesReader } from '../scoring/places'
import type { ScoreModel } from '../scoring/score-model'
import { textReader, type RowFacts } from './row-facts'

/** A row, and why it scores what it scores. */
export interface ExplainedRow {
  readonly facts: RowFacts
  readonly reasons: Omit<RowReasons, 'rarity'>
}

/** What differs, largest difference of the score first; and how many columns do not. */
export function differencesOf(
  model: ScoreModel,
  columnNames: readonly string[],
  here: ExplainedRow,
  there: ExplainedRow,
): Pick<NearestOrdinary, 'differences' | 'sameCount'> {
  const differing = differingColumns(model, here.facts, there.facts)
  const [textHere, textThere] = [here, there].map(({ facts }) => textReader(model, columnNames, facts))
  const partThere = (part: ScorePart) =>
    there.reasons.parts.find(({ column, kind }) => column === part.column && kind === part.kind)
  const differences = here.reasons.parts.flatMap((part) => {
    const column = part.kind === 'source' ? model.sourceColumn : part.column
    const other = partThere(part)
    if (column === null || other === undefined) return []
    const texts = [textHere!(column), textThere!(column)] as const
    if (part.kind === 'source' ? texts[0] === texts[1] : !differing.has(column)) return []
    const [actual, otherWords] = part.kind === 'source' ? texts : wordsOf(part, other, texts)
    const label = part.kind === 'source' ? 'Its source’s other flows' : part.label
    return [{ column: part.column, label, actual, other: otherWords, adds: part.adds - other.adds }]
  })
  const columns = here.reasons.parts.filter(({ column }) => column !== null)
  return {
    differences: differences.sort((a, b) => b.adds - a.adds),
    sameCount: columns.length - differing.size,
  }
}

function differingColumns(model: ScoreModel, here: RowFacts, there: RowFacts): ReadonlySet<string> {
  const placesOf = placesReader(model)
  const gaps = gapsBetween(model, viewPrices(model), placesOf(here.input), placesOf(there.input))
  const inputs = [...model.numbers, ...model.categories]
  return new Set(inputs.flatMap(({ column }, input) => (gaps[input]! > 0 ? [column] : [])))
}

/** The label says "packets" already; two numbers that round to the same words are written out. */
function wordsOf(here: ScorePart, there: ScorePart, texts: readonly [string, string]): readonly [string, string] {
  const words = [here, there].map(({ actual }) => actual.replace(/ packets?$/, '')) as [string, string]
  const told = words[0] === words[1] ? texts : words
  return [told[0] || 'missing', told[1] || 'missing']
}
