import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { mutated, SEEDS, wrongWith } from './mutations'
import { opened } from './opened'

describe('damaged JSON', () => {
  it('is read or refused, and its ledger adds up', async () => {
    const random = seededRandom(3)
    const wrong: unknown[] = []
    for (let trial = 0; trial < 1500; trial++) {
      const bytes = mutated(SEEDS[trial % SEEDS.length]!, random)
      const said = await wrongWith(bytes)
      if (said !== null) wrong.push({ said, text: new TextDecoder().decode(bytes) })
    }
    expect(wrong).toEqual([])
  })

  it('has the same ledger once its rows are columns', async () => {
    const random = seededRandom(5)
    for (let trial = 0; trial < 30; trial++) {
      const file = await opened(mutated(SEEDS[trial % 2]!, random)).catch(() => null)
      if (file === null) continue
      const { readCount, usedCount, refusedCount, skippedCount } = file.ledger
      expect(readCount).toBe(usedCount + refusedCount + skippedCount)
    }
  })
})
