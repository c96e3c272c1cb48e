import { describe, expect, test } from 'vitest'
import { bandScale } from '../../../src/charts/band-scale'
import { placeLineWords } from '../../../src/charts/line-words'
import { shortName } from '../../../src/charts/map/names'
import { segmentsOf } from '../../../src/charts/parts-layout'
import { pictureName } from '../../../src/charts/saving'
import type { ScorePart } from '../../../src/worker/protocol'

const part = (adds: number): ScorePart => ({ column: 'c', kind: 'column', label: 'c', adds, actual: '', typical: null })

describe('parts of a score', () => {
  test('end at the score, the small ones as one segment that says how many they are', () => {
    const segments = segmentsOf([part(5), part(3), part(0.1), part(0.1)], 8.2, 0.5)
    expect(segments.map(({ from, to, partCount }) => [from, to, partCount])).toEqual([
      [0, 5, 1],
      [5, 8, 1],
      [8, 8.2, 2],
    ])
  })

  test('that take away are counted in the rest, so that the bar still ends at the score', () => {
    const segments = segmentsOf([part(5), part(-1)], 4, 0.1)
    expect(segments.at(-1)!.to).toBe(4)
    expect(segments).toHaveLength(1)
    expect(segments[0]!.partCount).toBe(2)
  })

  test('of a score of zero are none', () => {
    expect(segmentsOf([part(0), part(0)], 0, 0.1)).toEqual([])
  })
})

describe('band scale', () => {
  test('spans the band and the value, whichever lies farther', () => {
    const x = bandScale(10, 20, 30, 0, 100)
    expect(x(10)).toBe(0)
    expect(x(30)).toBe(100)
    expect(x(20)).toBe(50)
  })

  test('keeps the band visible when the value is a thousand times as far', () => {
    const x = bandScale(0, 4200, 9_100_000, 0, 80)
    expect(x(9_100_000)).toBeCloseTo(80)
    expect(x(4200) - x(0)).toBeGreaterThan(5)
  })

  test('puts a single value in the middle', () => {
    expect(bandScale(3, 3, 3, 0, 80)(3)).toBe(40)
  })
})

describe('words at lines', () => {
  const measure = (text: string): number => text.length * 6
  const room = { left: 0, right: 300, top: 0 }

  test('turn to the left of their line where the right has no room', () => {
    const [placed] = placeLineWords([{ x: 280, y: 100, words: '12 groups', weight: 600 }], room, measure)
    expect(placed).toMatchObject({ anchor: 'end', textX: 276 })
  })

  test('move up where they would touch', () => {
    const [first, second] = placeLineWords(
      [
        { x: 100, y: 100, words: 'bend at 3', weight: 400 },
        { x: 120, y: 98, words: '4 groups', weight: 600 },
      ],
      room,
      measure,
    )
    expect(Math.abs(first!.textY - second!.textY)).toBeGreaterThanOrEqual(15)
  })
})

describe('names', () => {
  test('a group on the map is called by what it looks like, shortly', () => {
    expect(shortName('Looks like a SYN flood')).toBe('SYN flood')
    expect(shortName('Looks like an exfiltration')).toBe('Exfiltration')
    expect(shortName('Web and mail, completed')).toBe('Web and mail, completed')
  })

  test('a saved picture is named after its finding', () => {
    expect(pictureName('The curve bends at 3, and 7 still holds', 'svg')).toBe(
      'the-curve-bends-at-3-and-7-still-holds.svg',
    )
    expect(pictureName('…', 'png')).toBe('chart.png')
  })
})
