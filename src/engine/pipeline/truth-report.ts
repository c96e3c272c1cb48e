/**
 * Truth report: curves, confusion and recall per kind of attack, by the file's own ground truth.
 *
 * The truth is read for this and for colouring; no feature, group or score is made of it.
 */

import { precisionTitle, rocTitle, truthHeadline } from '../../wording/truth-words'
import type { Pulse } from '../numeric/pulse'
import { confusionAt, foundPerKind, meanRecall, type KindCounts } from '../scoring/confusion'
import { adjustedRandIndex, contingencyOf, pureCount } from '../scoring/contingency'
import { operatingPoints } from '../scoring/curves'
import { detectionIn } from '../scoring/evaluation'
import { rankedGroups } from '../scoring/score-groups'
import type { Found } from './found'
import type { KindRecall, TruthAtThreshold, TruthCurves } from './truth-answers'
import type { Truth } from './truth'

/** Kinds named on screen. */
const LISTED_KINDS = 100

/** Null without rows at hand, without truth, or where all rows are of one side. Time O(rows). */
export async function truthCurves(found: Found, pulse: Pulse): Promise<TruthCurves | null> {
  const checked = checkedTruth(found)
  if (checked === null) return null
  const { truth, attacks, scores } = checked
  const groups = await rankedGroups(scores, attacks, () => pulse.breathe())
  const figures = detectionIn(groups)
  const attackCount = found.truthCheck!.attackCount
  const points = operatingPoints(groups)
  await pulse.breathe()
  return {
    column: truth.column,
    rowCount: scores.length,
    attackCount,
    attackShare: attackCount / scores.length,
    ...figures,
    points,
    rocTitle: rocTitle(figures.auroc),
    precisionTitle: precisionTitle(figures.averagePrecision, attackCount / scores.length),
  }
}

/** Time O(rows). */
export function truthAt(found: Found, threshold: number): TruthAtThreshold | null {
  const checked = checkedTruth(found)
  if (checked === null) return null
  const { truth, attacks, scores } = checked
  const confusion = confusionAt(scores, attacks, threshold)
  const { foundCount, missedCount, falseAlarmCount, quietCount } = confusion
  const flaggedCount = foundCount + falseAlarmCount
  return {
    threshold,
    confusion,
    recall: foundCount / (foundCount + missedCount),
    falseAlarmShare: falseAlarmCount / (falseAlarmCount + quietCount),
    precision: flaggedCount === 0 ? null : foundCount / flaggedCount,
    ...kindsAt(truth, attacks, scores, threshold),
    ...agreementOf(found, truth),
    headline: truthHeadline(confusion),
  }
}

/** Found's attacks and scores, where they can be told apart. */
function checkedTruth({ live, scores, attacks, truthCheck }: Found) {
  const truth = live?.truth ?? null
  return truth === null || scores === null || attacks === null || truthCheck === null
    ? null
    : { truth, scores, attacks }
}

/** The words that name kinds: of the column that says more, or of the truth itself. */
export const kindNamesOf = ({ named, column, kinds, kindTexts }: Truth) =>
  named ?? { column, codes: kinds, texts: kindTexts }

type Kinds = Pick<TruthAtThreshold, 'kindColumn' | 'kinds' | 'kindCount' | 'foundKindCount' | 'meanKindRecall'>

function kindsAt(truth: Truth, attacks: Uint8Array, scores: Float32Array, threshold: number): Kinds {
  const { column, codes, texts } = kindNamesOf(truth)
  const counts = foundPerKind(scores, attacks, codes, texts.length, threshold)
  const kinds = recallsOf(counts, texts)
  return {
    kindColumn: kinds.length > 1 ? column : null,
    kinds: kinds.slice(0, LISTED_KINDS),
    kindCount: kinds.length,
    foundKindCount: kinds.filter(({ foundCount }) => foundCount > 0).length,
    meanKindRecall: meanRecall(counts),
  }
}

function recallsOf({ rowCounts, foundCounts }: KindCounts, texts: readonly string[]): readonly KindRecall[] {
  const present = texts.map((_, kind) => kind).filter((kind) => rowCounts[kind]! > 0)
  present.sort((a, b) => rowCounts[b]! - rowCounts[a]! || a - b)
  return present.map((kind) => ({
    kind: texts[kind]!,
    rowCount: rowCounts[kind]!,
    foundCount: foundCounts[kind]!,
    recall: foundCounts[kind]! / rowCounts[kind]!,
  }))
}

/** Of the groups and the words of the truth, benign ones among them; kept until there is another K. */
const agreements = new WeakMap<Uint8Array, Pick<TruthAtThreshold, 'clusterCount' | 'purity' | 'adjustedRandIndex'>>()

function agreementOf({ grouping }: Found, { kinds }: Truth) {
  const assignments = grouping.assignments!
  const known = agreements.get(assignments)
  if (known !== undefined) return known
  const table = contingencyOf(assignments, kinds)
  const agreement = {
    clusterCount: grouping.clusterCount,
    purity: pureCount(table) / assignments.length,
    adjustedRandIndex: adjustedRandIndex(table),
  }
  agreements.set(assignments, agreement)
  return agreement
}
