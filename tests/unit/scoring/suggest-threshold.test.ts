import { describe, expect, it } from 'vitest'
import { seededRandom, type Random } from '../../../src/engine/numeric/random'
import { GAPS_BELOW, widestGap } from '../../../src/engine/scoring/score-gap'
import { levelsOf, strangerHalf } from '../../../src/engine/scoring/score-levels'
import { suggestThreshold, type ThresholdSuggestion } from '../../../src/engine/scoring/suggest-threshold'
import { flaggedCount } from '../../../src/engine/scoring/threshold'

const atOnce = (): Promise<void> => Promise.resolve()
const suggest = (scores: readonly number[]): Promise<ThresholdSuggestion> =>
  suggestThreshold(Float32Array.from(scores), atOnce)
const drawn = (count: number, random: Random, of: (random: Random) => number): number[] =>
  Array.from({ length: count }, () => of(random))

const exponential = (random: Random): number => -Math.log(1 - random.next())
/** Scores that thin out in every way scores do: as powers, faster, bounded, in steps of many equal ones, of two kinds. */
const WITHOUT_GAP: Readonly<Record<string, (random: Random) => number>> = {
  exponential,
  Pareto: (random) => (1 - random.next()) ** -0.5,
  'log-normal': (random) => Math.exp(random.normal()),
  'half-normal': (random) => Math.abs(random.normal()),
  uniform: (random) => random.next(),
  'in steps of a tenth': (random) => 1 + random.below(60) / 10,
  'of two kinds of traffic': (random) =>
    random.next() < 0.7 ? Math.exp(0.2 * random.normal()) : 2 * Math.exp(0.5 * random.normal()),
}

describe('a gap among the levels of the scores', () => {
  /** Levels whose normalised gaps are all `size`, the largest level 100; one gap is `factor` times as wide. */
  function levels(count: number, size: number, at: number, factor: number): Float64Array {
    const values = [100]
    for (let level = 1; level < count; level++)
      values.push(values[level - 1]! * Math.exp((-size * (level === at ? factor : 1)) / level))
    return Float64Array.from(values)
  }

  it('is none where all normalised gaps are alike', () => {
    expect(widestGap(levelsOf(levels(200, 0.5, 0, 1)))).toBeNull()
  })

  it('below the tenth level and 12 times the usual has the chance of F(2, 60) at 12, times the places looked at', () => {
    const gap = widestGap(levelsOf(levels(200, 0.5, 10, 12)))!
    expect(gap.rowCount).toBe(10)
    expect(gap.chance).toBeCloseTo((200 - 1 - GAPS_BELOW) * (1 + 12 / 30) ** -30, 8)
    expect(Math.log(gap.upper / gap.lower)).toBeCloseTo((12 * 0.5) / 10, 10)
  })

  it('counts equal scores as one level, and rows by what they are', () => {
    const tail = Float64Array.from([9, 9, 9, 7, 5, 5])
    expect(levelsOf(tail)).toEqual({ values: Float64Array.from([9, 7, 5]), rowsFrom: Uint32Array.from([3, 4, 6]) })
  })

  it('is not looked for among fewer levels than tell what is usual', () => {
    const few = levels(GAPS_BELOW + 1, 0.01, 1, 1e4)
    expect(widestGap(levelsOf(few))).toBeNull()
    expect(widestGap(levelsOf(levels(GAPS_BELOW + 2, 0.01, 1, 1e4)))?.rowCount).toBe(1)
  })

  it('is looked for in the stranger half alone, which never parts equal scores and holds none that is not above 0', async () => {
    expect(await strangerHalf(Float32Array.from([1, 5, 3, 3, 3, 9]), atOnce)).toEqual(Float64Array.from([9, 5]))
    expect(await strangerHalf(Float32Array.from([0, -1, 0, 4]), atOnce)).toEqual(Float64Array.from([4]))
    expect(await strangerHalf(new Float32Array(0), atOnce)).toHaveLength(0)
  })
})

describe('the threshold that the scores suggest', () => {
  it.each(Object.entries(WITHOUT_GAP))(
    'is none for scores %s: in at most 2 of 40 files, never clear',
    async (_, of) => {
      let suggestedCount = 0
      for (let seed = 1; seed <= 40; seed++) {
        const { strength } = await suggest(drawn(seed % 2 === 0 ? 300 : 3000, seededRandom(seed), of))
        expect(strength).not.toBe('clear')
        if (strength !== 'none') suggestedCount++
      }
      expect(suggestedCount).toBeLessThanOrEqual(2)
    },
  )

  it('parts thirty flows twice as strange as all others from them, clearly, in at least 18 of 20 files', async () => {
    let [clearCount, rightCount] = [0, 0]
    for (let seed = 1; seed <= 20; seed++) {
      const random = seededRandom(seed)
      const usual = drawn(3000, random, exponential)
      const strange = drawn(30, random, () => 2 * Math.max(...usual) * Math.exp(0.1 * Math.abs(random.normal())))
      const suggestion = await suggest([...usual, ...strange])
      if (suggestion.strength === 'clear') clearCount++
      if (suggestion.flaggedCount === 30) rightCount++
    }
    expect(rightCount).toBe(20)
    expect(clearCount).toBeGreaterThanOrEqual(18)
  })

  it('parts a flood of four rows in ten, however many of them are alike', async () => {
    const random = seededRandom(3)
    const usual = drawn(1200, random, (random) => Math.exp(0.2 * random.normal()))
    const flood = drawn(800, random, (random) => 8 + 0.05 * random.below(60))
    expect(await suggest([...usual, ...flood])).toMatchObject({
      strength: 'clear',
      flaggedCount: 800,
      agreeingCount: 20,
    })
  })

  it('flags exactly the rows it says, whatever their order, and doubles where all scores double', async () => {
    const random = seededRandom(5)
    const usual = drawn(2000, random, exponential)
    const scores = [...usual, ...drawn(40, random, () => 30 + random.next())]
    const suggestion = await suggest(scores)
    expect(flaggedCount(scores, suggestion.threshold!)).toBe(suggestion.flaggedCount)
    const { agreeingCount, ...rest } = await suggest([...scores].reverse())
    expect({ ...suggestion, agreeingCount }).toEqual({ agreeingCount, ...rest })
    const doubled = await suggest(scores.map((score) => 2 * score))
    expect(doubled.threshold).toBeCloseTo(2 * suggestion.threshold!, 5)
    expect(doubled.flaggedCount).toBe(suggestion.flaggedCount)
  })

  it('is none for no rows, one row, equal rows and a handful', async () => {
    for (const scores of [[], [3], Array<number>(500).fill(2), [1, 2, 3, 50, 60]])
      expect(await suggest(scores)).toMatchObject({ strength: 'none', threshold: null, flaggedCount: 0 })
  })
})

describe('a few that stand apart where no gap holds', () => {
  /** Thin out as an exponential does, from 6.7 down. */
  const thinning = Array.from({ length: 400 }, (_, place) => -Math.log((place + 0.5) / 400))
  const first = Math.fround(thinning[0]!)

  it('are told with the scores on both sides', async () => {
    const { strength, threshold, apart } = await suggest([11, ...thinning])
    expect({ strength, threshold }).toEqual({ strength: 'none', threshold: null })
    expect(apart).toEqual({ rowCount: 1, upper: 11, lower: first })
  })

  it('may be several, of which the lowest counts', async () => {
    expect((await suggest([12, 11.5, ...thinning])).apart).toEqual({ rowCount: 2, upper: 11.5, lower: first })
  })

  it('are none of more than five, nor among a handful of scores', async () => {
    expect((await suggest([12, 12, 12, 11.5, 11.5, 11.5, ...thinning])).apart).toBeNull()
    expect((await suggest([5, 2, 1, 1])).apart).toBeNull()
  })

  it('are none where the strangest scores less than half as much again as the next', async () => {
    expect((await suggest([first * 1.4, ...thinning])).apart).toBeNull()
  })
})
