import { describe, expect, it } from 'vitest'
import type { ColumnDigest } from '../../../src/engine/table/digest'
import { countsOfTexts, firstTexts, levelsIn, MOST_LEVELS } from '../../../src/engine/table/levels'
import { measureCountedTexts } from '../../../src/engine/table/measure-counted'

function digestOf(texts: readonly string[], counts: readonly number[]): ColumnDigest {
  const rows = Uint32Array.of(2, ...counts)
  return {
    kind: 'texts',
    measure: measureCountedTexts(rows),
    distinct: { texts: ['', ...texts], counts: rows, numbers: null },
  }
}

describe('the levels of a column', () => {
  it('are the most frequent first, ties by text, without those that no row has', () => {
    const digest = digestOf(['udp', 'tcp', 'icmp', 'sctp'], [3, 9, 3, 0])
    expect(levelsIn(digest).map(({ text, count }) => `${text} ${count}`)).toEqual(['tcp 9', 'icmp 3', 'udp 3'])
  })

  it('are the thousand commonest of more; of those as frequent as the last, the first in the file', () => {
    const texts = Array.from({ length: 3000 }, (_, index) => `id${3000 - index}`)
    const counts = texts.map((_, index) => (index >= 2500 ? 5 : 1))
    const levels = levelsIn(digestOf(texts, counts))
    expect(levels).toHaveLength(MOST_LEVELS)
    expect(levels.filter(({ count }) => count === 5)).toHaveLength(500)
    expect(new Set(levels.filter(({ count }) => count === 1).map(({ text }) => text))).toEqual(
      new Set(texts.slice(0, 500)),
    )
  })

  it('can be asked for by name, however rare', () => {
    const texts = Array.from({ length: 2000 }, (_, index) => `t${index}`)
    const digest = digestOf(
      texts,
      texts.map((_, index) => (index === 1999 ? 1 : 2)),
    )
    expect(countsOfTexts(digest, ['t1999', 'nobody', 't0'])).toEqual([1, 0, 2])
    expect(firstTexts(digest.distinct, 3)).toEqual(['t0', 't1', 't2'])
    expect(firstTexts(null, 3)).toEqual([])
  })
})
