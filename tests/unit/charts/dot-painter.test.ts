import { describe, expect, test } from 'vitest'
import { Coverage } from '../../../src/charts/map/coverage'
import { fillPicture, paintDots, type Ink, type Picture } from '../../../src/charts/map/dot-painter'
import { orderByInk, type Dots } from '../../../src/charts/map/ink-order'
import { splatOf } from '../../../src/charts/map/splat'
import { spiral, STACK_PLACES, stackMoves, stackPlaces, stackZoom } from '../../../src/charts/map/stacks'
import { finish } from './finish'

const plain = { scaleX: 1, offsetX: 0, scaleY: 1, offsetY: 0 }
const red: Ink = { red: 255, green: 0, blue: 0, opacity: 1 }
const blue: Ink = { red: 0, green: 0, blue: 255, opacity: 1 }
const SIDE = 40

const BLACK = { red: 0, green: 0, blue: 0 }
const allOf = (count: number): Dots => ({
  dots: Uint32Array.from({ length: count }, (_, dot) => dot),
  weights: null,
  count,
})

function painted(
  coordinates: readonly number[],
  codes: readonly number[],
  inks: readonly Ink[],
  sequence: readonly number[],
  wanted = allOf(codes.length),
): Picture {
  const picture = { width: SIDE, height: SIDE, pixels: new Uint32Array(SIDE * SIDE) }
  fillPicture(picture, BLACK)
  const places = Float32Array.from(coordinates)
  const order = finish(orderByInk(wanted, Uint8Array.from(codes), inks.length))
  const spread = { places: finish(stackPlaces(places, 1, 1)), ...stackMoves(1) }
  const drawing = { placing: plain, splat: splatOf(1.3), spread, crowding: 0 }
  finish(paintDots(picture, places, order, sequence, inks, BLACK, drawing, new Coverage(SIDE, SIDE)))
  return picture
}

const bytesOf = ({ pixels }: Picture): Uint8Array => new Uint8Array(pixels.buffer)
const pixel = (picture: Picture, x: number, y: number): number[] => [
  ...bytesOf(picture).subarray((y * SIDE + x) * 4, (y * SIDE + x) * 4 + 4),
]
const litCount = (picture: Picture): number => bytesOf(picture).filter((value, i) => i % 4 !== 3 && value > 60).length

describe('order by ink', () => {
  test('puts dots of one code together, in order of the file', () => {
    const order = finish(orderByInk(allOf(5), Uint8Array.of(2, 0, 2, 1, 0), 3))
    expect([...order.dots]).toEqual([1, 4, 3, 0, 2])
    expect([...order.starts]).toEqual([0, 2, 3, 5])
  })

  test('keeps what each dot stands for', () => {
    const some = { dots: Uint32Array.of(4, 2, 1), weights: Float32Array.of(5, 6, 7), count: 3 }
    const order = finish(orderByInk(some, Uint8Array.of(2, 0, 2, 1, 0), 3))
    expect([...order.dots]).toEqual([4, 1, 2])
    expect([...order.weights!]).toEqual([5, 7, 6])
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

  test('a dot that stands for three looks like three on one place', () => {
    const faint: Ink = { ...red, opacity: 0.3 }
    const three = painted([20.5, 20.5, 20.5, 20.5, 20.5, 20.5], [0, 0, 0], [faint], [0])
    const asOne = { dots: Uint32Array.of(0), weights: Float32Array.of(3), count: 1 }
    const one = painted([20.5, 20.5], [0], [faint], [0], asOne)
    expect([...one.pixels]).toEqual([...three.pixels])
    expect(pixel(one, 20, 20)[0]).toBeGreaterThan(120)
  })

  test('few dots of one group on many of another show its own colour, not a mixture', () => {
    const spot = Array.from({ length: 6 }, () => [20.5, 20.5]).flat()
    const [shownRed, , shownBlue] = pixel(
      painted(spot, [0, 0, 0, 1, 1, 1], [red, { ...blue, opacity: 0.5 }], [0, 1]),
      20,
      20,
    )
    expect(shownBlue).toBeGreaterThan(3 * shownRed!)
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

  test('dots on one pixel take one place after the other, and those alone on theirs stay', () => {
    const coordinates = Float32Array.from([...new Array<number>(2 * 20).fill(0.5), 7.2, 7.2, 30.1, -4])
    const places = [...finish(stackPlaces(coordinates, 1, 1))]
    expect(places.slice(0, 20)).toEqual([0, 0, 0, ...Array.from({ length: 17 }, (_, rank) => rank)])
    expect(places.slice(20)).toEqual([0, 0])
  })

  test('the spiral begins again past its end', () => {
    const places = finish(stackPlaces(new Float32Array(2 * 5000), 1, 1))
    expect(Math.max(...places)).toBe(STACK_PLACES - 1)
    expect(stackMoves(2).moveX).toHaveLength(STACK_PLACES)
  })

  test('what lies on one pixel lies on several when seen nearer, and is spread less', () => {
    const close = Float32Array.from(Array.from({ length: 64 }, (_, i) => [(i % 8) / 9, Math.floor(i / 8) / 9]).flat())
    const movedCount = (scale: number): number =>
      finish(stackPlaces(close, scale, scale)).filter((place) => place > 0).length
    expect(movedCount(1)).toBeGreaterThan(50)
    expect(movedCount(8)).toBe(0)
  })

  test('are counted anew only when the zoom has doubled', () => {
    expect([0.5, 1, 1.9, 2, 3.99, 4, 63].map(stackZoom)).toEqual([1, 1, 1, 2, 2, 4, 32])
  })
})
