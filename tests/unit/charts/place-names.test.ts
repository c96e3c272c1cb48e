import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LETTER_WIDTH, NAME_HEIGHT, placeNames, type PlacedName } from '../../../src/charts/map/place-names'

const room = { left: 0, top: 0, right: 600, bottom: 400 }
const overlap = (a: PlacedName, b: PlacedName): boolean =>
  a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + NAME_HEIGHT && b.top < a.top + NAME_HEIGHT

describe('place names', () => {
  test('no two names cover each other and none leaves the room', () => {
    const name = fc.record({
      x: fc.integer({ min: 0, max: 600 }),
      y: fc.integer({ min: 0, max: 400 }),
      wideWidth: fc.integer({ min: 30, max: 180 }),
    })
    fc.assert(
      fc.property(fc.array(name, { maxLength: 16 }), fc.boolean(), (names, wordsAllowed) => {
        const placed = placeNames(names, room, wordsAllowed).filter((place) => place !== null)
        for (const place of placed) {
          expect(place.left).toBeGreaterThanOrEqual(room.left)
          expect(place.left + place.width).toBeLessThanOrEqual(room.right)
          expect(place.top).toBeGreaterThanOrEqual(room.top)
          expect(place.top + NAME_HEIGHT).toBeLessThanOrEqual(room.bottom)
        }
        placed.forEach((place, i) => placed.slice(i + 1).forEach((other) => expect(overlap(place, other)).toBe(false)))
      }),
    )
  })

  test('a name alone has its words; on a narrow map only its letter', () => {
    const names = [{ x: 300, y: 200, wideWidth: 120 }]
    expect(placeNames(names, room, true)[0]).toMatchObject({ wide: true, width: 120 })
    expect(placeNames(names, room, false)[0]).toMatchObject({ wide: false, width: LETTER_WIDTH })
  })

  test('a group beyond the frame has no name', () => {
    expect(placeNames([{ x: 900, y: 200, wideWidth: 80 }], room, true)).toEqual([null])
  })

  test('a name does not cover the middle of another group where there is room', () => {
    const names = [
      { x: 300, y: 200, wideWidth: 80 },
      { x: 300, y: 178, wideWidth: 80 },
    ]
    for (const place of placeNames(names, room, true))
      for (const { x, y } of names) {
        const covers =
          place!.left < x && x < place!.left + place!.width && place!.top < y && y < place!.top + NAME_HEIGHT
        expect(covers).toBe(false)
      }
  })

  test('the mark keeps its place', () => {
    const kept = { left: 280, right: 420, top: 180, bottom: 220 }
    const [place] = placeNames([{ x: 300, y: 200, wideWidth: 80 }], room, true, [kept])
    const covers =
      place!.left < kept.right &&
      kept.left < place!.left + place!.width &&
      place!.top < kept.bottom &&
      kept.top < place!.top + NAME_HEIGHT
    expect(covers).toBe(false)
  })
})
