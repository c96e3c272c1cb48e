import { describe, expect, it } from 'vitest'
import { countHashes } from '../../../src/engine/numeric/count-hashes'
import { columnJoiner } from '../../../src/engine/scoring/column-joiner'
import type { ScoringColumns } from '../../../src/engine/scoring/columns'
import { dampedSteps, WEIGHT_STEPS } from '../../../src/engine/scoring/damping'
import { codedColumns } from '../../../src/engine/scoring/input-columns'
import { jointColumns } from '../../../src/engine/scoring/joint-columns'
import { commonTexts } from '../../../src/engine/scoring/levels'
import { looksOf } from '../../../src/engine/scoring/looks'
import type { CommonTexts } from '../../../src/engine/scoring/rows'
import { openScoreLoops } from '../../../src/engine/scoring/score-loops'
import { ScoringShard } from '../../../src/engine/scoring/shard'

const columns = (numbers: number[], texts: string[], sources: string[] | null = null): ScoringColumns => {
  const coded = (list: string[]) => {
    const dictionary = ['', ...new Set(list)]
    return { kind: 'texts' as const, dictionary, codes: Uint32Array.from(list, (text) => dictionary.lastIndexOf(text)) }
  }
  return {
    rowCount: numbers.length,
    numbers: [{ kind: 'numbers', values: Float64Array.from(numbers) }],
    texts: [coded(texts)],
    sources: sources && coded(sources),
  }
}
const quiet = () => Promise.resolve()

const wordsOf = async (of: ScoringColumns, common: CommonTexts = []) =>
  looksOf(
    openScoreLoops(),
    of,
    await jointColumns(codedColumns(of), columnJoiner(openScoreLoops(), quiet)),
    { fills: [0], common },
    quiet,
  )

/** One text per row, equal for rows that look alike. */
async function looks(of: ScoringColumns, common: CommonTexts = []): Promise<string[]> {
  const words = await wordsOf(of, common)
  return Array.from({ length: of.rowCount }, (_, row) => `${words[row * 2]} ${words[row * 2 + 1]}`)
}

describe('rows that look alike', () => {
  it('agree in texts and in numbers up to half a step of the natural logarithm', async () => {
    const [first, near, far, otherText] = await looks(columns([1000, 1050, 5000, 1000], ['a', 'a', 'a', 'b']))
    expect(near).toBe(first)
    expect(far).not.toBe(first)
    expect(otherText).not.toBe(first)
  })

  it('look alike whatever the dictionary their texts are coded by', async () => {
    const one = await looks(columns([1, 2], ['tcp', 'udp']))
    const other = await looks(columns([2, 1], ['udp', 'tcp']))
    expect([other[1], other[0]]).toEqual([one[0], one[1]])
  })

  it('look alike whether their numbers are kept as codes or one by one', async () => {
    const plain = columns([7, NaN, 7, 900], ['x', 'x', 'y', 'x'])
    const numbers = {
      kind: 'coded numbers' as const,
      codes: Uint8Array.of(1, 0, 1, 2),
      numbers: Float64Array.of(NaN, 7, 900),
    }
    expect(await looks({ ...plain, numbers: [numbers] })).toEqual(await looks(plain))
  })

  it('come from the same source, and are missing in the same places', async () => {
    const [a, b] = await looks(columns([1, 1], ['x', 'x'], ['10.0.0.1', '10.0.0.2']))
    expect(a).not.toBe(b)
    const [zero, missing] = await looks(columns([0, NaN], ['x', 'x']))
    expect(zero).not.toBe(missing)
  })

  it('have their texts in the same columns', async () => {
    const of = (a: string, b: string) => ({
      ...columns([1], [a]),
      texts: [columns([1], [a]).texts[0]!, columns([1], [b]).texts[0]!],
    })
    expect(await looks(of('x', 'y'))).not.toEqual(await looks(of('y', 'x')))
    expect(await looks(of('x', 'x'))).not.toEqual(await looks(of('y', 'y')))
  })

  it('count as the square root of their number', async () => {
    const { counts: shard } = await ScoringShard.of(columns([1, 1, 1, 1, 50], ['x', 'x', 'x', 'x', 'x']), quiet)
    const { counts } = await shard.countLooks([0], [null], quiet)
    await shard.weigh(counts, 5, quiet)
    expect(Array.from(shard.weightsAt(Uint32Array.of(0, 1, 2, 3, 4)))).toEqual([0.5, 0.5, 0.5, 0.5, 1])
    expect(dampedSteps(1e15, 1e15)).toBeGreaterThan(0)
  })

  it('count together for no more than a hundredth of the table would', () => {
    const together = (alike: number, rowCount: number) => (alike * dampedSteps(alike, rowCount)) / WEIGHT_STEPS
    expect(together(400, 100_000)).toBeCloseTo(20, 5)
    expect(together(1000, 100_000)).toBeCloseTo(Math.sqrt(1000), 3)
    for (const alike of [2000, 30_000, 60_000]) expect(together(alike, 100_000)).toBeCloseTo(Math.sqrt(1000), 3)
    expect(together(25, 50)).toBeCloseTo(5, 5)
    expect(together(50, 50)).toBeCloseTo(Math.sqrt(30), 5)
  })

  it('have uncommon texts in common: a scan of many ports is many rows alike', async () => {
    const rows = columns([1, 1, 1, 1], ['443', '1001', '1002', ''])
    const [web, first, second, missing] = await looks(rows, [['443', '']])
    expect(first).toBe(second)
    expect(new Set([web, first, missing]).size).toBe(3)
    expect(new Set(await looks(rows, [null])).size).toBe(4)
  })

  it('are told apart by the 30 commonest texts of a column, equal ones in order of their text', () => {
    const texts = ['', ...Array.from({ length: 40 }, (_, port) => `p${10 + port}`)]
    const counts = Float64Array.from(texts, (_, index) => (index === 0 ? 0 : index === 40 ? 9 : 1))
    const common = commonTexts({ texts, counts, weights: counts })!
    expect(common).toHaveLength(30)
    expect(common.slice(0, 3)).toEqual(['p49', 'p10', 'p11'])
    expect(commonTexts({ texts: texts.slice(0, 31), counts: counts.slice(0, 31), weights: counts })).toBeNull()
  })

  it('are as many as rows with the same look', async () => {
    const rows = columns([1, 1, 60, 1, 60, 900], ['x', 'x', 'x', 'x', 'x', 'x'])
    const { counts } = await countHashes(await wordsOf(rows), null, quiet)
    expect(Array.from(counts).sort()).toEqual([1, 2, 3])
  })

  it('weigh whole steps, so that a sum is the same in any order', () => {
    for (let alike = 1; alike < 1000; alike++) {
      expect(Number.isInteger(dampedSteps(alike, 1e6))).toBe(true)
      expect(dampedSteps(alike, 1e6) / WEIGHT_STEPS).toBeCloseTo(alike ** -0.5, 7)
    }
  })
})
