import { describe, expect, it } from 'vitest'
import type { Kernel } from '../../../src/engine/numeric/kernel'
import { openPlainKernel } from '../../../src/engine/numeric/plain-kernel'
import { seededRandom } from '../../../src/engine/numeric/random'
import { columnJoiner } from '../../../src/engine/scoring/column-joiner'
import { jointColumns, MOST_ENTRIES, perMember, type CodedColumn } from '../../../src/engine/scoring/joint-columns'
import { plainScoreLoops } from '../../../src/engine/scoring/plain-score-loops'
import { openScoreLoops, type ScoreLoops } from '../../../src/engine/scoring/score-loops'

const ROWS = 30_000
const quiet = () => Promise.resolve()

/** Columns of random codes, wider and wider; null for one that isn't coded. */
function made(...entryCounts: (number | null)[]): (CodedColumn | null)[] {
  const random = seededRandom(8)
  return entryCounts.map((entryCount) => {
    if (entryCount === null) return null
    const codes = Uint32Array.from({ length: ROWS }, () => random.below(entryCount))
    return {
      entryCount,
      codes: entryCount <= 256 ? Uint8Array.from(codes) : entryCount <= 65_536 ? Uint16Array.from(codes) : codes,
    }
  })
}

const joined = (columns: (CodedColumn | null)[], kernel: Kernel<ScoreLoops> = openScoreLoops()) =>
  jointColumns(columns, columnJoiner(kernel, quiet))

describe('joint columns', () => {
  it('give back every code of every column', async () => {
    const columns = made(3, 2, 700, 40, null, 9, 1, 300, 80_000, 2, 2, 2, 5, 70, 30)
    const joint = await joined(columns)
    const seen = new Set<number>()
    for (const { codes, entryCount, members } of joint) {
      expect(codes.every((code) => code < entryCount)).toBe(true)
      for (const { column, codeOf } of members) {
        seen.add(column)
        const own = columns[column]!.codes
        expect(codes.every((code, row) => (codeOf === null ? code : codeOf[code]!) === own[row])).toBe(true)
      }
    }
    expect([...seen].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14])
  })

  it('are as few as neighbours allow, and never of more combinations than fit', async () => {
    const joint = await joined(made(2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2))
    expect(joint.map(({ entryCount, members }) => [entryCount, members.length])).toEqual([
      [MOST_ENTRIES / 2, 10],
      [8, 3],
    ])
  })

  it('leave a last column out wherever one combination too many comes', async () => {
    const late = Uint16Array.from({ length: ROWS }, (_, row) => row % 500)
    const other = Uint8Array.from(
      { length: ROWS },
      (_, row) => (row < 29_000 ? 0 : Math.floor(row / 500) % 2) + (row < 17_000 ? 0 : Math.floor(row / 500) % 5),
    )
    const joint = await joined([
      { codes: late, entryCount: 500 },
      { codes: other, entryCount: 9 },
    ])
    expect(joint.map(({ members }) => members.map(({ column }) => column))).toEqual([[0], [1]])
    expect(joint[0]!.codes).toBe(late)
  })

  it('are the same without SIMD', async () => {
    const columns = made(3, 2, 700, 40, 9, 1, 300, 2, 2, 70, 30)
    expect(await joined(columns, openPlainKernel(plainScoreLoops))).toEqual(await joined(columns))
  })

  it('are none of none, and of no rows as many as there are', async () => {
    expect(await joined([])).toEqual([])
    expect(await joined([null, null])).toEqual([])
    const empty = { codes: new Uint8Array(0), entryCount: 1 }
    const joint = await joined([empty, empty])
    expect(joint.flatMap(({ members }) => members.map(({ column }) => column))).toEqual([0, 1])
  })

  it('tell of a member what was counted of them', () => {
    const member = { column: 0, codeOf: Uint32Array.of(1, 0, 1) }
    expect(Array.from(perMember([5, 6, 7], member, 3))).toEqual([6, 12, 0])
  })
})
