import { describe, expect, it } from 'vitest'
import { columnDrift, stabilityOf } from '../../../src/engine/model/drift'
import { seededRandom } from '../../../src/engine/numeric/random'
import { decideColumns } from '../../../src/engine/table/decide'
import { digestOf } from '../../../src/engine/table/digest'
import { tableOf, type PlainColumn } from '../support/tables'

const driftBetween = (then: PlainColumn, now: PlainColumn) =>
  columnDrift(
    decideColumns(tableOf({ column: then }), []).profiles[0]!,
    then.length,
    digestOf(tableOf({ column: now })).columns[0]!,
    now.length,
  )

const drawn = (rowCount: number, seed: number, draw: (next: () => number) => number): number[] => {
  const random = seededRandom(seed)
  return Array.from({ length: rowCount }, () => draw(random.next))
}
const heavy = (factor: number) => (next: () => number) => Math.round(factor * 100 * Math.exp(4 * next()))
const words = (rowCount: number, seed: number, share: number): string[] =>
  drawn(rowCount, seed, (next) => next()).map((value) => (value < share ? 'tcp' : value < 0.95 ? 'udp' : 'icmp'))

describe('the population stability index', () => {
  it('of 60:40 that became 40:60 in endless files is 0.2 ln 1.5 twice', () => {
    expect(stabilityOf({ then: [6e11, 4e11], now: [4e11, 6e11] }, 1e12, 1e12)).toBeCloseTo(0.4 * Math.log(1.5), 6)
  })

  it('gives chance its due: ten rows that differ so are nothing', () => {
    expect(stabilityOf({ then: [6, 4], now: [4, 6] }, 10, 10)).toBe(0)
  })

  it('counts half a row where a group is empty', () => {
    expect(stabilityOf({ then: [1e12, 0], now: [0.5e12, 0.5e12] }, 1e12, 1e12)).toBeGreaterThan(10)
  })
})

describe('a column', () => {
  it('drawn twice from the same hat is steady, on 40 of 40 seeds, whatever the length', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const length = [30, 300, 3000][seed % 3]!
      expect(driftBetween(drawn(5000, seed, heavy(1)), drawn(length, seed + 100, heavy(1)))).toBeNull()
      expect(driftBetween(words(5000, seed, 0.6), words(length, seed + 100, 0.6))).toBeNull()
    }
  })

  it('five times as large is another one, and its medians say so', () => {
    const found = driftBetween(drawn(5000, 1, heavy(1)), drawn(5000, 2, heavy(5)))!
    expect(found.strength).toBe('another')
    expect(found.most.kind).toBe('median')
    expect(found.most.now / found.most.then).toBeCloseTo(5, 0)
  })

  it('of words says which word moved, and from where to where', () => {
    const found = driftBetween(words(20_000, 1, 0.8), words(20_000, 2, 0.4))!
    expect(found.most).toMatchObject({ kind: 'level' })
    expect(['tcp', 'udp']).toContain((found.most as { text: string }).text)
    expect(Math.abs(found.most.now - found.most.then)).toBeCloseTo(0.4, 1)
  })

  it('that has gone missing says so', () => {
    const then = drawn(5000, 1, heavy(1))
    const now = then.map((value, row) => (row % 3 === 0 ? NaN : value))
    expect(driftBetween(then, now)!.most).toMatchObject({ kind: 'level', text: '', then: 0 })
  })

  it('of numbers too many to tell apart is compared by their bins', () => {
    const then = drawn(100_000, 1, (next) => next())
    expect(
      driftBetween(
        then,
        drawn(100_000, 2, (next) => next()),
      ),
    ).toBeNull()
    expect(
      driftBetween(
        then,
        drawn(100_000, 3, (next) => 0.5 + next() / 2),
      )!.strength,
    ).toBe('another')
  })

  it('of numbers that now holds texts can’t be compared', () => {
    expect(driftBetween(drawn(500, 1, heavy(1)), words(500, 1, 0.5))).toBeNull()
  })
})
