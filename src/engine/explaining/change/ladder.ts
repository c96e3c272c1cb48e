/**
 * Ladder: values of a number column that are tried, so spread that every part of its range has some and no frequent value is left out.
 */

import type { NumberInput } from '../../scoring/score-model'

/** Half of them evenly by rank, half of them the most frequent. */
const RUNGS = 64
/** More than any file writes on purpose. */
const MOST_DECIMALS = 9

type Graded = Pick<NumberInput, 'rank'>

/** @returns ascending, at most 64 of the values the fit saw */
export function ladderOf({ rank }: Graded): readonly number[] {
  const { values, below, upTo } = rank
  if (values.length <= RUNGS) return values
  const heaviest = values
    .map((_, place) => place)
    .sort((a, b) => upTo[b]! - below[b]! - (upTo[a]! - below[a]!) || a - b)
    .slice(0, RUNGS / 2)
  const even = Array.from({ length: RUNGS / 2 }, (_, rung) =>
    Math.round((rung * (values.length - 1)) / (RUNGS / 2 - 1)),
  )
  return [...new Set([...heaviest, ...even])].sort((a, b) => a - b).map((place) => values[place]!)
}

/** Every value the fit kept and one between each two: where a claim about a whole range is checked. */
export function checkpointsOf({ rank: { values } }: Graded, decimals: number): readonly number[] {
  return values.flatMap((value, place) => {
    if (place === 0) return [value]
    const before = values[place - 1]!
    const between = Number(((before + value) / 2).toFixed(decimals))
    return between > before && between < value ? [between, value] : [value]
  })
}

/** As many as the column's values have. */
export const decimalsOf = ({ rank: { values } }: Graded): number =>
  values.reduce((most, value) => Math.max(most, decimalsIn(value)), 0)

export function decimalsIn(value: number): number {
  if (Number.isInteger(value)) return 0
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  return Math.min(MOST_DECIMALS, Math.max(0, mantissa.replace(/^-?\d\.?/, '').length - Number(exponent)))
}
