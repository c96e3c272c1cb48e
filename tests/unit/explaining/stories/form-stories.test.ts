import { describe, expect, it } from 'vitest'
import { formStories, MOST_STORIES, nearestStories } from '../../../../src/engine/explaining/stories/form-stories'
import { cutAt, mergesOf } from '../../../../src/engine/explaining/stories/merging'
import { difference, type ReasonedFlows } from '../../../../src/engine/explaining/stories/reasoned-flows'
import { Cancelled, silentPulse } from '../../../../src/engine/numeric/pulse'
import { seededRandom } from '../../../../src/engine/numeric/random'

interface Flow {
  readonly shares: readonly number[]
  readonly places: readonly number[]
  readonly hosts?: readonly [number, number]
}

function flowsOf(flows: readonly Flow[], isLevel: readonly boolean[] = [false, false, true]): ReasonedFlows {
  const hosts = flows.every((flow) => flow.hosts !== undefined)
  return {
    count: flows.length,
    columnCount: isLevel.length,
    shares: Float64Array.from(flows.flatMap(({ shares }) => shares)),
    places: Float64Array.from(flows.flatMap(({ places }) => places)),
    isLevel,
    hosts: hosts
      ? {
          sources: Uint32Array.from(flows, (flow) => flow.hosts![0]),
          destinations: Uint32Array.from(flows, (flow) => flow.hosts![1]),
        }
      : null,
  }
}

/** Flows that are strange in one column only. */
const strangeIn = (column: number, place: number, hosts?: readonly [number, number]): Flow => ({
  shares: [0, 1, 2].map((index) => (index === column ? 1 : 0)),
  places: [0, 1, 2].map((index) => (index === column ? place : 0)),
  ...(hosts && { hosts }),
})

describe('the difference of two flows', () => {
  it('is none for the same reasons, and a deviation apart is as far as values go', () => {
    const flows = flowsOf([strangeIn(0, 5), strangeIn(0, 5), strangeIn(0, 5.5), strangeIn(0, 6), strangeIn(0, 60)])
    expect(difference(flows, 0, flows, 1)).toBe(0)
    expect(difference(flows, 0, flows, 2)).toBeCloseTo(0.35, 12)
    expect(difference(flows, 0, flows, 3)).toBeCloseTo(0.7, 12)
    expect(difference(flows, 0, flows, 4)).toBeCloseTo(0.7, 12)
  })

  it('is whole where the scores are made of other columns that differ', () => {
    const flows = flowsOf([strangeIn(0, 5), strangeIn(2, 1)])
    expect(difference(flows, 0, flows, 1)).toBeCloseTo(1, 12)
  })

  it('does not ask how far apart two levels are', () => {
    const flows = flowsOf([strangeIn(2, 1), strangeIn(2, 2), strangeIn(2, 40)])
    expect(difference(flows, 0, flows, 1)).toBe(difference(flows, 0, flows, 2))
  })

  it('is the same both ways, and less for flows that share a host', () => {
    const flows = flowsOf([strangeIn(0, 5, [1, 2]), strangeIn(0, 5, [1, 3]), strangeIn(0, 5.5, [4, 5])])
    expect(difference(flows, 0, flows, 1)).toBeCloseTo(0.1, 12)
    expect(difference(flows, 0, flows, 2)).toBe(difference(flows, 2, flows, 0))
    expect(difference(flows, 0, flows, 2)).toBeGreaterThan(0.5)
  })
})

/** Average linkage as its definition says it: the two groups whose flows are nearest in the mean, again and again. */
function plainGroups(apart: readonly (readonly number[])[], height: number): number[][] {
  let groups = apart.map((_, flow) => [flow])
  const mean = (a: readonly number[], b: readonly number[]): number =>
    a.flatMap((i) => b.map((j) => apart[i]![j]!)).reduce((sum, value) => sum + value, 0) / (a.length * b.length)
  for (;;) {
    let best: [number, number, number] | null = null
    for (let i = 0; i < groups.length; i++)
      for (let j = i + 1; j < groups.length; j++) {
        const value = mean(groups[i]!, groups[j]!)
        if (best === null || value < best[2]) best = [i, j, value]
      }
    if (best === null || best[2] > height) return groups
    const [i, j] = best
    const joined = [...groups[i]!, ...groups[j]!].sort((a, b) => a - b)
    groups = [...groups.filter((_, index) => index !== i && index !== j), joined].sort((a, b) => a[0]! - b[0]!)
  }
}

describe('merging', () => {
  it.each([1, 2, 3])('by the chain of nearest neighbours gives the groups of the definition, seed %i', async (seed) => {
    const random = seededRandom(seed)
    const count = 40
    const points = Array.from({ length: count }, () => [random.next(), random.next()] as const)
    const apart = points.map(([x, y]) => points.map(([u, v]) => Math.fround(Math.abs(x - u) + Math.abs(y - v))))
    const merges = await mergesOf(Float32Array.from(apart.flat()), count, silentPulse)
    expect(merges).toHaveLength(count - 1)
    for (const height of [0.05, 0.2, 0.5, 2]) {
      expect(cutAt(merges, count, height)).toEqual(plainGroups(apart, height))
    }
  })
})

describe('forming stories', () => {
  it('puts flows with the same reasons together, and others apart', async () => {
    const flows = flowsOf([strangeIn(0, 5), strangeIn(1, -4), strangeIn(0, 5.2), strangeIn(2, 7), strangeIn(1, -4.1)])
    const { stories, rest } = await formStories(flows)
    expect(stories).toEqual([[0, 2], [1, 4], [3]])
    expect(rest).toEqual([])
  })

  it('tells at most twenty, and leaves what fits none to the last', async () => {
    const pairs = Array.from({ length: 40 }, (_, level) => [strangeIn(2, level), strangeIn(2, level)]).flat()
    const { stories, rest } = await formStories(flowsOf(pairs))
    expect(stories).toHaveLength(MOST_STORIES - 1)
    expect(rest).toHaveLength(80 - 2 * (MOST_STORIES - 1))
    expect([...stories.flat(), ...rest].sort((a, b) => a - b)).toEqual(pairs.map((_, flow) => flow))
  })

  it('does not lose the one strangest flow among many small groups', async () => {
    const pairs = Array.from({ length: 40 }, (_, level) => [strangeIn(2, level), strangeIn(2, level)]).flat()
    const { stories } = await formStories(flowsOf([strangeIn(0, 9), ...pairs]))
    expect(stories).toContainEqual([0])
  })

  it('gives a later flow to the story it is like, and to none if it is like none', async () => {
    const flows = flowsOf([strangeIn(0, 5), strangeIn(1, -4), strangeIn(0, 5.2), strangeIn(1, -4.1)])
    const { stories } = await formStories(flows)
    const later = flowsOf([strangeIn(1, -4.2), strangeIn(0, 5.1), strangeIn(2, 3)])
    expect([...nearestStories(later, flows, stories)]).toEqual([1, 0, -1])
  })

  it('has nothing to tell of no flow, and stops when it is no longer wanted', async () => {
    expect(await formStories(flowsOf([]))).toEqual({ stories: [], rest: [] })
    const stopped = { report: () => undefined, breathe: () => Promise.reject(new Cancelled()) }
    await expect(formStories(flowsOf([strangeIn(0, 1), strangeIn(0, 2)]), stopped)).rejects.toBeInstanceOf(Cancelled)
  })
})
