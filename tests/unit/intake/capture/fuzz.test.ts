import { expect, it } from 'vitest'
import { fuzzCapture } from './support/fuzz-capture'

it('a damaged capture is read or refused, every frame told once, the same in any slices', async () => {
  const { troubles, readCount, refusedCount, stoppedCount, packetCount, frameCount } = await fuzzCapture(
    1,
    2000,
    () => 0,
  )
  expect(troubles).toEqual([])
  expect(readCount + refusedCount).toBe(2000)
  // The damage is worth having: some are refused, many stop early, some frames can't be read.
  expect(refusedCount).toBeGreaterThan(10)
  expect(stoppedCount).toBeGreaterThan(400)
  expect(packetCount).toBeGreaterThan(2500)
  expect(packetCount).toBeLessThan(frameCount)
})
