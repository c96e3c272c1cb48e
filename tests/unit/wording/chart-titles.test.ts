import { describe, expect, it } from 'vitest'
import type { Choice } from '../../../src/engine/clustering/result'
import type { ClusterCard, Verdict } from '../../../src/engine/explaining/findings'
import { elbowTitle, importanceTitle, mapTitle, silhouetteTitle } from '../../../src/wording/chart-titles'

const choice = (over: Partial<Choice>): Choice => ({
  clusterCount: 7,
  knee: null,
  silhouettePeak: null,
  silhouetteSampleSize: 5000,
  reason: '',
  ...over,
})
const card = (clusterIndex: number, share: number, kind: Verdict['kind'], title: string): ClusterCard => ({
  clusterIndex,
  letter: 'ABC'[clusterIndex]!,
  rowCount: 100 * share,
  share,
  spread: 1,
  line: '',
  traits: [],
  attackShare: null,
  verdict: { kind, title, strength: 'strong', evidenceFor: [], evidenceAgainst: [] },
})

describe('chart titles say what the chart shows', () => {
  it('the elbow', () => {
    expect(elbowTitle(choice({ knee: { clusterCount: 7, strength: 0.4 } }), 7)).toBe('The curve bends at 7')
    expect(elbowTitle(choice({ knee: { clusterCount: 3, strength: 0.4 } }), 7)).toBe(
      'The curve bends at 3; 7 are in use',
    )
    expect(elbowTitle(choice({ silhouettePeak: { clusterCount: 5, value: 0.5 } }), 5)).toBe(
      'The curve has no clear bend; groups stand best apart at 5',
    )
    expect(elbowTitle(choice({}), 1)).toBe('The curve has no clear bend; 1 group is in use')
  })

  it('the silhouette', () => {
    expect(silhouetteTitle(choice({ silhouettePeak: { clusterCount: 10, value: 0.486 } }))).toBe(
      'Groups stand apart best at 10 (0.49)',
    )
    expect(silhouetteTitle(choice({}))).toBe('How well groups stand apart is not known')
  })

  it('the importance', () => {
    const of = (...columns: string[]) => columns.map((column, index) => ({ column, betweenShare: 0.9 - index / 10 }))
    expect(importanceTitle(of('rerror_rate', 'serror_rate', 'src_bytes'), [])).toBe(
      'Failed connections tell the groups apart',
    )
    expect(importanceTitle(of('service', 'orig_bytes'), [])).toBe('Service and bytes sent tell the groups apart')
    expect(importanceTitle([{ column: 'service', betweenShare: 0.1 }], [])).toBe(
      'No single column tells the groups apart',
    )
  })

  it('the map', () => {
    const cards = [
      card(0, 0.7, 'ordinary', 'Web, completed'),
      card(1, 0.2, 'flood', 'Looks like a SYN flood'),
      card(2, 0.1, 'host sweep', 'Looks like a ping sweep'),
    ]
    expect(
      mapTitle(cards, [
        [0, 0],
        [10, 0],
        [0.5, 0.5],
      ]),
    ).toBe('SYN flood sits far out; ping sweep hides near web, completed')
    expect(
      mapTitle(cards, [
        [0, 0],
        [10, 0],
        [6, 6],
      ]),
    ).toBe('SYN flood sits far out')
    expect(
      mapTitle(
        [cards[0]!, card(1, 0.3, 'refused', 'Refused connections')],
        [
          [0, 0],
          [1, 9],
        ],
      ),
    ).toBe('Refused connections sit far out')
    expect(mapTitle(cards.slice(0, 1), [[0, 0]])).toBe('All flows on one map')
  })
})
