import { describe, expect, test } from 'vitest'
import { fillPicture, orderByCode, paintDots, type Ink, type Picture } from '../../../src/charts/map/dot-painter'
import { splatOf } from '../../../src/charts/map/splat'
import { spiral, stacksFor } from '../../../src/charts/map/stacks'
import { finish } from './finish'

const plain = { scaleX: 1, offsetX: 0, scaleY: 1, offsetY: 0 }
const red: Ink = { red: 255, green: 0, blue: 0, opacity: 1 }
const blue: Ink = { red: 0, green: 0, blue: 255, opacity: 1 }
const SIDE = 40

function painted(
  coordinates: readonly number[],
  codes: readonly number[],
  inks: readonly Ink[],
  sequence: readonly number[],
): Picture {
  const picture = { width: SIDE, height: SIDE, data: new Uint8ClampedArray(SIDE * SIDE * 4) }
  fillPicture(picture, { red: 0, green: 0, blue: 0 })
  const order = finish(orderByCode(Uint8Array.from(codes), inks.length))
  const stacks = stacksFor(SIDE, SIDE, 1, codes.length)
  finish(paintDots(picture, Float32Array.from(coordinates), order, sequence, inks, plain, splatOf(1.3), stacks))
  return picture
}

const pixel = ({ data }: Picture, x: number, y: number): number[] => [
  ...data.subarray((y * SIDE + x) * 4, (y * SIDE + x) * 4 + 4),
]
const litCount = ({ data }: Picture): number => data.filter((value, i) => i % 4 !== 3 && value > 60).length

describe('order by ink', () => {
  test('puts rows of one code together, in order of the file', () => {
    const order = finish(orderByCode(Uint8Array.of(2, 0, 2, 1, 0), 3))
    expect([...order.rows]).toEqual([1, 4, 3, 0, 2])
    expect([...order.starts]).toEqual([0, 2, 3, 5])
  })
})

describe('dot painter', () => {
  test('a dot is full in the middle and soft at its edge', () => {
    const picture = painted([20.5, 20.5], [0], [red], [0])
    expect(pixel(picture, 20, 20)).toEqual([255, 0, 0, 255])
    expect(pixel(picture, 21, 21)[0]).toBeGreaterThan(0)
    expect(pixel(picture, 21, 21)[0]).toBeLessThan(255)
    expect(pixel(picture, 23, 20)).toEqual([0, 0, 0, 255])
  })

  test('the last ink of the sequence lies on top', () => {
    const both = [20.5, 20.5, 20.5, 20.5]
    expect(pixel(painted(both, [0, 1], [red, blue], [0, 1]), 20, 20)).toEqual([0, 0, 255, 255])
    expect(pixel(painted(both, [0, 1], [red, blue], [1, 0]), 20, 20)).toEqual([255, 0, 0, 255])
  })

  test('an ink that is left out of the sequence is not drawn', () => {
    expect(litCount(painted([20.5, 20.5], [1], [red, blue], [0]))).toBe(0)
  })

  test('dots beyond the edge and places that are no numbers leave the picture as it is', () => {
    expect(litCount(painted([-5, 10, 10, 1e9, Number.NaN, 3], [0, 0, 0], [red], [0]))).toBe(0)
  })

  test('a thousand flows on one spot cover more than one, and many more than a few', () => {
    const stack = (rowCount: number): number =>
      litCount(
        painted(
          Array.from({ length: rowCount }, () => [20.5, 20.5]).flat(),
          new Array<number>(rowCount).fill(0),
          [red],
          [0],
        ),
      )
    expect(stack(3)).toBeLessThan(2 * stack(1))
    expect(stack(100)).toBeGreaterThan(4 * stack(1))
    expect(stack(1000)).toBeGreaterThan(2 * stack(100))
  })
})

describe('stacks', () => {
  test('a spiral begins in the middle and ends at its widest', () => {
    const { moveX, moveY } = spiral(0.5, 10)
    const distances = [...moveX].map((x, i) => Math.hypot(x, moveY[i]!))
    expect(distances[0]).toBe(0)
    expect(Math.max(...distances)).toBeLessThan(10)
    expect(Math.max(...distances)).toBeGreaterThan(9.5)
  })
})
