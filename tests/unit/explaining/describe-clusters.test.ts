import { describe, expect, it } from 'vitest'
import { describeClusters, type Description } from '../../../src/engine/explaining/describe-clusters'
import { fitCategory } from '../../../src/engine/features/fit-category'
import { assembleRecipe } from '../../../src/engine/features/fit-recipe'
import { countLevels } from '../../../src/engine/features/read-cells'
import { transformed } from '../../../src/engine/features/transform'
import type { NumberFeature, Recipe } from '../../../src/engine/features/recipe'
import type { ColumnProfile } from '../../../src/engine/table/column'
import type { Table } from '../../../src/engine/table/table'
import { tableOf } from '../support/tables'
import { sampleDayByKind, withMeanings } from './sample-traffic'

/** What fitting a recipe gives for these columns, computed plainly. */
function recipeOf(table: Table, profiles: readonly ColumnProfile[]): Recipe {
  const features = profiles.filter(({ role }) => role === 'feature')
  const numbers = features
    .filter(({ type }) => type === 'number')
    .map((profile): NumberFeature => {
      const cells = table.cells[profile.index]!
      const values =
        cells.kind === 'numbers' ? Array.from(cells.values, (value) => transformed(value, profile.transform)) : []
      const mean = values.reduce((a, b) => a + b, 0) / values.length
      const scale = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
      return {
        kind: 'number',
        column: profile.name,
        transform: profile.transform,
        fill: 0,
        mean,
        scale: Math.max(scale, 1e-9),
      }
    })
  const categories = features
    .filter(({ type }) => type !== 'number')
    .map((profile) => fitCategory(profile.name, countLevels(table.cells[profile.index]!), table.rowCount))
  return assembleRecipe(numbers, categories)
}

const describeBy = (
  table: Table,
  profiles: readonly ColumnProfile[],
  assignments: Uint8Array,
  isAttack: Uint8Array | null = null,
): Promise<Description> => {
  const clusterCount = Math.max(...assignments) + 1
  const sizes = new Array<number>(clusterCount).fill(0)
  for (const cluster of assignments) sizes[cluster]!++
  return describeClusters({
    table,
    profiles,
    recipe: recipeOf(table, profiles),
    assignments,
    fit: { clusterCount, sizes },
    rowCount: table.rowCount,
    isAttack,
  })
}

describe('four rows, two clusters, by hand', async () => {
  const table = tableOf({ size: [1, 3, 11, 13], colour: ['red', 'red', 'red', 'blue'], flat: [5, 5, 5, 5] })
  const profiles = withMeanings(table, { size: { unit: 'bytes' } })
  const { cards, importance } = await describeBy(table, profiles, Uint8Array.of(0, 0, 1, 1), Uint8Array.of(0, 0, 0, 1))

  it('counts and shares', async () => {
    expect(cards.map(({ rowCount, share, letter }) => [rowCount, share, letter])).toEqual([
      [2, 0.5, 'A'],
      [2, 0.5, 'B'],
    ])
    expect(cards.map(({ attackShare }) => attackShare)).toEqual([0, 0.5])
  })

  it('finds the variance between the clusters: 25 of 26 for the numbers, a third for the colours, none for the constant', async () => {
    // size: means 2 and 12 about 7: between 4·25, in all 36 + 16 + 16 + 36 = 104, 100/104 = 25/26.
    // colour: shares of red 1 and ½ about ¾, the same for blue: between 2·2·¹⁄₁₆ per level; in all 4·¾·¼ per level: (¼)/(¾).
    const of = new Map(importance.map(({ column, betweenShare }) => [column, betweenShare] as const))
    expect(of.get('size')).toBeCloseTo(25 / 26, 6)
    expect(of.get('colour')).toBeCloseTo(1 / 3, 6)
    expect(of.get('flat')).toBe(0)
    expect(importance.map(({ column }) => column)).toEqual(['size', 'colour', 'flat'])
  })

  it('gives medians in real units and Cohen’s d', async () => {
    const trait = cards[1]!.traits.find(({ column }) => column === 'size')!
    // Each cluster's variance is 2 about means 10 apart: d = 10 / √2.
    expect(trait).toMatchObject({ kind: 'number', here: 12, all: 7, unit: 'bytes' })
    // Features are rounded to a millionth of a standard deviation.
    expect(trait.effectSize).toBeCloseTo(10 / Math.SQRT2, 4)
    expect(cards[0]!.traits.find(({ column }) => column === 'size')!.effectSize).toBeCloseTo(-10 / Math.SQRT2, 4)
  })

  it('gives shares of levels and Cohen’s h', async () => {
    const trait = cards[1]!.traits.find(({ column }) => column === 'colour')!
    expect(trait).toMatchObject({ kind: 'category', level: 'blue', here: 0.5, all: 0.25 })
    expect(trait.effectSize).toBeCloseTo(2 * Math.asin(Math.sqrt(0.5)) - 2 * Math.asin(0.5), 6)
  })

  it('measures how loose a cluster is, in scaled units', async () => {
    // size: variance in the cluster 1, in all 26. colour in B: ½ each, so (1 − ½) of the squared height, 1 / (2 · ¾ · ¼).
    expect(cards[0]!.spread).toBeCloseTo(Math.sqrt(1 / 26), 5)
    expect(cards[1]!.spread).toBeCloseTo(Math.sqrt(1 / 26 + 0.5 / 0.375), 5)
  })
})

describe('edges', () => {
  it('one cluster of everything has no effects and no importance', async () => {
    const table = tableOf({ a: [1, 2, 3], b: ['x', 'y', 'x'] })
    const { cards, importance } = await describeBy(table, withMeanings(table, {}), Uint8Array.of(0, 0, 0))
    expect(cards).toHaveLength(1)
    expect(cards[0]!.traits).toEqual([])
    expect(importance.every(({ betweenShare }) => betweenShare === 0)).toBe(true)
  })

  it('a cluster that the sample has no row of is still a card', async () => {
    const table = tableOf({ a: [1, 2, 3] })
    const profiles = withMeanings(table, {})
    const { cards } = await describeClusters({
      table,
      profiles,
      recipe: recipeOf(table, profiles),
      assignments: Uint8Array.of(0, 0, 0),
      fit: { clusterCount: 2, sizes: [3000, 1] },
      rowCount: 3001,
      isAttack: null,
    })
    expect(cards[1]).toMatchObject({ rowCount: 1, spread: 0, letter: 'B' })
    expect(JSON.stringify(cards)).not.toContain('null,null')
  })

  it('says that evidence was counted in a sample where it was', async () => {
    const { table, profiles, assignments, kinds } = sampleDayByKind(2)
    const sizes = kinds.map(() => 100_000)
    const { cards } = await describeClusters({
      table,
      profiles,
      recipe: recipeOf(table, profiles),
      assignments,
      fit: { clusterCount: kinds.length, sizes },
      rowCount: 100_000 * kinds.length,
      isAttack: null,
    })
    for (const { verdict } of cards)
      expect(verdict.evidenceFor.at(-1)).toMatch(/^counted in a sample of \d\d,\d{3} flows$/)
  })

  it('survives JSON: no NaN, no infinity', async () => {
    const { table, profiles, assignments } = sampleDayByKind(2)
    const description = await describeBy(table, profiles, assignments)
    const { patterns: _, ...said } = description
    expect(JSON.parse(JSON.stringify(said))).toEqual(said)
  })

  it('refuses assignments of another length', async () => {
    const table = tableOf({ a: [1, 2, 3] })
    const described = describeBy(table, withMeanings(table, {}), Uint8Array.of(0, 0))
    await expect(described).rejects.toThrow('2 assignments for 3 rows')
  })
})

describe('the sample day by kind', async () => {
  const { table, profiles, kinds, assignments } = sampleDayByKind(5)
  const { cards, importance } = await describeBy(table, profiles, assignments)

  it('has a line of evidence on every card', async () => {
    const lineOf = (kind: (typeof kinds)[number]): string => cards[kinds.indexOf(kind)]!.line
    expect(lineOf('SYN flood')).toBe('port 443 100 % · SYN never answered 100 % · no bytes either way 100 %')
    expect(lineOf('dns')).toMatch(/^dns 100 % · answered 9\d(\.\d)? % · \d+ B sent, \d+ B back$/)
    expect(lineOf('web')).toMatch(/^ssl \d+ %, http \d+ % · closed normally 9\d %/)
    for (const { line } of cards) expect(line).not.toMatch(/NaN|undefined|null/)
  })

  it('orders traits by effect and keeps at most twelve', async () => {
    for (const { traits } of cards) {
      expect(traits.length).toBeLessThanOrEqual(12)
      const effects = traits.map(({ effectSize }) => Math.abs(effectSize))
      expect(effects).toEqual([...effects].sort((a, b) => b - a))
    }
  })

  it('finds that kinds of traffic differ in protocol and port', async () => {
    const of = new Map(importance.map(({ column, betweenShare }) => [column, betweenShare] as const))
    expect(of.get('proto')).toBeCloseTo(1, 6)
    expect(of.get('id.resp_p')).toBeGreaterThan(0.6)
    expect([...of.values()].every((value) => value >= 0 && value <= 1)).toBe(true)
    expect(of.has('ts') || of.has('id.orig_h')).toBe(false)
  })
})

describe('titles', () => {
  it('never repeat, and say what tells namesakes apart', async () => {
    const { table, profiles, kinds, assignments } = sampleDayByKind(5)
    const bytes = table.cells[table.columnNames.indexOf('resp_bytes')]!
    const web = kinds.indexOf('web')
    const split = assignments.map((kind, row) =>
      kind === web && bytes.kind === 'numbers' && bytes.values[row]! > 20_000 ? kinds.length : kind,
    )
    const titles = (await describeBy(table, profiles, split)).cards.map(({ verdict }) => verdict.title)
    expect(new Set(titles).size).toBe(titles.length)
    expect(titles[web]).toBe('Web, completed, about 4.4 kB back')
    expect(titles[kinds.length]).toBe('Web, completed, large answers')
  })

  it('fall back on the letter where nothing tells namesakes apart', async () => {
    const table = tableOf({ a: [1, 1, 1, 1], b: ['x', 'x', 'x', 'x'] })
    const titles = (await describeBy(table, withMeanings(table, {}), Uint8Array.of(0, 0, 1, 1))).cards.map(
      ({ verdict }) => verdict.title,
    )
    expect(titles).toEqual(['Mixed traffic, group A', 'Mixed traffic, group B'])
  })
})
