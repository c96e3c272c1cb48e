import { describe, expect, it } from 'vitest'
import { portKeys } from '../../../src/engine/explaining/facts/grouped-rows'
import { seededRandom } from '../../../src/engine/numeric/random'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { groupRows, pairCodes, readPairCodes, type Keys } from '../../../src/engine/table/row-groups'

function madeKeys(rowCount: number, count: number, seed: number): Keys {
  const random = seededRandom(seed)
  return { codes: Uint32Array.from({ length: rowCount }, () => random.below(count)), count }
}

/** By first appearance, as the codes are. */
function numbered(...parts: readonly Keys[]): number[] {
  const codeOf = new Map<string, number>()
  return Array.from({ length: parts[0]!.codes.length }, (_, row) => {
    const pair = parts.map(({ codes }) => codes[row]).join()
    if (!codeOf.has(pair)) codeOf.set(pair, codeOf.size)
    return codeOf.get(pair)!
  })
}

describe('pairs of keys', () => {
  it.each([
    ['few enough for a place each', 40, 50],
    ['too many for the rows', 3000, 3000],
  ])('have a code each by first appearance: %s', async (_, left, right) => {
    const parts = [madeKeys(2000, left, 1), madeKeys(2000, right, 2), madeKeys(2000, 3, 3)]
    const { codes, count } = pairCodes(parts)
    expect(Array.from(codes)).toEqual(numbered(...parts))
    expect(count).toBe(new Set(codes).size)
    expect(await readPairCodes(parts, silentPulse.breathe)).toEqual({ codes, count })
  })
})

describe('ports as keys', () => {
  it('have those that are none for one of their own, so that no group is lost', () => {
    const ports = [5, -1, 70_000, NaN, 5, -1, 65_535]
    const rows = Uint32Array.from(ports.keys())
    const pairs = pairCodes([{ codes: new Uint8Array(ports.length), count: 1 }, portKeys(ports, rows)])
    expect(Array.from(pairs.codes)).toEqual([0, 1, 1, 2, 0, 1, 3])
    expect(groupRows(pairs, rows).rows).toHaveLength(ports.length)
  })
})
