import { describe, expect, it } from 'vitest'
import type { ColumnOverride, ColumnProfile } from '../../../src/engine/table/column'
import { decideColumns } from '../../../src/engine/table/decide'
import { tableOf, type PlainColumn } from '../support/tables'

const column = <T>(make: (row: number) => T): T[] => Array.from({ length: 200 }, (_, row) => make(row))

function overruled(name: string, cells: PlainColumn, override: Omit<ColumnOverride, 'name'>): ColumnProfile {
  const { profiles } = decideColumns(tableOf({ [name]: cells }), [{ name, ...override }])
  return profiles[0]!
}

describe('what the analyst says counts', () => {
  it('a text column used as a feature becomes a category', () => {
    const profile = overruled(
      'ref',
      column((row) => `r${row}`),
      { role: 'feature' },
    )
    expect(profile).toMatchObject({
      type: 'category',
      role: 'feature',
      decidedBy: 'analyst',
      badge: 'your call',
      foldedLevelCount: 170,
    })
  })

  it('an address used as a feature becomes a category, a source port stays a port, a time becomes a number', () => {
    expect(
      overruled(
        'saddr',
        column((row) => `10.0.0.${row % 4}`),
        { role: 'feature' },
      ).type,
    ).toBe('category')
    expect(
      overruled(
        'sport',
        column((row) => row),
        { role: 'feature' },
      ),
    ).toMatchObject({ type: 'port', role: 'feature' })
    expect(
      overruled(
        'ts',
        column((row) => row),
        { role: 'feature' },
      ),
    ).toMatchObject({ type: 'number', role: 'feature' })
  })

  it('a text column as numbers: cells that are none count as empty, and the reason says how many', () => {
    const cells = column((row) => (row % 2 ? `${row % 9}` : 'unknown'))
    expect(overruled('x', cells, { type: 'number' })).toMatchObject({
      type: 'number',
      role: 'feature',
      strayCount: 100,
      reason: '100 cells are no number and count as empty; counts; scaled',
      distribution: { kind: 'numbers', smallest: 0, largest: 8 },
    })
  })

  it('a text column without a number in it, as numbers, holds none', () => {
    expect(
      overruled(
        'proto',
        column(() => 'tcp'),
        { type: 'number' },
      ),
    ).toMatchObject({
      strayCount: 200,
      reason: '200 cells are no number and count as empty; no cell holds a finite number',
      distribution: { kind: 'empty' },
    })
  })

  it('numbers as a category, and a port as a number', () => {
    expect(
      overruled(
        'ttl',
        column((row) => (row % 2 ? 64 : 128)),
        { type: 'category' },
      ),
    ).toMatchObject({
      type: 'category',
      distribution: { kind: 'levels' },
    })
    expect(
      overruled(
        'dport',
        column((row) => row),
        { type: 'number' },
      ),
    ).toMatchObject({ type: 'number', transform: 'log1p' })
  })

  it('yes or no where there are more values stays a category, and says why', () => {
    expect(
      overruled(
        'proto',
        column((row) => `p${row % 3}`),
        { type: 'yes-no' },
      ),
    ).toMatchObject({
      type: 'category',
      reason: '3 different values can’t be yes or no: 3 words repeat: each becomes a level',
    })
  })

  it.each([
    ['address', 'identity'],
    ['identifier', 'identity'],
    ['time', 'time'],
    ['text', 'ignored'],
    ['category', 'feature'],
  ] as const)('a type of %s brings the role %s', (type, role) => {
    expect(
      overruled(
        'x',
        column((row) => `p${row % 3}`),
        { type },
      ),
    ).toMatchObject({ type, role })
  })

  it('a plain scale for a column that would get a log scale, and the other way round', () => {
    const wide = overruled(
      'src_bytes',
      column((row) => row * 1000),
      { transform: 'none' },
    )
    expect(wide).toMatchObject({
      transform: 'none',
      badge: 'your call',
      reason: 'spans 5 powers of ten, on a plain scale',
    })
    expect(wide.distribution).toMatchObject({ scale: 'linear' })
    const narrow = overruled(
      'hot',
      column((row) => row % 9),
      { transform: 'log1p' },
    )
    expect(narrow).toMatchObject({
      transform: 'log1p',
      reason: 'counts; scaled, on a log scale',
      distribution: { scale: 'log' },
    })
  })

  it('a feature left out, and a constant one taken in', () => {
    expect(
      overruled(
        'x',
        column((row) => row % 9),
        { role: 'ignored' },
      ),
    ).toMatchObject({ role: 'ignored', reason: 'left out' })
    expect(
      overruled(
        'x',
        column(() => 0),
        { role: 'feature' },
      ),
    ).toMatchObject({ role: 'feature', type: 'number' })
  })

  it('and nothing said is no override', () => {
    expect(
      overruled(
        'x',
        column((row) => row % 9),
        {},
      ),
    ).toMatchObject({ decidedBy: 'engine', badge: null })
  })

  it('the last word on a column counts; one on a column that is not there waits', () => {
    const table = tableOf({ x: column((row) => row % 9) })
    const { profiles, warnings } = decideColumns(table, [
      { name: 'x', role: 'ignored' },
      { name: 'gone', role: 'ignored' },
      { name: 'x', role: 'feature' },
    ])
    expect(profiles[0]!.role).toBe('feature')
    expect(warnings).toEqual(['What you decided about “gone” waits: this file has no such column.'])
  })
})
