import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { countRepeats } from '../../../src/engine/table/repeats'
import type { Table } from '../../../src/engine/table/table'
import { tableOf } from '../support/tables'

const withStrays = (table: Table, strays: readonly (readonly [number, string])[]): Table => ({
  ...table,
  cells: table.cells.map((cells) => (cells.kind === 'numbers' ? { ...cells, strays: new Map(strays) } : cells)),
})

describe('rows that repeat another', () => {
  it('are counted once each, wherever they stand', async () => {
    const table = tableOf({ proto: ['tcp', 'udp', 'tcp', 'tcp', 'udp'], bytes: [1, 1, 1, 2, 1] })
    expect(await countRepeats(table, silentPulse)).toBe(2)
  })

  it('differ if only a cell that is no number does', async () => {
    const table = tableOf({ bytes: [NaN, NaN, NaN] })
    expect(await countRepeats(table, silentPulse)).toBe(2)
    expect(
      await countRepeats(
        withStrays(table, [
          [0, 'a'],
          [1, 'b'],
        ]),
        silentPulse,
      ),
    ).toBe(0)
    expect(
      await countRepeats(
        withStrays(table, [
          [0, 'a'],
          [1, 'a'],
        ]),
        silentPulse,
      ),
    ).toBe(1)
  })

  it('are as many as a set of texts finds, across blocks', async () => {
    const small = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom('a', 'b', 'c')), {
      minLength: 1,
      maxLength: 400,
    })
    await fc.assert(
      fc.asyncProperty(small, async (rows) => {
        const many = Array.from({ length: 30 }, () => rows).flat()
        const table = tableOf({ n: many.map(([n]) => n), t: many.map(([, t]) => t) })
        expect(await countRepeats(table, silentPulse)).toBe(many.length - new Set(many.map(String)).size)
      }),
      { numRuns: 30 },
    )
  })

  it('are none among a hundred thousand different rows', async () => {
    const table = tableOf({ n: Array.from({ length: 100_000 }, (_, row) => row) })
    expect(await countRepeats(table, silentPulse)).toBe(0)
  })
})
