/**
 * Comparison words: two models, measure by measure, as their documents have it.
 */

import type { ModelEntry } from '../../storage/database'
import type { ModelDocument } from '../../worker/protocol'
import { count, decimals, share } from '../../wording/numbers'
import { scoreWords } from '../../wording/scores'
import { lowerFirst, plural, spell } from '../../wording/sentences'

export interface Measure {
  readonly name: string
  readonly left: string
  readonly right: string
  /** How to read it: "less is tighter". */
  readonly reads: string
}

interface Side {
  readonly document: ModelDocument
  readonly entry: ModelEntry
}

const pointOf = (document: ModelDocument) =>
  document.elbow.find((point) => point.clusterCount === document.clusters.clusterCount)

export function measuresOf(left: Side, right: Side): readonly Measure[] {
  const both = (name: string, reads: string, value: (side: Side) => string): Measure => ({
    name,
    reads,
    left: value(left),
    right: value(right),
  })
  const measures = [
    both('Made from', '', ({ document }) => document.file.name),
    both('Flows', '', ({ document }) => count(document.ledger.usedCount)),
    both('Columns used', '', ({ document }) =>
      count(document.columns.filter((column) => column.role === 'feature').length),
    ),
    both('Groups', '', ({ document }) => count(document.clusters.clusterCount)),
    both('Spread left inside the groups', 'less is tighter', ({ document }) =>
      share(pointOf(document)?.inertiaShare ?? NaN),
    ),
    both('Silhouette', '1 is clearly apart', ({ document }) =>
      decimals(pointOf(document)?.sampledSilhouette ?? NaN, 2),
    ),
    both('Threshold', '', ({ entry }) => scoreWords(entry.threshold)),
    both('Flagged', '', ({ entry }) => count(entry.flaggedCount)),
  ]
  if (left.document.truthCheck === null && right.document.truthCheck === null) return measures
  return [
    ...measures,
    both('Attacks among the first', 'by the file’s own column', ({ document }) =>
      document.truthCheck === null ? '–' : share(document.truthCheck.precisionAtN),
    ),
  ]
}

/** "Seven groups against three, from the same file". */
export function comparisonTitle(left: ModelDocument, right: ModelDocument): string {
  const [a, b] = [left.clusters.clusterCount, right.clusters.clusterCount]
  const groups =
    a === b
      ? `${spell(a)} ${plural(a, 'group')} in both`
      : `${spell(a)} ${plural(a, 'group')} against ${lowerFirst(spell(b))}`
  return `${groups}, from ${left.file.fingerprint === right.file.fingerprint ? 'the same file' : 'two files'}`
}
