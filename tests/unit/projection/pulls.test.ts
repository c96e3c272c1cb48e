import { describe, expect, it } from 'vitest'
import { assembleRecipe } from '../../../src/engine/features/fit-recipe'
import { strongestPulls } from '../../../src/engine/projection/pulls'

const number = (column: string) => ({ kind: 'number', column, transform: 'none', fill: 0, mean: 0, scale: 1 }) as const
const flag = (column: string) => ({ kind: 'missing', column, mean: 0, scale: 1 }) as const
const recipe = assembleRecipe(
  [number('bytes'), number('packets'), flag('bytes')],
  [{ kind: 'category', column: 'flag', levels: ['SF', 'S0'], shares: [0.5, 0.4, 0.1], height: 1 }],
)

describe('strongestPulls', () => {
  it('folds the axes of a category into one pull, with the sign and the name of its strongest level', () => {
    const pulls = strongestPulls(Float64Array.of(0.1, 0.2, 0, 0.3, -0.4, 0), recipe)
    expect(pulls).toEqual([
      { column: 'flag', level: 'S0', weight: -0.5 },
      { column: 'packets', level: null, weight: 0.2 },
      { column: 'bytes', level: null, weight: 0.1 },
    ])
  })

  it('folds a number and its missing flag into one pull', () => {
    const [pull] = strongestPulls(Float64Array.of(0.3, 0, 0.4, 0, 0, 0), recipe)
    expect(pull).toEqual({ column: 'bytes', level: '', weight: 0.5 })
  })

  it('names the folded levels "other"', () => {
    expect(strongestPulls(Float64Array.of(0, 0, 0, 0, 0, 1), recipe)).toEqual([
      { column: 'flag', level: 'other', weight: 1 },
    ])
  })

  it('shows five at most, and none that does not pull', () => {
    const many = assembleRecipe(['a', 'b', 'c', 'd', 'e', 'f'].map(number), [])
    expect(strongestPulls(Float64Array.of(1, 2, 3, 4, 5, 6), many).map(({ column }) => column)).toEqual([
      'f',
      'e',
      'd',
      'c',
      'b',
    ])
    expect(strongestPulls(new Float64Array(6), many)).toEqual([])
  })
})
