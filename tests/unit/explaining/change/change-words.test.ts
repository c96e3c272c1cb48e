import { describe, expect, it } from 'vitest'
import { changeWords } from '../../../../src/engine/explaining/change/change-words'
import type { Cell, Editable } from '../../../../src/engine/explaining/change/editable-columns'
import type { Bound } from '../../../../src/engine/explaining/change/least-number'
import type { ChangedCell } from '../../../../src/engine/explaining/change/smallest-change'
import type { ScorePart } from '../../../../src/engine/explaining/findings'
import { profilesOf, tableOf } from '../../support/tables'

const table = tableOf({ src_bytes: [1, 2], service: ['a', 'b'], land: ['0', '1'], duration: [1, 2], hot: [0, 1] })
const profiles = profilesOf(table, { land: { type: 'yes-no' } }).map((profile) => ({
  ...profile,
  unit: profile.name === 'src_bytes' ? ('bytes' as const) : profile.name === 'duration' ? ('seconds' as const) : null,
}))

const changed = (column: string, from: Cell, to: Cell, bound: Bound = { kind: 'exactly' }): ChangedCell => ({
  column: { column } as Editable,
  from,
  to,
  bound,
})
const told = (cells: readonly ChangedCell[], fixed: readonly ScorePart[] = []) =>
  changeWords({ cells, score: 9.13, settings: [] }, profiles, () => fixed)

describe('the smallest change in words', () => {
  it('says of one column how far it may go, and what it is', () => {
    expect(told([changed('src_bytes', 9_112_345, 210_000, { kind: 'at most' })])).toEqual({
      cells: [{ column: 'src_bytes', label: 'Bytes sent', actual: '9.1 MB', needed: '≤ 210 kB', cell: '210000' }],
      score: 9.13,
      sentence: 'Ordinary if bytes sent were at most 210 kB, not 9.1 MB.',
    })
    expect(told([changed('duration', 0, 0.0023, { kind: 'to', far: 1.9 })]).sentence).toBe(
      'Ordinary if duration were between 2.3 ms and 1.9 s, not 0 s.',
    )
    expect(told([changed('duration', 90, 40, { kind: 'to', far: 3 })]).cells[0]!.needed).toBe('3 s to 40 s')
    expect(told([changed('hot', 1, 3, { kind: 'at least' })]).sentence).toBe(
      'Ordinary if sensitive actions were at least 3, not 1.',
    )
    expect(told([changed('service', 'gopher', 'http')]).sentence).toBe('Ordinary if service were http, not gopher.')
    expect(told([changed('duration', NaN, 2)]).sentence).toBe('Ordinary if duration were 2 s, not missing.')
  })

  it('writes a value out where the short words of both would be the same', () => {
    const [cell] = told([changed('src_bytes', 1_004, 1_000, { kind: 'at most' })]).cells
    expect([cell!.actual, cell!.needed]).toEqual(['1,004 B', '≤ 1.0 kB'])
  })

  it('names the columns where it takes two or three, and says only how many where it takes more', () => {
    const two = [changed('service', 'gopher', 'http'), changed('land', '1', '0')]
    expect(told(two).sentence).toMatch(/^Ordinary if service were http and .* were no\.$/)
    const more = [...two, changed('duration', 9, 2), changed('hot', 9, 0), changed('src_bytes', 9, 2)]
    expect(told(more.slice(0, 3)).sentence).toMatch(/ and duration were 2 s\.$/)
    expect(told(more).sentence).toBe('No small change would make it ordinary: it takes five columns.')
    expect(told(more).cells).toHaveLength(5)
  })

  it('says what carries the score where no change would do', () => {
    const part = (label: string, adds: number): ScorePart => ({
      column: null,
      kind: 'source',
      label,
      adds,
      actual: '',
      typical: null,
    })
    expect(told([], [part('Other flows of 10.0.0.66', 6.3), part('Ports its source tried lately', 0.2)]).sentence).toBe(
      'No change of this flow alone would make it ordinary: with every column at its best it would still score 9.1. Other flows of 10.0.0.66 make 6.3 of that.',
    )
  })
})
