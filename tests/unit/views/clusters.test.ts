import { describe, expect, test } from 'vitest'
import { offeredCounts, settledWords } from '../../../src/views/clusters/cluster-words'
import { groupsAmong, strangestAmong } from '../../../src/views/clusters/lassoed-rows'
import { profilesCsv, profilesText } from '../../../src/views/clusters/profiles-out'
import { tellingColumns } from '../../../src/views/clusters/telling-columns'
import { traitScale } from '../../../src/views/clusters/trait-scale'
import { verdictTag } from '../../../src/views/clusters/verdict-tag'
import type { ClusterCard, ColumnProfile, ElbowPoint, Grouping, Trait } from '../../../src/worker/protocol'

const point = (clusterCount: number, more: Partial<ElbowPoint> = {}): ElbowPoint => ({
  clusterCount,
  inertia: 1,
  inertiaShare: 1,
  sampledSilhouette: null,
  iterationCount: 9,
  converged: true,
  repairCount: 0,
  ...more,
})
const card = (more: Partial<ClusterCard> = {}): ClusterCard => ({
  clusterIndex: 0,
  letter: 'A',
  rowCount: 10,
  share: 1,
  spread: 1,
  line: 'http 85 %',
  traits: [],
  attackShare: null,
  verdict: { title: 'Mixed traffic', kind: 'unnamed', strength: 'none', evidenceFor: [], evidenceAgainst: [] },
  ...more,
})
const grouping = (cards: readonly ClusterCard[]): Grouping =>
  ({
    clusterCount: cards.length,
    assignments: null,
    cards,
    importance: [],
    centroidCoordinates: [],
    headline: 'One kind',
    subline: '',
    purity: null,
  }) as unknown as Grouping

describe('numbers of groups', () => {
  test('a small range is offered whole, a large one around the number shown', () => {
    expect(
      offeredCounts(
        [1, 2, 3].map((k) => point(k)),
        2,
      ),
    ).toEqual([1, 2, 3])
    const many = Array.from({ length: 40 }, (_, i) => point(i + 1))
    expect(offeredCounts(many, 20)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24])
    expect(offeredCounts(many, 1)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(offeredCounts(many, 40).at(-1)).toBe(40)
  })

  test('a fit says how it came to rest, and when it did not', () => {
    expect(settledWords(point(7), 100)).toBe('Settled after 9 rounds; no group ran empty')
    expect(settledWords(point(7, { converged: false, iterationCount: 100, repairCount: 1 }), 100)).toBe(
      'Not settled after 100 rounds, the most allowed; 1 group ran empty and took the flow that fitted worst',
    )
  })
})

describe('flows drawn around', () => {
  test('are counted by group, the most frequent first', () => {
    expect(groupsAmong(Uint32Array.of(0, 2, 3), Uint8Array.of(1, 0, 2, 2), 4)).toEqual([
      { clusterIndex: 2, rowCount: 2 },
      { clusterIndex: 1, rowCount: 1 },
    ])
  })

  test('the strangest come first, ties in order of the file', () => {
    const scores = Float32Array.of(1, 5, 3, 5, 9)
    expect(strangestAmong(Uint32Array.of(0, 1, 2, 3), scores, 3)).toEqual([1, 3, 2])
    expect(strangestAmong(Uint32Array.of(0), scores, 3)).toEqual([0])
  })
})

describe('profiles out', () => {
  const trait: Trait = { kind: 'category', column: 'a,"b', level: '=cmd()', here: 0.5, all: 0.25, effectSize: 0.6 }

  test('a spreadsheet gets one line per trait and no formula', () => {
    const lines = profilesCsv(grouping([card({ traits: [trait] })]), [3]).split('\r\n')
    expect(lines[0]).toMatch(/^group,looks_like,/)
    expect(lines[1]).toBe(`A,Mixed traffic,,http 85 %,10,1,3,,"a,""b",'=cmd(),share,0.5,0.25,0.6`)
  })

  test('a group without traits still has its line', () => {
    expect(
      profilesCsv(grouping([card()]), [])
        .trim()
        .split('\r\n'),
    ).toHaveLength(2)
  })

  test('a report cannot be given a heading or a link by the file', () => {
    const text = profilesText('[x](http://e)', grouping([card({ line: '# mine | <b>' })]), [0])
    expect(text).toContain('\\[x\\](http://e)')
    expect(text).toContain('\\# mine \\| \\<b\\>')
  })
})

describe('cards', () => {
  test('only a verdict that cannot stand alone gets a word beside it', () => {
    const verdict = card().verdict
    expect(verdictTag(verdict)).toBe('no clear kind')
    expect(verdictTag({ ...verdict, kind: 'port scan', strength: 'weak' })).toBe('weak evidence')
    expect(verdictTag({ ...verdict, kind: 'port scan', strength: 'strong' })).toBeNull()
    expect(verdictTag({ ...verdict, kind: 'ordinary', strength: 'none' })).toBeNull()
  })

  test('a bar shows shares from 0 to 1, and amounts by powers of ten', () => {
    const share: Trait = { kind: 'category', column: 'c', level: 'x', here: 0.5, all: 0.1, effectSize: 1 }
    expect(traitScale(share, 100)(0.5)).toBe(50)
    const amount: Trait = {
      kind: 'number',
      column: 'c',
      unit: 'bytes',
      here: 1000,
      all: 10,
      lowAll: 0,
      highAll: 100_000,
      effectSize: 1,
    }
    expect(traitScale(amount, 100)(1000)).toBeGreaterThan(40)
    const nothing: Trait = { ...amount, here: 0, all: 0, highAll: 0 }
    expect(traitScale(nothing, 100)(0)).toBe(0)
  })

  test('the tooltip begins with who, to whom and what, then what tells the groups apart', () => {
    const column = (name: string, meaning: ColumnProfile['meaning']): ColumnProfile =>
      ({ name, meaning }) as ColumnProfile
    const columns = [
      column('bytes', 'bytes sent'),
      column('x', null),
      column('dst', 'destination address'),
      column('y', null),
    ]
    const importance = [
      { column: 'y', betweenShare: 0.2 },
      { column: 'x', betweenShare: 0.9 },
      { column: 'bytes', betweenShare: 0.99 },
    ]
    expect(tellingColumns(columns, importance)).toEqual(['dst', 'bytes', 'x', 'y'])
  })
})
