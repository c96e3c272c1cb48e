import { describe, expect, it } from 'vitest'
import type { ClusterDrift } from '../../../src/engine/model/drift-clusters'
import {
  clusterMoveWords,
  clusterWithinWords,
  isNotable,
  mixIndexWords,
  mixTitle,
} from '../../../src/wording/mix-words'

const grown: ClusterDrift = {
  clusterIndex: 2,
  rowCountThen: 2377,
  rowCountNow: 6140,
  shareThen: 0.12,
  shareNow: 0.31,
  stabilityTerm: 0.18,
  move: 'grew',
  spreadThen: 1.5,
  spreadNow: 2.4,
  scoreThen: 0.9,
  scoreNow: 1.6,
  flaggedCountNow: 3070,
  isOtherwise: true,
}
const held: ClusterDrift = {
  ...grown,
  clusterIndex: 0,
  shareNow: 0.121,
  move: 'held',
  spreadNow: 1.52,
  isOtherwise: false,
}

describe('the groups of a second file in words', () => {
  it('begin with how many grew or shrank, and how far the mix has moved', () => {
    const mix = { stability: 0.31, strength: 'another', clusters: [grown, held] } as const
    expect(mixTitle(mix)).toBe('The mix of traffic is another one: 1 of 2 groups grew or shrank')
    expect(mixTitle({ ...mix, strength: 'moved' })).toBe('The mix of traffic has moved: 1 of 2 groups grew or shrank')
    expect(mixTitle({ ...mix, strength: 'steady' })).toBe(
      'The mix of traffic hardly differs: 1 of 2 groups grew or shrank',
    )
    expect(mixTitle({ ...mix, clusters: [held] })).toBe('The mix of traffic is as it was')
    expect(mixIndexWords(mix)).toBe(
      'Population stability index of the groups 0.31, less chance: steady below 0.1, another mix from 0.25 on',
    )
  })

  it('say from where to where a group went', () => {
    expect(clusterMoveWords(grown, 'Ordinary DNS')).toBe('Group C (ordinary DNS) grew from 12 % to 31 % of the flows')
    expect(clusterMoveWords({ ...grown, flaggedCountNow: 5526 }, 'Ordinary DNS')).toBe(
      'Group C (ordinary DNS) is nearest to 31 % of the flows, 12 % before, but 90 % of them are flagged: they fit no group',
    )
    expect(clusterMoveWords({ ...grown, move: 'shrank', shareNow: 0, rowCountNow: 0 }, '')).toBe(
      'Group C has no flows; it had 12 %',
    )
    expect(clusterMoveWords(held, 'Ordinary web')).toBe('Group A (ordinary web) has 12 % of the flows, as before')
  })

  it('then say where its flows lie', () => {
    expect(clusterWithinWords(grown)).toBe(
      '2,377 flows then, 6,140 now; 1.6 times as far from its centre; typical score 1.60, was 0.90',
    )
    expect(clusterWithinWords({ ...held, scoreThen: null })).toBe(
      '2,377 flows then, 6,140 now; as far from its centre as then; typical score 1.60',
    )
    expect(clusterWithinWords({ ...grown, rowCountNow: 0, spreadNow: null, scoreNow: null })).toBe(
      '2,377 flows then, 0 now',
    )
  })

  it('are worth a word where they moved or lie otherwise', () => {
    expect([grown, held, { ...held, isOtherwise: true }].map(isNotable)).toEqual([true, false, true])
  })
})
