/**
 * Sorted numbers: a column of very many different numbers, as its parts are counted and put together.
 */

import { sortNumbers } from '../numeric/sort-numbers'
import type { ColumnDigest } from './digest'
import { commonestFirst, MOST_LEVELS, type Level } from './levels'
import { measureSorted } from './measure-counted'
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

export function numberRuns({ values, strays }: NumberCells): NumberRuns {
  const finite = roomFor(values.length)
  let [finiteCount, negative, positive, nan] = [0, 0, 0, 0]
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value - value === 0) finite[finiteCount++] = value
    else if (value !== value) nan++
    else if (value > 0) positive++
    else negative++
  }
  const strayCounts = new Map<string, number>()
  for (const text of strays.values()) strayCounts.set(text, (strayCounts.get(text) ?? 0) + 1)
  return {
    ...runsOf(sortNumbers(finite.subarray(0, finiteCount))),
    missingCount: nan - strays.size,
    infinities: [negative, positive],
    strays: strayCounts,
  }
}

/** Memory that nobody has touched costs more than what is done with it here, so up to some size it is kept. */
let room = new Float64Array(0)
const MOST_KEPT = 1_048_576

function roomFor(length: number): Float64Array {
  if (length > MOST_KEPT) return new Float64Array(length)
  if (room.length < length) room = new Float64Array(length)
  return room
}

/** 0 and −0 are one number. */
function runsOf(sorted: Float64Array): Runs {
  let length = 0
  for (let place = 0; place < sorted.length; place++) {
    if (place === 0 || sorted[place] !== sorted[place - 1]) length++
  }
  const values = new Float64Array(length)
  const counts = new Uint32Array(length)
  for (let place = 0, run = -1; place < sorted.length; place++) {
    if (place === 0 || sorted[place] !== sorted[place - 1]) values[++run] = sorted[place]! + 0
    counts[run]!++
  }
  return { values, counts }
}

/** What is known of the whole column. The same however it was cut. */
export function digestOfRuns(parts: readonly NumberRuns[]): ColumnDigest {
  const { values, counts } = parts.reduce(mergedRuns)
  const sum = (of: (part: NumberRuns) => number): number => parts.reduce((total, part) => total + of(part), 0)
  const [negative, positive] = [sum(({ infinities }) => infinities[0]), sum(({ infinities }) => infinities[1])]
  const strays = new Map<string, number>()
  for (const part of parts) for (const [text, count] of part.strays) strays.set(text, (strays.get(text) ?? 0) + count)
  const measure = measureSorted(
    { values, upTo: summed(counts) },
    {
      missingCount: sum(({ missingCount }) => missingCount),
      strayCount: [...strays.values()].reduce((total, count) => total + count, 0),
      infiniteCount: negative + positive,
      distinctCount: strays.size + Number(negative > 0) + Number(positive > 0),
    },
  )
  return { kind: 'numbers', measure, distinct: null, commonest: commonestOf(values, counts) }
}

function summed(counts: Uint32Array): Float64Array {
  const upTo = new Float64Array(counts.length)
  let sum = 0
  for (let place = 0; place < counts.length; place++) upTo[place] = sum += counts[place]!
  return upTo
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

/** Of those that occur once, the smallest are looked at. */
function commonestOf(values: Float64Array, counts: Uint32Array): readonly Level[] {
  const repeated: number[] = []
  const single: number[] = []
  for (let place = 0; place < values.length; place++) {
    if (counts[place]! > 1) repeated.push(place)
    else if (single.length < MOST_LEVELS) single.push(place)
  }
  const least = leastKept(repeated, counts)
  return [...repeated.filter((place) => counts[place]! >= least), ...single]
    .map((place) => ({ text: String(values[place]), count: counts[place]! }))
    .sort(commonestFirst)
    .slice(0, MOST_LEVELS)
}

/** The count from which on there are `MOST_LEVELS` or a few more. */
function leastKept(places: readonly number[], counts: Uint32Array): number {
  if (places.length <= MOST_LEVELS) return 0
  return Uint32Array.from(places, (place) => counts[place]!).sort()[places.length - MOST_LEVELS]!
}
