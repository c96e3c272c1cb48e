import { PCA } from 'ml-pca'
import { describe, expect, it } from 'vitest'
import { toDense } from '../../../src/engine/features/dense'
import { measureTiles } from '../../../src/engine/features/measure-tiles'
import { tilesOf } from '../../../src/engine/features/tiles'
import { pointOf } from '../../../src/engine/projection/plane'
import { project } from '../../../src/engine/projection/project'
import { placeTiles, tileMoments } from '../../../src/engine/projection/tile-moments'
import { wideDirections } from '../../../src/engine/projection/wide'
import type { PlainRows } from '../support/features'
import { heaps, plainRows, shardsOf } from '../support/features'

const projected = async (rows: PlainRows, shardCount = 1) => project(await shardsOf(rows, shardCount), rows.recipe)

/** 1 if two directions are the same up to their sign. */
const alignment = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Math.abs(Array.from(a).reduce((sum, value, index) => sum + value * b[index]!, 0))

describe('project', () => {
  it('finds the long side of a slanted cloud', async () => {
    const rows = plainRows([
      [-2, -2],
      [-1, -1],
      [1, 1],
      [2, 2],
      [0.1, -0.1],
      [-0.1, 0.1],
    ])
    const { components, mean, explainedVarianceRatio } = await projected(rows)
    expect([...mean].map((value) => Math.abs(value) < 1e-12)).toEqual([true, true])
    expect([...components[0]]).toEqual([expect.closeTo(Math.SQRT1_2, 8), expect.closeTo(Math.SQRT1_2, 8)])
    expect(explainedVarianceRatio[0]).toBeCloseTo(20 / 20.04, 6)
    expect(explainedVarianceRatio[0] + explainedVarianceRatio[1]).toBeCloseTo(1, 12)
  })

  it('equals ml-pca on the full dense data, one-hot columns included', async () => {
    for (const seed of [1, 2, 3]) {
      const rows = heaps(700, 6, 8, seed)
      const ours = await projected(rows)
      const theirs = new PCA(toDense(rows.block, rows.recipe))
      for (const index of [0, 1] as const) {
        const vector = theirs.getEigenvectors().getColumn(index)
        const sign = Math.sign(vector.reduce((sum, value, axis) => sum + value * ours.components[index][axis]!, 0))
        vector.forEach((value, axis) => expect(ours.components[index][axis]! - sign * value).toBeCloseTo(0, 8))
        expect(ours.explainedVarianceRatio[index]).toBeCloseTo(theirs.getExplainedVariance()[index]!, 10)
      }
    }
  })

  it('places rows where ml-pca places them', async () => {
    const rows = heaps(300, 4, 5, 9)
    const plane = await projected(rows)
    const dense = toDense(rows.block, rows.recipe)
    const theirs = new PCA(dense).predict(dense, { nComponents: 2 }).to2DArray()
    const ours = await (await shardsOf(rows)).coordinates(plane)
    const signs = [0, 1].map((index) => Math.sign(theirs[0]![index]! * ours[index]!))
    theirs.forEach((point, row) =>
      point.forEach((value, index) => expect(ours[row * 2 + index]).toBeCloseTo(signs[index]! * value, 4)),
    )
    expect(pointOf(plane, dense[17]!)[0]).toBeCloseTo(ours[34]!, 5)
  })

  it('turns every axis so that its largest loading is positive', async () => {
    for (const seed of [4, 5, 6, 7]) {
      const { components } = await projected(heaps(200, 5, 6, seed))
      for (const component of components) {
        expect(Math.max(...component)).toBe(Math.max(...component.map(Math.abs)))
      }
    }
  })

  it('is not moved by moving all rows', async () => {
    const numbers = toDense(heaps(200, 3, 4, 2).block, heaps(200, 3, 4, 2).recipe).map((row) => row.slice(0, 4))
    const here = await projected(plainRows(numbers))
    const there = await projected(plainRows(numbers.map((row) => row.map((value) => value + 1))))
    expect(alignment(here.components[0], there.components[0])).toBeCloseTo(1, 9)
    expect(there.mean[0]! - here.mean[0]!).toBeCloseTo(1, 5)
  })

  it('has a second axis of nothing where there is but one feature', async () => {
    const { components, explainedVarianceRatio, pulls } = await projected(plainRows([[1], [2], [4]]))
    expect(explainedVarianceRatio).toEqual([1, 0])
    expect([...components[0], ...components[1]]).toEqual([1, 0])
    expect(pulls[1]).toEqual([])
  })

  it('explains nothing where nothing differs, and nothing of a single row', async () => {
    for (const rows of [
      plainRows([
        [3, 1],
        [3, 1],
        [3, 1],
      ]),
      plainRows([[5, 2]]),
    ]) {
      const plane = await projected(rows)
      expect(plane.explainedVarianceRatio).toEqual([0, 0])
      const places = await (await shardsOf(rows)).coordinates(plane)
      expect([...places].every((value) => Math.abs(value) < 1e-6)).toBe(true)
    }
  })

  it('works on categories only', async () => {
    const levels = Array.from({ length: 60 }, (_, row) => [
      row % 3 === 0 ? 'a' : 'b',
      row % 3 === 0 ? 'x' : 'y',
      ['p', 'q'][row % 2]!,
    ])
    const { explainedVarianceRatio, pulls } = await projected(
      plainRows(
        levels.map(() => []),
        levels,
      ),
    )
    expect(explainedVarianceRatio[0]).toBeCloseTo(2 / 3, 6)
    expect(pulls[0].map(({ column }) => column).sort()).toEqual(['level 0', 'level 1'])
  })

  it('gives the same bytes for 1, 2, 3 and 8 shards', async () => {
    const rows = heaps(6 * 4096 + 5, 5, 6, 3)
    const alone = await projected(rows)
    const place = async (shardCount: number): Promise<string> =>
      Buffer.from((await (await shardsOf(rows, shardCount)).coordinates(alone)).buffer).toString('base64')
    const places = await place(1)
    for (const shardCount of [2, 3, 8]) {
      const several = await projected(rows, shardCount)
      expect([...several.components[0]]).toEqual([...alone.components[0]])
      expect([...several.components[1]]).toEqual([...alone.components[1]])
      expect(several).toEqual(alone)
      expect(await place(shardCount)).toBe(places)
    }
  })
})

describe('the kernel', () => {
  const noBreath = (): Promise<void> => Promise.resolve()
  const levels = Array.from({ length: 500 }, (_, row) => [
    `a ${row % 31}`,
    `b ${row % 29}`,
    `c ${row % 7}`,
    `d ${row % 3}`,
  ])
  const none = levels.map(() => [])

  it.each([
    ['many rows', heaps(5000, 5, 7, 2)],
    ['not a multiple of 16', heaps(333, 4, 12, 3)],
    ['one row', heaps(1, 1, 3, 1)],
    ['categories only, in two groups', plainRows(none, levels)],
    [
      'numbers only, as far from their mean as they are let',
      plainRows(none.map((_, row) => [8, -8, row % 2 ? 8 : -8])),
    ],
  ])('gives the moments and places that its twin gives, bit for bit: %s', async (_, { block, recipe }) => {
    const [fast, plain] = [tilesOf(block, recipe), tilesOf(block, recipe, true)]
    const byKernel = await tileMoments(fast, measureTiles(fast), noBreath)
    const byTwin = await tileMoments(plain, measureTiles(plain), noBreath)
    const pairCount = byTwin.products.length / 2
    const rounded = ({ products }: typeof byTwin): number[] =>
      Array.from({ length: pairCount }, (_unused, pair) => products[pair]! + products[pairCount + pair]!)
    expect({ ...byKernel, products: rounded(byKernel) }).toEqual({ ...byTwin, products: rounded(byTwin) })
    const mean = new Float64Array(recipe.featureCount).fill(0.1)
    const components = [mean.map((_unused, axis) => Math.sin(axis)), mean.map((_unused, axis) => Math.cos(axis))]
    expect(await placeTiles(fast, { mean, components }, noBreath)).toEqual(
      await placeTiles(plain, { mean, components }, noBreath),
    )
  })

  it('loses no digit of a product', async () => {
    const { block, recipe } = plainRows(Array.from({ length: 4000 }, () => [8 - 2 ** -20, 2 ** -20]))
    const tiles = tilesOf(block, recipe)
    const { products } = await tileMoments(tiles, measureTiles(tiles), noBreath)
    expect([0, 1, 2].map((pair) => products[pair]! + products[3 + pair]!)).toEqual([
      4000 * (8 - 2 ** -20) ** 2,
      4000 * (8 - 2 ** -20) * 2 ** -20,
      4000 * 2 ** -40,
    ])
  })
})

describe('wideDirections', () => {
  it('finds what the decomposition of the covariance finds', async () => {
    const rows = heaps(900, 4, 12, 5)
    const exact = await projected(rows)
    const wide = await wideDirections(await shardsOf(rows), rows.recipe)
    for (const index of [0, 1] as const) {
      expect(alignment(wide.components[index], exact.components[index])).toBeCloseTo(1, 6)
      expect(wide.explainedVarianceRatio[index]).toBeCloseTo(exact.explainedVarianceRatio[index], 8)
    }
  })

  it('is taken where there are more axes than ml-pca should decompose at once', async () => {
    const rows = heaps(120, 3, 260, 5)
    const dense = toDense(rows.block, rows.recipe)
    const theirs = new PCA(dense)
    const ours = await projected(rows)
    expect(ours.explainedVarianceRatio[0]).toBeCloseTo(theirs.getExplainedVariance()[0]!, 7)
    expect(alignment(ours.components[0], theirs.getEigenvectors().getColumn(0))).toBeCloseTo(1, 5)
    expect(alignment(ours.components[1], theirs.getEigenvectors().getColumn(1))).toBeCloseTo(1, 4)
  })

  it('finds directions of nothing where nothing differs', async () => {
    const rows = plainRows(Array.from({ length: 5 }, () => [1, 2, 3]))
    const { explainedVarianceRatio, components } = await wideDirections(await shardsOf(rows), rows.recipe)
    expect(explainedVarianceRatio).toEqual([0, 0])
    expect(components[0].every(Number.isFinite)).toBe(true)
  })
})
