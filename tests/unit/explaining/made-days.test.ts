import { describe, expect, it } from 'vitest'
import { ATTACK_KINDS, type AttackKind } from '../../bench/days/attack-kinds'
import { makeDay } from '../../bench/days/day'
import { judgeDay } from '../../bench/findings/judge-day'

/** One office, one house of servers, one gateway; the bench (tests/bench/findings.ts) does it for twenty seeds and five shares. */
const SEEDS = [3, 4, 8]
const ROWS = 5000

describe('whole days with known truth, read and grouped as the page does', () => {
  it.each(SEEDS)('every planted kind is found at 5 % of the flows, seed %i', async (seed) => {
    for (const kinds of [ATTACK_KINDS.slice(0, 3), ATTACK_KINDS.slice(3)]) {
      const { found, wrong } = await judgeDay(makeDay({ seed, kinds, share: 0.05, rowCount: ROWS }), kinds)
      expect(found.filter(({ byRank, byVerdict }) => !byRank && !byVerdict).map(({ kind }) => kind)).toEqual([])
      expect(wrong).toEqual([])
    }
  })

  it.each(SEEDS)('a day without an attack gets no attack verdict, seed %i', async (seed) => {
    expect((await judgeDay(makeDay({ seed, kinds: [], share: 0, rowCount: ROWS }), [])).wrong).toEqual([])
  })

  it('names a flood that is most of the file by its verdict, where the ranking can’t', async () => {
    const { found } = await judgeDay(makeDay({ seed: 3, kinds: ['flood'], share: 0.6, rowCount: ROWS }), ['flood'])
    expect(found).toMatchObject([{ kind: 'flood', byVerdict: true }])
  })
})

describe('a made day', () => {
  const countOf = (kinds: readonly string[], kind: AttackKind): number => kinds.filter((one) => one === kind).length

  it('is the same for the same seed, another for another, and keeps the truth out of the file', () => {
    const plan = { seed: 5, kinds: ['beacon', 'port scan'], share: 0.1, rowCount: 2000 } as const
    const day = makeDay(plan)
    expect(makeDay(plan).text).toBe(day.text)
    expect(makeDay({ ...plan, seed: 6 }).text).not.toBe(day.text)
    expect(day.text).not.toMatch(/beacon|scan/)
  })

  it.each([0.01, 0.2, 0.6])('holds the share of attacks asked for, %f', (share) => {
    const { kinds } = makeDay({ seed: 7, kinds: ['flood', 'exfiltration'], share, rowCount: 4000 })
    const planted = countOf(kinds, 'flood') + countOf(kinds, 'exfiltration')
    expect(planted / kinds.length).toBeCloseTo(share, 2)
    expect(countOf(kinds, 'flood')).toBe(countOf(kinds, 'exfiltration'))
  })
})
