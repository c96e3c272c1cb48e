import { expect, test } from 'vitest'
import { asin, cosOfTurns, exp, expm1, log, log1p } from '../../../src/engine/numeric/portable-math'
import { seededRandom } from '../../../src/engine/numeric/random'

/** Half a unit of the last place is 1.1e-16 of a value at most; the host's own function may be off by one unit itself. */
const MOST_OFF = 4e-16

const edges = [0, -0, 1, -1, Infinity, -Infinity, NaN, 5e-324, -5e-324, 1e-310, 2 ** -1022, Number.MAX_VALUE]

function worstOf(portable: (value: number) => number, host: (value: number) => number, values: readonly number[]) {
  let worst = { off: 0, value: 0 }
  for (const value of values) {
    const wanted = host(value)
    const got = portable(value)
    // A subnormal has fewer digits: its last place is 5e-324.
    if (Object.is(got, wanted) || Math.abs(got - wanted) <= 5e-324) continue
    const off = Math.abs(got - wanted) / Math.abs(wanted)
    if (!(off <= worst.off)) worst = { off, value }
  }
  return worst
}

/** A million of them, of all sizes between 2^least and 2^largest. */
function spread(least: number, largest: number, signs: readonly number[]): number[] {
  const random = seededRandom(11)
  return Array.from({ length: 1_000_000 }, () => {
    const size = 2 ** (least + (largest - least) * random.next())
    return signs[random.below(signs.length)]! * size
  })
}

test.each([
  ['log', log, Math.log, spread(-1074, 1024, [1])],
  ['log near 1', log, Math.log, spread(-1, 1, [1])],
  ['log1p', log1p, Math.log1p, spread(-60, 1024, [1])],
  ['log1p near 0 and −1', log1p, Math.log1p, spread(-60, 0, [1, -1])],
  ['exp', exp, Math.exp, spread(-60, 9.5, [1, -1])],
  ['expm1', expm1, Math.expm1, spread(-60, 9.5, [1, -1])],
  ['asin', asin, Math.asin, spread(-60, 0, [1, -1])],
  ['asin of roots', asin, Math.asin, spread(-60, 0, [1]).map((share) => Math.sqrt(1 - share))],
] as const)('%s is within an ulp or two of the host on a million values', (_name, portable, host, values) => {
  expect(worstOf(portable, host, values).off).toBeLessThan(MOST_OFF)
})

test.each([
  ['log', log, Math.log],
  ['log1p', log1p, Math.log1p],
  ['exp', exp, Math.exp],
  ['expm1', expm1, Math.expm1],
  ['asin', asin, Math.asin],
] as const)('%s at the edges is what the host says', (_name, portable, host) => {
  for (const value of edges) {
    if (Math.abs(host(value)) > 0 && Number.isFinite(host(value))) {
      expect(Math.abs(portable(value) / host(value) - 1), String(value)).toBeLessThan(MOST_OFF)
    } else expect(portable(value), String(value)).toBe(host(value))
  }
})

test('a cosine of turns is the host’s on a million of them, and exact at the quarters', () => {
  expect([0, 0.25, 0.5, 0.75, 1, -0.25].map(cosOfTurns)).toEqual([1, -0, -1, 0, 1, 0])
  const random = seededRandom(13)
  let worst = 0
  for (let i = 0; i < 1_000_000; i++) {
    const turns = random.next()
    worst = Math.max(worst, Math.abs(cosOfTurns(turns) - Math.cos(2 * Math.PI * turns)))
  }
  // The host's angle is rounded before its cosine is taken: up to half a unit of 2π.
  expect(worst).toBeLessThan(1e-15)
})

test('a million values have the bits they have always had, on whatever host', () => {
  const random = seededRandom(12)
  let [low, high] = [0, 0]
  const float = new Float64Array(1)
  const halves = new Uint32Array(float.buffer)
  for (let i = 0; i < 250_000; i++) {
    // Sums and products alone: a host's own ** would make other values.
    const value = (random.next() - 0.5) * (i % 2 === 0 ? 2 : 1400)
    for (const portable of [log(Math.abs(value)), log1p(Math.abs(value)), exp(value), expm1(value)]) {
      float[0] = portable
      low = Math.imul(low ^ halves[0]!, 0x01000193)
      high = Math.imul(high ^ halves[1]!, 0x01000193)
    }
  }
  expect([low, high]).toEqual([-676466224, 1490616408])
})
