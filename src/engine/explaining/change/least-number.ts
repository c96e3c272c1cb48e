/**
 * Least number: the value nearest to a row's own that satisfies a condition, found by bisection in the file's own steps and rounded to a
 * figure that can be read; and how much further one may go.
 */

/** A shorter figure is worth a larger change of up to a twentieth of the value. */
const ROUNDING = 0.05
const HALVINGS = 60
const MOST_DIGITS = 17

export type Bound =
  /** Every value checked beyond it holds too, down or up to the end of what the file has. */
  | { readonly kind: 'at most' }
  | { readonly kind: 'at least' }
  /** So does every value checked up to this one. */
  | { readonly kind: 'to'; readonly far: number }
  | { readonly kind: 'exactly' }

export interface NumberSearch {
  /** Ascending: the values that are tried on the way, the ends of what the file has among them. */
  readonly rungs: readonly number[]
  /** Decimals that the file writes; what is found has no more. */
  readonly decimals: number
  holds(value: number): boolean
}

/**
 * @param from the row's own value, which does not hold; finite
 * @returns the nearest below and above, each if there is one, both holding
 */
export function leastNumbers(from: number, search: NumberSearch): readonly number[] {
  return ([-1, 1] as const).flatMap((direction) => {
    const way = wayOn(from, direction, search.rungs)
    const first = way.findIndex(search.holds)
    if (first < 0) return []
    const crossing = bisected(first === 0 ? from : way[first - 1]!, way[first]!, search)
    return [readable(crossing, direction, search.holds)]
  })
}

/** How far one may go on from a value that holds. @param checkpoints ascending */
export function boundOf(
  from: number,
  value: number,
  checkpoints: readonly number[],
  search: Pick<NumberSearch, 'decimals' | 'holds'>,
): Bound {
  const direction = value < from ? -1 : 1
  const way = wayOn(value, direction, checkpoints)
  if (way.length === 0) return { kind: 'exactly' }
  const failing = way.findIndex((further) => !search.holds(further))
  if (failing < 0) return { kind: direction === 1 ? 'at least' : 'at most' }
  const edge = bisected(way[failing]!, failing === 0 ? value : way[failing - 1]!, search)
  const short = readable(edge, direction === 1 ? -1 : 1, search.holds)
  const between = (short - value) * direction
  return between > ROUNDING * Math.abs(value) ? { kind: 'to', far: short } : { kind: 'exactly' }
}

const wayOn = (from: number, direction: 1 | -1, values: readonly number[]): readonly number[] =>
  direction === 1 ? values.filter((value) => value > from) : values.filter((value) => value < from).reverse()

/** @returns a value that holds, as near to the failing one as the file's steps allow */
function bisected(failing: number, holding: number, { decimals, holds }: Omit<NumberSearch, 'rungs'>): number {
  let [bad, good] = [failing, holding]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = Number((bad + (good - bad) / 2).toFixed(decimals))
    if ((middle - bad) * (middle - good) >= 0) break
    if (holds(middle)) good = middle
    else bad = middle
  }
  return good
}

/** The shortest figure at most a twentieth further on that still holds. */
export function readable(value: number, direction: 1 | -1, holds: (value: number) => boolean): number {
  for (let digits = 1; digits < MOST_DIGITS; digits++) {
    const short = roundedOn(value, digits, direction)
    if (Math.abs(short - value) <= ROUNDING * Math.abs(value) && holds(short)) return short
  }
  return value
}

/** To so many digits, up for 1 and down for −1. */
function roundedOn(value: number, digits: number, direction: 1 | -1): number {
  const nearest = Number(value.toPrecision(digits))
  if ((nearest - value) * direction >= 0) return nearest
  const exponent = Number(value.toExponential().split('e')[1])
  return Number((nearest + direction * Number(`1e${exponent - digits + 1}`)).toPrecision(digits))
}
