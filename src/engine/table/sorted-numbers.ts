/**
 * Sorted numbers: a column of very many different numbers, as its parts are counted and put together.
 */

import type { ColumnDigest } from './digest'
import { KEPT_COMMONEST } from './digest'
import { commonestFirst, type Level } from './levels'
import { measureSorted, type SortedNumbers } from './measure-counted'
import type { NumberCells } from './table'

/** One part's different finite numbers, ascending, with how often each occurs, and what else there is. */
export interface NumberRuns {
  readonly values: Float64Array
  readonly counts: Uint32Array
  readonly missingCount: number
  readonly infinities: readonly [negative: number, positive: number]
  /** How often each stray text occurs. */
  readonly strays: ReadonlyMap<string, number>
}

/** Sorting 500,000 numbers takes 40 ms. */
export function numberRuns({ values, strays }: NumberCells): NumberRuns {
  const sorted = values.filter(Number.isFinite).sort()
  const counts = new Uint32Array(sorted.length)
  let length = 0
  for (let place = 0; place < sorted.length; place++) {
    // 0 and −0 are one number.
    if (place === 0 || sorted[place]! !== sorted[length - 1]!) sorted[length++] = sorted[place]! + 0
    counts[length - 1]!++
  }
  const strayCounts = new Map<string, number>()
  for (const text of strays.values()) strayCounts.set(text, (strayCounts.get(text) ?? 0) + 1)
  let [negative, positive, nan] = [0, 0, 0]
  for (let row = 0; row < values.length; row++) {
    if (values[row] === Infinity) positive++
    else if (values[row] === -Infinity) negative++
    else if (Number.isNaN(values[row]!)) nan++
  }
  return {
    values: sorted.slice(0, length),
    counts: counts.slice(0, length),
    missingCount: nan - strays.size,
    infinities: [negative, positive],
    strays: strayCounts,
  }
}

/** What is known of the whole column. The same however it was cut. */
export function digestOfRuns(parts: readonly NumberRuns[]): ColumnDigest {
  const { values, counts } = parts.reduce(mergedRuns)
  const sum = (of: (part: NumberRuns) => number): number => parts.reduce((total, part) => total + of(part), 0)
  const [negative, positive] = [sum(({ infinities }) => infinities[0]), sum(({ infinities }) => infinities[1])]
  const strays = new Map<string, number>()
  for (const part of parts) for (const [text, count] of part.strays) strays.set(text, (strays.get(text) ?? 0) + count)
  let reached = 0
  const sorted: SortedNumbers = { values, upTo: Float64Array.from(counts, (count) => (reached += count)) }
  const measure = measureSorted(sorted, {
    missingCount: sum(({ missingCount }) => missingCount),
    strayCount: [...strays.values()].reduce((total, count) => total + count, 0),
    infiniteCount: negative + positive,
    distinctCount: strays.size + Number(negative > 0) + Number(positive > 0),
  })
  return { kind: 'numbers', measure, distinct: null, commonest: commonestOf(values, counts) }
}

type Runs = Pick<NumberRuns, 'values' | 'counts'>

/** Both ascend, so one walk along both does. */
function mergedRuns<Part extends Runs>(a: Part, b: Part): Part {
  const values = new Float64Array(a.values.length + b.values.length)
  const counts = new Uint32Array(values.length)
  let length = 0
  for (let i = 0, j = 0; i < a.values.length || j < b.values.length; length++) {
    const left = i < a.values.length ? a.values[i]! : Infinity
    const right = j < b.values.length ? b.values[j]! : Infinity
    values[length] = left <= right ? left : right
    if (left <= right) counts[length]! += a.counts[i++]!
    if (right <= left) counts[length]! += b.counts[j++]!
  }
  return { ...a, values: values.slice(0, length), counts: counts.slice(0, length) }
}

function commonestOf(values: Float64Array, counts: Uint32Array): readonly Level[] {
  const places: number[] = []
  for (let least = 2; least >= 1 && places.length < KEPT_COMMONEST; least--) {
    for (let place = 0; place < values.length && places.length < 100 * KEPT_COMMONEST; place++) {
      if (least === 2 ? counts[place]! >= 2 : counts[place] === 1) places.push(place)
    }
  }
  return places
    .map((place) => ({ text: String(values[place]), count: counts[place]! }))
    .sort(commonestFirst)
    .slice(0, KEPT_COMMONEST)
}
