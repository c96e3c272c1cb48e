import { expect, it } from 'vitest'
import { fuzzContainers } from './support/fuzz-containers'

it('packed files that were damaged in any way are read as far as they go, or refused in a sentence', async () => {
  const readCount = await fuzzContainers(1, 4000)
  expect(readCount).toBeGreaterThan(400)
  expect(readCount).toBeLessThan(4000)
})

it('Arrow files of a few kB that were damaged to say millions of rows are refused', async () => {
  for (const seed of [10_475_144, 10_502_413]) expect(await fuzzContainers(seed, 1)).toBe(0)
})
