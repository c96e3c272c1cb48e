import { describe, expect, it } from 'vitest'
import { compare, someCut } from './support/compare'
import { madeFile } from './support/made-files'

/** A hundred thousand run with `node scripts/run.mjs tests/bench/scan-property.ts`. */
const FILES = 250

describe('made files with every kind of trouble', () => {
  it('give the same cells, lines, refusals and sentences as PapaParse’s path, however they are cut', async () => {
    let compared = 0
    for (let seed = 1; seed <= FILES; seed++) {
      const file = madeFile(seed)
      const comparison = await compare(file, someCut(seed, file))
      if (comparison === null) continue
      expect(comparison.found, `seed ${seed}`).toEqual(comparison.expected)
      compared++
    }
    expect(compared).toBeGreaterThan(FILES * 0.9)
  })
})
