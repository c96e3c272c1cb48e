import { describe, expect, it } from 'vitest'
import { standingOf, TOP } from '../../../src/engine/injection/standing'
import type { TextCells } from '../../../src/engine/table/table'

const scores = Float32Array.from({ length: 300 }, (_, row) => 300 - row)
/** A source per row, but for the first ten, which are all of one. */
const sources: TextCells = {
  kind: 'texts',
  codes: Uint32Array.from({ length: 300 }, (_, row) => (row < 10 ? 1 : row)),
  dictionary: Array.from({ length: 300 }, (_, code) => `host ${code}`),
}

describe('where planted flows stand', () => {
  it('is behind every flow of the file that scores as much or more', () => {
    expect(standingOf(scores, null, null, Float32Array.of(1, 295.5))).toMatchObject({ bestRank: 6 })
    expect(standingOf(scores, null, null, Float32Array.of(295))).toMatchObject({ bestRank: 7 })
    expect(standingOf(scores, null, null, Float32Array.of(999))).toMatchObject({ bestRank: 1 })
  })

  it('counts every other source once where there are sources', () => {
    expect(standingOf(scores, sources, 'elsewhere', Float32Array.of(288.5))).toMatchObject({
      bestRank: 13,
      bestSourceRank: 4,
    })
    expect(standingOf(scores, sources, 'host 1', Float32Array.of(288.5)).bestSourceRank).toBe(3)
    expect(standingOf(scores, null, null, Float32Array.of(288.5)).bestSourceRank).toBeNull()
  })

  it('names the source that crowds the places before them, but for their own', () => {
    const crowdOf = (own: string) => standingOf(scores, sources, own, Float32Array.of(288.5)).crowd
    expect(crowdOf('elsewhere')).toEqual({ source: 'host 1', flowCount: 10 })
    expect(crowdOf('host 1')).toMatchObject({ flowCount: 1 })
    expect(standingOf(scores, sources, 'elsewhere', Float32Array.of(999)).crowd).toBeNull()
  })

  it('says nothing of the place among a handful of sources', () => {
    const few = { ...sources, codes: sources.codes.map(() => 1), dictionary: ['', 'only'] }
    expect(standingOf(scores, few, 'elsewhere', Float32Array.of(1)).bestSourceRank).toBeNull()
  })

  it('tells how many of them are in the top, where they push each other down', () => {
    const planted = Float32Array.from({ length: 50 }, () => 290.5)
    expect(standingOf(scores, null, null, planted).inTopCount).toBe(TOP - 10)
    expect(standingOf(scores, null, null, Float32Array.of(999, 281, 280)).inTopCount).toBe(1)
    expect(standingOf(scores, null, null, Float32Array.of(0)).inTopCount).toBe(0)
  })
})
