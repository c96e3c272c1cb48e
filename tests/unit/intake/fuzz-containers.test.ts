import { expect, it } from 'vitest'
import { fuzzContainers } from './support/fuzz-containers'

it('packed files that were damaged in any way are read as far as they go, or refused in a sentence', async () => {
  const readCount = await fuzzContainers(1, 4000)
  expect(readCount).toBeGreaterThan(400)
  expect(readCount).toBeLessThan(4000)
})
