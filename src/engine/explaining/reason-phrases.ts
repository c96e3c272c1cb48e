/**
 * Reason phrases: one part of a score as words, with the numbers that make it a reason.
 */

import { band, share } from '../../wording/numbers'
import { lowerFirst, shortened } from '../../wording/sentences'
import { bandOf, shareOfLevel, type ClusterBands, type TypicalBand } from './cluster-bands'
import { shownNumber } from './derived-values'
import type { ScorePart } from './findings'

/** @param group " in group B" behind the first phrase of a sentence, '' behind the others */
export function phraseOf(part: ScorePart, bands: ClusterBands, group: string): string {
  if (part.kind === 'rare combination') return 'values that each occur, but rarely together'
  if (part.kind === 'source') return `${lowerFirst(part.label)} stand out too`
  const label = lowerFirst(part.label)
  const { typical } = part
  const actual = part.actual === '' ? 'missing' : shortened(part.actual)
  if (typical === null) return `${label} ${actual}`
  const all = bandOf(bands, null, part.column!)
  return typical.kind === 'band'
    ? bandPhrase(label, actual, typical, all, part.column!, group)
    : levelPhrase(label, part.actual, typical, all, group)
}

type Band = Extract<NonNullable<ScorePart['typical']>, { kind: 'band' }>
type Level = Extract<NonNullable<ScorePart['typical']>, { kind: 'level' }>

function bandPhrase(
  label: string,
  actual: string,
  typical: Band,
  all: TypicalBand | null,
  column: string,
  group: string,
): string {
  const { low, high, unit } = typical
  const usualHere = typical.actual !== null && typical.actual >= low && typical.actual <= high
  if (usualHere && all?.kind === 'band') {
    const [allLow, allHigh] = [shownNumber(all.low, column), shownNumber(all.high, column)]
    if (typical.actual! < allLow || typical.actual! > allHigh)
      return `${label} ${actual}, where all flows have ${band(allLow, allHigh, unit)}`
  }
  return `${label} ${actual}, typical ${band(low, high, unit)}${group}`
}

function levelPhrase(
  label: string,
  text: string,
  { level, share: part, actualShare }: Level,
  all: TypicalBand | null,
  group: string,
): string {
  const words = (value: string): string => (value === '' ? 'missing' : shortened(value))
  if (level !== text)
    return `${label} ${words(text)}, ${words(level)} in ${share(part)}${group === '' ? '' : ` of ${group.trim().slice(3)}`}`
  const overall = all?.kind === 'levels' ? shareOfLevel(all, text) : actualShare
  return `${label} ${words(text)}, as ${share(overall)} of all flows`
}
