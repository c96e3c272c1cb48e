/**
 * Order: sorting so many values that it takes longer than a breath.
 *
 * Pieces are sorted natively, then merged two by two, with a breath after each piece and each two runs. The order is the one a single sort
 * would give. One sort of 1,000,000 row indices by score takes 1.2 s (Node 20, 2026-11-22), a piece of them 10 ms.
 */

import type { Pulse } from './pulse'

type Breathe = Pulse['breathe']

const PIECE = 16_384

/**
 * Sorts in place.
 * @param order   distinct indices
 * @param compare never 0 for two of them, so that there is one order only
 * @returns `order`
 */
export async function sortIndices(
  order: Uint32Array,
  compare: (a: number, b: number) => number,
  breathe: Breathe,
): Promise<Uint32Array> {
  return sortPieces(
    order,
    new Uint32Array(order.length),
    (piece) => piece.sort(compare),
    (a, b) => compare(a, b) <= 0,
    breathe,
  )
}

/** Sorts in place, ascending. @param values not NaN @returns `values` */
export async function sortValues(values: Float64Array, breathe: Breathe): Promise<Float64Array> {
  return sortPieces(
    values,
    new Float64Array(values.length),
    (piece) => piece.sort(),
    (a, b) => a <= b,
    breathe,
  )
}

async function sortPieces<Values extends Uint32Array | Float64Array>(
  values: Values,
  spare: Values,
  sortPiece: (piece: Values) => void,
  isInOrder: (a: number, b: number) => boolean,
  breathe: Breathe,
): Promise<Values> {
  for (let first = 0; first < values.length; first += PIECE) {
    sortPiece(values.subarray(first, first + PIECE) as Values)
    await breathe()
  }
  let [from, to] = [values, spare]
  for (let width = PIECE; width < values.length; width *= 2) {
    for (let first = 0; first < values.length; first += 2 * width) {
      await mergeRuns(from, to, first, width, isInOrder, breathe)
    }
    ;[from, to] = [to, from]
  }
  if (from !== values) values.set(from)
  return values
}

/**
 * Merges the sorted runs that begin at `first` and at `first + width` into the same places of `to`. Runs of a log written nearly in order
 * overlap little: what lies before and behind is copied as it stands.
 */
async function mergeRuns(
  from: Uint32Array | Float64Array,
  to: Uint32Array | Float64Array,
  first: number,
  width: number,
  isInOrder: (a: number, b: number) => boolean,
  breathe: Breathe,
): Promise<void> {
  const middle = Math.min(from.length, first + width)
  const runsEnd = Math.min(from.length, first + 2 * width)
  if (middle >= runsEnd) {
    to.set(from.subarray(first, runsEnd), first)
    return breathe()
  }
  const [leastRight, mostLeft] = [from[middle]!, from[middle - 1]!]
  let left = firstWhere(first, middle, (place) => !isInOrder(from[place]!, leastRight))
  const pastLast = firstWhere(middle, runsEnd, (place) => isInOrder(mostLeft, from[place]!))
  to.set(from.subarray(first, left), first)
  to.set(from.subarray(pastLast, runsEnd), pastLast)
  await breathe()
  let right = middle
  for (let place = left; place < pastLast;) {
    for (const pieceEnd = Math.min(pastLast, place + PIECE); place < pieceEnd; place++) {
      const takeLeft = left < middle && (right >= pastLast || isInOrder(from[left]!, from[right]!))
      to[place] = takeLeft ? from[left++]! : from[right++]!
    }
    await breathe()
  }
}

/** @param holds of no place before one and of every place from there on @returns that place; `pastLast` if there is none */
function firstWhere(first: number, pastLast: number, holds: (place: number) => boolean): number {
  let [low, high] = [first, pastLast]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}

/** The place of the first value that is not below `least`; the length if all are. @param ascending sorted */
export function firstAtLeast(ascending: ArrayLike<number>, least: number): number {
  let [low, high] = [0, ascending.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < least) low = middle + 1
    else high = middle
  }
  return low
}

/** @param ascending any of them may repeat. @returns the index of the last that is at most `value`; −1 if all are beyond */
export function lastNotBeyond(ascending: ArrayLike<number>, value: number): number {
  let [low, high] = [-1, ascending.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (ascending[middle]! <= value) low = middle
    else high = middle - 1
  }
  return low
}
