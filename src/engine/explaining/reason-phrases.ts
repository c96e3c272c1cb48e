/**
 * Reason phrases: one part of a score as words, with the numbers that make it a reason.
 */

import { band, share } from '../../wording/numbers'
import { protocolWords } from '../../wording/protocols'
import { lowerFirst, shortened } from '../../wording/sentences'
import { bandOf, shareOfLevel, type ClusterBands, type TypicalBand } from './cluster-bands'
import { shownNumber } from './derived-values'
import { stateWords } from './connection-outcomes'
import type { ScorePart } from './findings'

/** @param group " in group B" behind the first phrase of a sentence, '' behind the others */
export function phraseOf(part: ScorePart, bands: ClusterBands, group: string): string {
  if (part.kind === 'rare combination') return 'values that each occur, but rarely together'
  if (part.kind === 'source') return `${lowerFirst(part.label)} stand out too`
  const label = lowerFirst(part.label)
  const { typical } = part
  const actual = part.actual === '' ? 'missing' : shortened(part.actual.replace(/ packets?$/, ''))
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
  const { low, high } = typical
  // "Packets sent 12 packets" says it twice.
  const unit = typical.unit === 'packets' ? null : typical.unit
  const usualHere = typical.actual !== null && typical.actual >= low && typical.actual <= high
  if (usualHere && all?.kind === 'band') {
    const [allLow, allHigh] = [shownNumber(all.low, column), shownNumber(all.high, column)]
    if (typical.actual! < allLow || typical.actual! > allHigh)
      return `${label} ${actual}, where all flows have ${band(allLow, allHigh, unit)}`
  }
  return `${label} ${actual}, typical ${band(low, high, unit)}${group}`
}

/** From here on a level is worth naming as the usual one. */
const USUAL = 0.3

function levelPhrase(
  label: string,
  text: string,
  { level, share: part, actualShare }: Level,
  all: TypicalBand | null,
  group: string,
): string {
  const yesNo = isYesNo(text) && isYesNo(level)
  const actual = `${label} ${levelWords(text, label, yesNo)}`
  if (level !== text && part >= USUAL)
    return `${actual}, usually ${levelWords(level, label === 'protocol' ? label : '', yesNo)}${group} (${share(part)})`
  const overall = all?.kind === 'levels' ? shareOfLevel(all, text) : actualShare
  return overall > 0 ? `${actual}, in ${share(overall)} of all flows` : `${actual}, in hardly any flow`
}

const YES = /^(1|t|true)$/i
const NO = /^(0|f|false)$/i
const isYesNo = (text: string): boolean => YES.test(text) || NO.test(text)

/** @param label '' where a state need not be explained: another has just been */
function levelWords(text: string, label: string, yesNo: boolean): string {
  if (yesNo) return YES.test(text) ? 'yes' : 'no'
  const meant = label === 'connection state' ? stateWords(text) : null
  const shown = label === 'protocol' ? protocolWords(text) : text
  return `${shown === '' ? 'missing' : shortened(shown)}${meant === null ? '' : ` (${meant})`}`
}
