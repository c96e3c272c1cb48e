import { describe, expect, it } from 'vitest'
import { findKnee } from '../../../src/engine/clustering/knee'

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1)

describe('findKnee', () => {
  it('finds the corner of a bent line', () => {
    const knee = findKnee(upTo(7), [100, 60, 20, 15, 10, 5, 0])
    expect(knee!.index).toBe(2)
    expect(knee!.strength).toBeCloseTo(0.8 - 2 / 6, 12)
  })

  it('finds the knee of y = 1 / x from 1 to 9 at 3, but none from 1 to 4, where it stands no more than a step over the chord', () => {
    expect(findKnee([1, 2, 3, 4], [1, 1 / 2, 1 / 3, 1 / 4])).toBeNull()
    const longer = findKnee(
      upTo(9),
      upTo(9).map((x) => 1 / x),
    )
    expect(longer!.index).toBe(2)
    expect(longer!.strength).toBeCloseTo((1 - 1 / 3) / (1 - 1 / 9) - 2 / 8, 12)
  })

  it("finds the knee of the paper's figure 2 at 0.22", () => {
    // y = -1 / (x + 0.1) + 5 for x = 0, 1/9 … 1, here turned so that it falls.
    const xs = Array.from({ length: 10 }, (_, index) => index / 9)
    const rising = xs.map((x) => -1 / (x + 0.1) + 5)
    expect(
      xs[
        findKnee(
          xs,
          rising.map((y) => 5 - y),
        )!.index
      ],
    ).toBeCloseTo(2 / 9, 12)
  })

  it('does not depend on the units of either axis', () => {
    const ys = [900, 400, 150, 120, 100, 90, 85]
    const plain = findKnee(upTo(7), ys)
    const rescaled = findKnee(
      upTo(7).map((x) => 10 * x + 3),
      ys.map((y) => y / 7 + 1),
    )
    expect(rescaled!.index).toBe(plain!.index)
    expect(rescaled!.strength).toBeCloseTo(plain!.strength, 12)
  })

  it('finds none in a straight line, a flat one, a rising one, one that falls ever faster, or two points', () => {
    expect(findKnee(upTo(6), [6, 5, 4, 3, 2, 1])).toBeNull()
    expect(findKnee(upTo(6), [3, 3, 3, 3, 3, 3])).toBeNull()
    expect(findKnee(upTo(4), [1, 2, 3, 4])).toBeNull()
    expect(findKnee(upTo(6), [10, 9.8, 9.4, 8.6, 6, 0])).toBeNull()
    expect(findKnee([1, 2], [5, 1])).toBeNull()
  })
})
