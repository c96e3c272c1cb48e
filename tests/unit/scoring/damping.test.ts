import { describe, expect, it } from 'vitest'
import {
  countSignatures,
  dampedWeight,
  mergeSignatureCounts,
  signaturesOf,
  weightsFrom,
} from '../../../src/engine/scoring/damping'
import type { ScoringColumns } from '../../../src/engine/scoring/columns'

const columns = (numbers: number[], texts: string[], sources: string[] | null = null): ScoringColumns => {
  const coded = (list: string[]) => {
    const dictionary = ['', ...new Set(list)]
    return { kind: 'texts' as const, dictionary, codes: Uint32Array.from(list, (text) => dictionary.lastIndexOf(text)) }
  }
  return {
    rowCount: numbers.length,
    numbers: [Float64Array.from(numbers)],
    texts: [coded(texts)],
    sources: sources && coded(sources),
  }
}
const quiet = () => Promise.resolve()
const signatures = (of: ScoringColumns) => signaturesOf(of, [0], quiet)

describe('rows that look alike', () => {
  it('agree in texts and in numbers up to half a step of the natural logarithm', async () => {
    const [first, near, far, otherText] = await signatures(columns([1000, 1050, 5000, 1000], ['a', 'a', 'a', 'b']))
    expect(near).toBe(first)
    expect(far).not.toBe(first)
    expect(otherText).not.toBe(first)
  })

  it('look alike whatever the dictionary their texts are coded by', async () => {
    const one = await signatures(columns([1, 2], ['tcp', 'udp']))
    const other = await signatures(columns([2, 1], ['udp', 'tcp']))
    expect([other[1], other[0]]).toEqual([one[0], one[1]])
  })

  it('come from the same source, and are missing in the same places', async () => {
    const [a, b] = await signatures(columns([1, 1], ['x', 'x'], ['10.0.0.1', '10.0.0.2']))
    expect(a).not.toBe(b)
    const [zero, missing] = await signatures(columns([0, NaN], ['x', 'x']))
    expect(zero).not.toBe(missing)
  })

  it('count as the square root of their number', async () => {
    const rows = await signatures(columns([1, 1, 1, 1, 50], ['x', 'x', 'x', 'x', 'x']))
    expect(Array.from(await weightsFrom(rows, await countSignatures(rows, quiet), quiet))).toEqual([
      0.5, 0.5, 0.5, 0.5, 1,
    ])
    expect(dampedWeight(1e15)).toBeGreaterThan(0)
  })

  it('are counted the same in shards as in one piece', async () => {
    const rows = await signatures(columns([1, 1, 60, 1, 60, 900], ['x', 'x', 'x', 'x', 'x', 'x']))
    const whole = await countSignatures(rows, quiet)
    const parts = [rows.slice(0, 2), rows.slice(2, 4), rows.slice(4)]
    const merged = await mergeSignatureCounts(
      await Promise.all(parts.map((part) => countSignatures(part, quiet))),
      quiet,
    )
    expect(merged).toEqual(whole)
    expect(Array.from(whole.counts).sort()).toEqual([1, 2, 3])
  })

  it('weigh whole multiples of a power of two, so that a sum is the same in any order', () => {
    for (let alike = 1; alike < 1000; alike++) expect(Number.isInteger(dampedWeight(alike) * 2 ** 26)).toBe(true)
  })
})
