import { expect, it } from 'vitest'
import { typicalScores } from '../../../src/engine/scoring/typical-scores'

it('a cluster’s typical score is the median of its rows, and none without rows', () => {
  const scores = Float32Array.of(1, 8, 2, 4, 3)
  expect(typicalScores(scores, Uint8Array.of(0, 2, 0, 2, 0), 3)).toEqual([2, null, 6])
})
