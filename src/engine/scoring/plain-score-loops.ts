/**
 * Plain score loops: the twin of src/kernels/score.ts, operation by operation, in plain TypeScript. See score-loops.ts.
 */

import { exp, log } from '../numeric/portable-math'
import { COST_BYTES, LEAST_EXPONENT, MEMBER_BYTES, PAIR_BYTES } from './cost-layout'
import type { ScoreLoops } from './score-loops'
import { CLUSTER_COUNT as LANES } from './score-model'

export const plainScoreLoops = (memory: () => ArrayBuffer): ScoreLoops => ({
  addLooks: (codes, shift, mask, words, rowCount, looks) => {
    const codeAt = codeReader(memory(), codes, shift, mask)
    const wordsAt = new Uint32Array(memory(), words)
    const look = new Uint32Array(memory(), looks, rowCount * 2)
    for (let row = 0; row < rowCount; row++) {
      const code = codeAt(row)
      look[row * 2]! ^= wordsAt[code * 2]!
      look[row * 2 + 1]! ^= wordsAt[code * 2 + 1]!
    }
  },
  addCounts: (codes, shift, mask, entryCount, rowCount, counts) => {
    const codeAt = codeReader(memory(), codes, shift, mask)
    const count = new Uint32Array(memory(), counts, entryCount)
    for (let row = 0; row < rowCount; row++) count[codeAt(row)]!++
  },
  join: (rowCount, memberCount, members, mostEntries, codes) => {
    const buffer = memory()
    const out = new Uint16Array(buffer, codes, rowCount).fill(0)
    for (let member = 0; member < memberCount; member++) {
      const words = new Uint32Array(buffer, members + member * MEMBER_BYTES, MEMBER_BYTES / 4)
      const [own, shift, mask, ownCount, tableAt, combinationsAt] = words
      const codeAt = codeReader(buffer, own!, shift!, mask!)
      const table = new Uint16Array(buffer, tableAt)
      const combinations = new Uint32Array(buffer, combinationsAt, mostEntries)
      for (let row = 0; row < rowCount; row++) {
        const combination = out[row]! * ownCount! + codeAt(row)
        if (table[combination] === 0) {
          const count = words[6]!
          if (count === mostEntries) return member * 65_536 + row
          combinations[count] = combination
          table[combination] = words[6] = count + 1
        }
        out[row] = table[combination]! - 1
      }
    }
    return memberCount * 65_536
  },
  writeCosts: (
    count,
    rankPlaces,
    standardPlaces,
    rankCentroids,
    standardCentroids,
    rankSteps,
    standardSteps,
    squareSteps,
    pairs,
    squares,
  ) => {
    const buffer = memory()
    const rank = new Float64Array(buffer, rankPlaces, count)
    const standard = new Float64Array(buffer, standardPlaces, count)
    const rankCentroid = new Float64Array(buffer, rankCentroids, LANES)
    const standardCentroid = new Float64Array(buffer, standardCentroids, LANES)
    const pair = new Int32Array(buffer, pairs, count * 2 * LANES)
    const square = new Float64Array(buffer, squares, count * LANES)
    for (let place = 0; place < count; place++) {
      for (let k = 0; k < LANES; k++) {
        const off = rank[place]! - rankCentroid[k]!
        pair[place * 2 * LANES + k] = inSteps(off * off, rankSteps)
        const far = standard[place]! - standardCentroid[k]!
        pair[(place * 2 + 1) * LANES + k] = inSteps(log(1 + far * far), standardSteps)
        square[place * LANES + k] = inSteps(far * far, squareSteps) / squareSteps
      }
    }
  },
  addEntries: (count, entries, fromPairs, fromSquares, pairs, squares) => {
    const buffer = memory()
    const entry = new Uint32Array(buffer, entries, count)
    const [fromPair, fromSquare] = [new Int32Array(buffer, fromPairs), new Float64Array(buffer, fromSquares)]
    const pair = new Int32Array(buffer, pairs, count * 2 * LANES)
    const square = new Float64Array(buffer, squares, count * LANES)
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < 2 * LANES; k++) pair[i * 2 * LANES + k]! += fromPair[entry[i]! * 2 * LANES + k]!
      for (let k = 0; k < LANES; k++) square[i * LANES + k]! += fromSquare[entry[i]! * LANES + k]!
    }
  },
  measure: (firstRow, pastLast, columnCount, columns, starts, costs, weights, sums) => {
    const buffer = memory()
    const readers = columnReaders(buffer, columns, columnCount)
    const startSquares = new Float64Array(buffer, starts + PAIR_BYTES, LANES)
    const weight = new Uint32Array(buffer, weights, pastLast)
    const sum = new Float64Array(buffer, sums, 34)
    const squared = new Float64Array(LANES)
    for (let row = firstRow, at = costs; row < pastLast; row++, at += COST_BYTES) {
      squared.set(startSquares)
      for (const { codeAt, squares } of readers) {
        const first = codeAt(row) * LANES
        for (let k = 0; k < LANES; k++) squared[k]! += squares[first + k]!
      }
      const off = new Int32Array(buffer, at, COST_BYTES / 4)
      sum[off.indexOf(0)]! += weight[row]!
      sum[LANES + indexOfLeast(squared)]! += weight[row]!
      sum[2 * LANES]! += weight[row]! * off[2 * LANES]!
      sum[2 * LANES + 1]! += weight[row]! * off[2 * LANES + 1]!
    }
  },
  addUp: (firstRow, pastLast, columnCount, columns, starts, costs) => {
    const buffer = memory()
    const readers = columnReaders(buffer, columns, columnCount)
    const startCosts = new Int32Array(buffer, starts, 2 * LANES)
    const sum = new Int32Array(2 * LANES)
    for (let row = firstRow, at = costs; row < pastLast; row++, at += COST_BYTES) {
      sum.set(startCosts)
      for (const { codeAt, pairs } of readers) {
        const first = codeAt(row) * 2 * LANES
        for (let k = 0; k < 2 * LANES; k++) sum[k]! += pairs[first + k]!
      }
      const rankLeast = Math.min(...sum.subarray(0, LANES))
      const standardLeast = Math.min(...sum.subarray(LANES))
      const out = new Int32Array(buffer, at, COST_BYTES / 4)
      for (let k = 0; k < LANES; k++) {
        out[k] = rankLeast - sum[k]!
        out[LANES + k] = standardLeast - sum[LANES + k]!
      }
      out.set([rankLeast, standardLeast, rankLeast, standardLeast], 2 * LANES)
    }
  },
  surprise: (rowCount, costs, weights, _factors, masses, temperatures, surprises, sums) => {
    const buffer = memory()
    const weight = new Uint32Array(buffer, weights, rowCount)
    const mass = new Float64Array(buffer, masses, 2 * LANES)
    const temperature = new Float64Array(buffer, temperatures, 6)
    const found = new Float64Array(buffer, surprises, rowCount * 2)
    const sum = new Float64Array(buffer, sums, 4)
    for (let row = 0; row < rowCount; row++) {
      const off = new Int32Array(buffer, costs + row * COST_BYTES, COST_BYTES / 4)
      for (let view = 0; view < 2; view++) {
        const own = surpriseOf(off, mass, view, temperature)
        found[row * 2 + view] = own
        const weighted = weight[row]! * own
        sum[view]! += weighted
        sum[2 + view]! += weighted * own
      }
    }
  },
})

/** S of one row in one view. Even and odd groups are summed apart, as in the kernel's lanes. */
function surpriseOf(off: Int32Array, mass: Float64Array, view: number, temperature: Float64Array): number {
  const [step, heat, factor] = [temperature[view]!, temperature[2 + view]!, temperature[4 + view]!]
  let [even, odd] = [0, 0]
  for (let k = view * LANES; k < (view + 1) * LANES; k += 2) {
    even += mass[k]! * exp(Math.max(LEAST_EXPONENT, off[k]! * factor))
    odd += mass[k + 1]! * exp(Math.max(LEAST_EXPONENT, off[k + 1]! * factor))
  }
  const found = off[2 * LANES + view]! * step - heat * log(even + odd)
  return found > 0 ? found : 0
}

/** The lower index on a tie. */
function indexOfLeast(values: Float64Array): number {
  let least = 0
  for (let k = 1; k < values.length; k++) if (values[k]! < values[least]!) least = k
  return least
}

const inSteps = (cost: number, steps: number): number => Math.floor(cost * steps + 0.5)

function codeReader(buffer: ArrayBuffer, codes: number, shift: number, mask: number): (row: number) => number {
  if (mask === 0) return () => 0
  const values =
    shift === 0
      ? new Uint8Array(buffer, codes)
      : shift === 1
        ? new Uint16Array(buffer, codes)
        : new Uint32Array(buffer, codes)
  return (row) => values[row]!
}

interface ColumnReader {
  readonly codeAt: (row: number) => number
  readonly pairs: Int32Array
  readonly squares: Float64Array
}

function columnReaders(buffer: ArrayBuffer, columns: number, columnCount: number): readonly ColumnReader[] {
  const words = new Uint32Array(buffer, columns, columnCount * 5)
  return Array.from({ length: columnCount }, (_, index) => {
    const [codes, shift, mask, pairs, squares] = words.subarray(index * 5, index * 5 + 5)
    return {
      codeAt: codeReader(buffer, codes!, shift!, mask!),
      pairs: new Int32Array(buffer, pairs),
      squares: new Float64Array(buffer, squares),
    }
  })
}
