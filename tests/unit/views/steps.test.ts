import { expect, test } from 'vitest'
import { nextStep, previousStep } from '../../../src/views/anomalies/steps'

test('more goes up by 1, 2, 5 and their tens', () => {
  const seen = [0]
  while (seen.length < 9) seen.push(nextStep(seen.at(-1)!))
  expect(seen).toEqual([0, 1, 2, 5, 10, 20, 50, 100, 200])
})

test('from a number between two steps, more and fewer go to the steps around it', () => {
  expect(nextStep(103)).toBe(200)
  expect(previousStep(103)).toBe(100)
})

test('fewer ends at none', () => {
  expect([100, 50, 2, 1, 0].map(previousStep)).toEqual([50, 20, 1, 0, 0])
})
