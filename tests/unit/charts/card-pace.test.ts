import { describe, expect, test } from 'vitest'
import { CardPace } from '../../../src/charts/map/gl/card-pace'

describe('the pace of a graphics card', () => {
  test('is every dot for a quick one, and after one slow picture again soon', () => {
    const pace = new CardPace(31)
    pace.took(17)
    expect(pace.step).toBe(1)
    pace.took(80)
    expect(pace.step).toBe(2)
    pace.took(17)
    expect(pace.step).toBe(1)
  })

  test('stays where a picture takes two frames', () => {
    const pace = new CardPace(31)
    pace.took(80)
    pace.took(33)
    expect(pace.step).toBe(2)
  })

  test('falls to the fewest dots at once for a card that takes seconds', () => {
    const pace = new CardPace(31)
    pace.took(2400)
    expect(pace.step).toBe(31)
  })

  test('a card that is slow with the fewest dots too is given up, one that was so once is not', () => {
    const pace = new CardPace(8)
    for (let i = 0; i < 5; i++) pace.took(200)
    expect([pace.step, pace.isTooSlow]).toEqual([8, false])
    pace.took(17)
    for (let i = 0; i < 5; i++) pace.took(200)
    expect(pace.isTooSlow).toBe(true)
  })
})
