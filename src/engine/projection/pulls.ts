/**
 * Pulls: which columns of the file make an axis of the map what it is.
 */

import type { Recipe } from '../features/recipe'

export interface Pull {
  readonly column: string
  /**
   * The category's level with the strongest loading ("other" for all that were folded), '' if it is that the cell is
   * missing, null for a number.
   */
  readonly level: string | null
  /** Length of the column's loadings, with the sign of the strongest: towards which end it pulls. −1 … 1. */
  readonly weight: number
}

const SHOWN_PULLS = 5

/** One axis' loading, and what it says. */
interface Loading {
  readonly column: string
  readonly level: string | null
  readonly loading: number
}

/** @returns strongest first, one per column, at most 5; a column that doesn't pull is left out */
export function strongestPulls(component: Float64Array, recipe: Recipe): readonly Pull[] {
  const ofColumn = new Map<string, Loading[]>()
  for (const loading of loadingsOf(component, recipe)) {
    const sofar = ofColumn.get(loading.column)
    if (sofar === undefined) ofColumn.set(loading.column, [loading])
    else sofar.push(loading)
  }
  return [...ofColumn.values()]
    .map(foldLoadings)
    .filter(({ weight }) => Math.abs(weight) > 1e-9)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, SHOWN_PULLS)
}

function loadingsOf(component: Float64Array, { numbers, categories, axisOffset }: Recipe): Loading[] {
  const ofNumbers = numbers.map(({ kind, column }, axis): Loading => ({
    column,
    level: kind === 'missing' ? '' : null,
    loading: component[axis]!,
  }))
  const ofLevels = categories.flatMap(({ column, levels }, place) =>
    [...levels, 'other'].map((level, index): Loading => ({
      column,
      level,
      loading: component[axisOffset[place]! + index]!,
    })),
  )
  return [...ofNumbers, ...ofLevels]
}

function foldLoadings(loadings: readonly Loading[]): Pull {
  const strongest = loadings.reduce((best, next) => (Math.abs(next.loading) > Math.abs(best.loading) ? next : best))
  // Not Math.hypot: its last digit differs between browsers.
  const length = Math.sqrt(loadings.reduce((sum, { loading }) => sum + loading * loading, 0))
  return { column: strongest.column, level: strongest.level, weight: Math.sign(strongest.loading) * length }
}
