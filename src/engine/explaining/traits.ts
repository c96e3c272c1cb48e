/**
 * Traits: what sets a cluster apart, column by column, with the effect size that orders them.
 *
 * Cohen's d on the scaled values for numbers, Cohen's h on shares for categories (J. Cohen, Statistical Power Analysis
 * for the Behavioral Sciences, 1988; 0.8 is "large" for both).
 */

import type { Recipe } from '../features/recipe'
import { asin } from '../numeric/portable-math'
import type { ColumnProfile } from '../table/column'
import { bandOf, type ClusterBands, type LevelBand } from './cluster-bands'
import { columnTotal, type Moments } from './cluster-moments'
import type { Trait } from './findings'

const SHOWN = 12
/** Two clusters that share no value have no spread to divide by; no reader tells 20 from more. */
const LARGEST_EFFECT = 20

/** Largest absolute effect first, at most 12. Numbers whose median is the same here and everywhere are left out. */
export function clusterTraits(
  cluster: number,
  moments: Moments,
  recipe: Recipe,
  bands: ClusterBands,
  profiles: readonly ColumnProfile[],
): readonly Trait[] {
  const unitOf = new Map(profiles.map(({ name, unit }) => [name, unit] as const))
  const traits: Trait[] = []
  recipe.numbers.forEach((feature, axis) => {
    if (feature.kind === 'missing') return
    const effectSize = cohensD(moments, recipe.numbers.length, axis, cluster)
    const here = bandOf(bands, cluster, feature.column)
    const all = bandOf(bands, null, feature.column)
    if (here?.kind === 'levels' && all?.kind === 'levels') traits.push(...levelTrait(feature.column, here, all))
    if (here?.kind !== 'band' || all?.kind !== 'band' || here.median === all.median) return
    traits.push({
      kind: 'number',
      column: feature.column,
      unit: unitOf.get(feature.column) ?? null,
      here: here.median,
      all: all.median,
      lowAll: all.low,
      highAll: all.high,
      effectSize,
    })
  })
  for (const { column } of recipe.categories) {
    const here = bandOf(bands, cluster, column)
    const all = bandOf(bands, null, column)
    if (here?.kind === 'levels' && all?.kind === 'levels') traits.push(...levelTrait(column, here, all))
  }
  return traits.sort((a, b) => Math.abs(b.effectSize) - Math.abs(a.effectSize)).slice(0, SHOWN)
}

/** Of a category, the level that is most over-represented here. */
function levelTrait(column: string, here: LevelBand, all: LevelBand): Trait[] {
  const allShares = new Map(all.levels.map(({ text, share }) => [text, share] as const))
  const found = here.levels.map(({ text, share }) => ({
    text,
    share,
    effect: cohensH(share, allShares.get(text) ?? 0),
  }))
  const top = found.sort((a, b) => b.effect - a.effect)[0]
  if (!top || top.effect <= 0) return []
  return [
    {
      kind: 'category',
      column,
      level: top.text,
      here: top.share,
      all: allShares.get(top.text) ?? 0,
      effectSize: top.effect,
    },
  ]
}

/** 2 arcsin √p − 2 arcsin √q. */
export const cohensH = (here: number, all: number): number => 2 * asin(Math.sqrt(here)) - 2 * asin(Math.sqrt(all))

/** (mean here − mean elsewhere) / pooled standard deviation; 0 for a cluster that is everything or nothing. */
function cohensD({ sizes, sums, squares }: Moments, width: number, axis: number, cluster: number): number {
  const size = sizes[cluster]!
  const rest = sizes.reduce((total, each) => total + each, 0) - size
  if (size === 0 || rest === 0) return 0
  const sum = sums[cluster * width + axis]!
  const square = squares[cluster * width + axis]!
  const mean = sum / size
  const restMean = (columnTotal(sums, width, axis) - sum) / rest
  const scatter =
    square - size * mean * mean + (columnTotal(squares, width, axis) - square - rest * restMean * restMean)
  const pooled = Math.sqrt(Math.max(0, scatter) / Math.max(1, size + rest - 2))
  const difference = mean - restMean
  if (Math.abs(difference) <= 1e-9) return 0
  return Math.max(-LARGEST_EFFECT, Math.min(LARGEST_EFFECT, difference / Math.max(pooled, 1e-9)))
}
