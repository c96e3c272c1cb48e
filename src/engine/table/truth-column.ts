/**
 * Truth column: which column, if any, is the ground truth, and which others would give it away.
 */

import { SILK } from '../intake/schemas'
import type { ColumnFacts } from './column-facts'

/** Kinds of attack a file may tell apart; a column with more different words can't be checked against. */
const MOST_KINDS = 250
/** A truth in numbers counts kinds; one with more values is a score, an id or a measurement. */
const MOST_NUMBERS = 50

const isTooMixed = ({ kind, distinctCount }: ColumnFacts['measure']): boolean =>
  distinctCount > (kind === 'numbers' ? MOST_NUMBERS : MOST_KINDS)

const SILK_CLASSES = /^(class|type)$/i

const TRUTH_WORDS =
  /^(benign|normal|background|legit|malicious|malware|attack|anomal|botnet|bot$|d?dos|flow=|port ?scan|probe|brute|exploit|fuzzer|infiltration|recon|backdoor|worm|ransomware|u2r$|r2l$)/i
/** Names that, holding only 0 and 1, say benign or attack. */
const BINARY_NAMES = /^(target|outcome|y|classification|verdict)$/i

/** The columns that say benign or attack: never features, whichever of them is the one to check against. */
export const truthCandidates = (columns: readonly ColumnFacts[], schema: string | null): readonly ColumnFacts[] =>
  columns.filter((facts) => facts.filledCount > 0 && isCandidate(facts, schema))

function isCandidate(facts: ColumnFacts, schema: string | null): boolean {
  // The published task of this one data set is to predict the device's action (F. Ertam and M. Kaya, ISDFS 2018,
  // doi:10.1109/ISDFS.2018.8355382). In any other firewall log the action is something a sensor saw, and a feature.
  if (facts.meaning === 'action') return schema === 'UCI firewall log'
  // Of the sensor and of the kind of flow (in, out, web …), not of the traffic: rwcut(1).
  if (schema === SILK && SILK_CLASSES.test(facts.name.trim())) return false
  return facts.hint === 'truth' || (facts.hint === 'maybe truth' && !isTooMixed(facts.measure) && saysSo(facts))
}

function saysSo(facts: ColumnFacts): boolean {
  const levels = facts.levels().slice(0, MOST_KINDS)
  if (levels.some(({ text }) => TRUTH_WORDS.test(text))) return true
  return BINARY_NAMES.test(facts.name.trim()) && levels.every(({ text }) => text === '0' || text === '1')
}

/**
 * The one to check against: filled in every row before one with gaps (an empty kind may mean benign, or not known),
 * then the one that tells most kinds apart, then the first.
 */
export function chooseTruth(candidates: readonly ColumnFacts[]): ColumnFacts | null {
  const [first, ...others] = candidates.filter(({ measure }) => !isTooMixed(measure))
  if (first === undefined) return null
  return others.reduce((best, facts) => (compare(facts, best) > 0 ? facts : best), first)
}

function compare(a: ColumnFacts, b: ColumnFacts): number {
  const full = Number(a.measure.missingCount === 0) - Number(b.measure.missingCount === 0)
  return full || a.measure.distinctCount - b.measure.distinctCount
}
