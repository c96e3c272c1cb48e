/**
 * Drift words: what of a column has moved, for the second file's answer.
 */

import type { ColumnDrift } from '../../worker/protocol'
import { count, decimals, quantity, share } from '../../wording/numbers'
import { plural } from '../../wording/sentences'

/** "Median 275 B, now 12 kB" or "http 62 %, now 31 %" */
export function driftWords({ most }: ColumnDrift): string {
  if (most.kind === 'median') return `median ${quantity(most.then, most.unit)}, now ${quantity(most.now, most.unit)}`
  return `${most.text === '' ? 'missing' : most.text} ${share(most.then)}, now ${share(most.now)}`
}

export const driftTitle = (drift: readonly ColumnDrift[], comparedCount: number): string => {
  const others = drift.filter(({ strength }) => strength === 'another').length
  if (comparedCount === 0) return 'No column could be compared'
  if (drift.length === 0)
    return `${comparedCount === 1 ? 'The column holds' : `All ${count(comparedCount)} columns hold`} what they held`
  const some = `${count(drift.length)} of ${count(comparedCount)} columns ${plural(drift.length, 'has', 'have')} moved`
  return others === 0 ? some : `${some}, ${count(others)} of them far`
}

export const stabilityWords = ({ stability }: ColumnDrift): string => decimals(stability, 2)
