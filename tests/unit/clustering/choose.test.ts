import { describe, expect, it } from 'vitest'
import { chooseClusterCount } from '../../../src/engine/clustering/choose'
import type { ElbowPoint } from '../../../src/engine/clustering/result'

const pointsOf = (inertias: readonly number[], silhouettes: readonly (number | null)[] = [], first = 1): ElbowPoint[] =>
  inertias.map((inertia, index) => ({
    clusterCount: first + index,
    inertia,
    inertiaShare: inertia / inertias[0]!,
    sampledSilhouette: silhouettes[index] ?? null,
    iterationCount: 5,
    converged: true,
    repairCount: 0,
  }))

describe('chooseClusterCount', () => {
  it('takes the last K whose group pays: a twelfth of the spread that is left', () => {
    const choice = chooseClusterCount(
      pointsOf([1000, 600, 300, 250, 245, 240, 235], [null, 0.4, 0.5, 0.6, 0.5, 0.4, 0.3]),
      25192,
    )
    expect(choice.clusterCount).toBe(4)
    expect(choice.knee!.clusterCount).toBe(3)
    expect(choice.silhouettePeak).toEqual({ clusterCount: 4, value: 0.6 })
    expect(choice.reason).toBe(
      'The fourth group still takes 17 % of the spread left inside the groups, the fifth would take only 2 %. ' +
        'The curve bends at 3, the groups stand apart best here (silhouette 0.60).',
    )
  })

  it('goes over a group that does not pay if the next one makes up for it', () => {
    expect(chooseClusterCount(pointsOf([1000, 800, 780, 500, 495, 490]), 100).clusterCount).toBe(4)
  })

  it('does not change its mind because a longer range was searched', () => {
    const inertias = [1000, 600, 400, 330, 300, 290, 281, 273, 266, 260, 255, 251, 248, 246]
    const chosen = [5, 8, 10, 14].map((last) => chooseClusterCount(pointsOf(inertias.slice(0, last)), 100).clusterCount)
    expect(chosen).toEqual([5, 5, 5, 5])
  })

  it('says that no number stands out where no group pays', () => {
    const choice = chooseClusterCount(pointsOf([1000, 970, 940, 910, 880]), 100)
    expect(choice).toMatchObject({ clusterCount: 1, knee: null })
    expect(choice.reason).toBe(
      'No number of groups stands out: the second would take only 3 % of the spread left inside the groups. The curve has no clear bend.',
    )
  })

  it('proposes nine at the most, and says that more can be chosen', () => {
    const choice = chooseClusterCount(pointsOf(Array.from({ length: 12 }, (_, index) => 1000 * 0.8 ** index)), 25192)
    expect(choice.clusterCount).toBe(9)
    expect(choice.reason).toContain('more than nine are not proposed, but can be chosen.')
  })

  it('blames no limit where the next group would not pay anyway', () => {
    const inertias = [...Array.from({ length: 9 }, (_, index) => 1000 * 0.8 ** index), 166, 165, 164]
    const choice = chooseClusterCount(pointsOf(inertias), 25192)
    expect(choice.clusterCount).toBe(9)
    expect(choice.reason).toContain('left inside the groups, the tenth would take only 1 %.')
  })

  it('does not call much little where the fewest tried are too many already', () => {
    expect(chooseClusterCount(pointsOf([50, 20, 10], [], 4), 9).reason).toContain(
      'Four groups, the fewest tried; 9 flows are too few for more.',
    )
    expect(chooseClusterCount(pointsOf([50, 40, 30], [], 10), 25192).reason).toContain(
      'Ten groups, the fewest tried; more than nine are not proposed, but can be chosen.',
    )
  })

  it('says that more were not tried where the last K still pays', () => {
    const choice = chooseClusterCount(pointsOf([1000, 700, 400]), 100)
    expect(choice.clusterCount).toBe(3)
    expect(choice.reason).toContain(
      'The third group still takes 43 % of the spread left inside the groups; more were not tried.',
    )
  })

  it('stops where nothing is left to take', () => {
    const choice = chooseClusterCount(pointsOf([10, 4, 0]), 99)
    expect(choice.clusterCount).toBe(3)
    expect(choice.reason).toContain('Three groups hold nothing but equal flows.')
    expect(chooseClusterCount(pointsOf([0]), 9).reason).toContain('One group holds nothing but equal flows.')
  })

  it('proposes no more than half the root of the flows, and says why', () => {
    const points = pointsOf([1000, 500, 250, 120, 60, 30, 15, 7, 3, 1])
    const choice = chooseClusterCount(points, 299)
    expect(choice.clusterCount).toBe(8)
    expect(choice.reason).toContain('left inside the groups; 299 flows are too few for more.')
    expect(chooseClusterCount(points, 5).clusterCount).toBe(2)
    expect(chooseClusterCount(pointsOf([50, 20, 10], [], 4), 9).clusterCount).toBe(4)
  })

  it('works on a range of one K and on one that begins later', () => {
    expect(chooseClusterCount(pointsOf([50], [0.3], 6), 100)).toMatchObject({ clusterCount: 6, knee: null })
    const later = chooseClusterCount(pointsOf([100, 97, 95], [0.2, 0.1, 0.1], 3), 100)
    expect(later.clusterCount).toBe(3)
    expect(later.reason).toContain('Three groups, the fewest tried: the fourth would take only 3 %')
  })

  it('tells how many rows the silhouette was made from', () => {
    expect(chooseClusterCount(pointsOf([9, 1]), 65524).silhouetteSampleSize).toBe(2000)
    expect(chooseClusterCount(pointsOf([9, 1]), 299).silhouetteSampleSize).toBe(299)
  })
})
