import { describe, expect, it } from 'vitest'
import type { ClusterCard, TruthCheck, Verdict } from '../../../src/engine/explaining/findings'
import {
  anomalyHeadline,
  anomalySubline,
  clusterHeadline,
  clusterSubline,
  secondHeadline,
} from '../../../src/engine/reporting/headlines'
import { letterOf } from '../../../src/wording/letters'

const card = (
  clusterIndex: number,
  rowCount: number,
  share: number,
  kind: Verdict['kind'],
  title: string,
  attackShare: number | null = null,
): ClusterCard => ({
  clusterIndex,
  letter: letterOf(clusterIndex),
  rowCount,
  share,
  spread: 1,
  line: '',
  traits: [],
  attackShare,
  verdict: { kind, title, strength: 'strong', evidenceFor: [], evidenceAgainst: [] },
})

const web = card(0, 600, 0.6, 'ordinary', 'Web, completed', 0)
const flood = card(1, 300, 0.3, 'flood', 'Looks like a SYN flood', 0.9)
const scan = card(2, 100, 0.1, 'port scan', 'Looks like a port scan', 1)
const refused = card(2, 100, 0.1, 'refused', 'Refused connections', null)
const truth = { column: 'label', attackCount: 9 } as TruthCheck

describe('the headline of the groups', () => {
  it.each([
    ['Three kinds of traffic; two of them look like floods or scans', [web, flood, scan]],
    ['Two kinds of traffic; one of them looks like a flood', [web, flood]],
    ['One kind of traffic; it looks like a flood', [flood]],
    ['One kind of traffic; nothing sets parts of it apart', [web]],
    ['Two kinds of traffic; none of them looks like a scan or a flood', [web, { ...web, clusterIndex: 1 }]],
    ['Two kinds of traffic; one of them, 10 % of the flows, holds failed connections', [web, refused]],
  ])('%s', (words, cards) => expect(clusterHeadline(cards)).toBe(words))

  it('names what hides inside groups that bear another name', () => {
    const hiding = (own: ClusterCard, ...kinds: Verdict['kind'][]): ClusterCard => ({
      ...own,
      verdict: { ...own.verdict, within: kinds.map((kind) => ({ kind, title: '', share: 0.1 })) },
    })
    expect(clusterHeadline([hiding(web, 'beacon', 'exfiltration'), refused])).toBe(
      'Two kinds of traffic; a beacon and data being carried out hide in them',
    )
    expect(clusterHeadline([hiding(web, 'beacon'), hiding(flood, 'flood', 'port scan')])).toBe(
      'Two kinds of traffic; one of them looks like a flood, and a beacon and a scan hide in others',
    )
    const crowded = [hiding(web, 'beacon', 'exfiltration', 'brute force'), hiding(flood, 'flood')]
    expect(clusterHeadline(crowded)).toBe(
      'Two kinds of traffic; one of them looks like a flood, and three suspicious patterns hide in others',
    )
    expect(clusterSubline(crowded, null)).toContain(
      'Inside the others: a beacon, data being carried out and password guessing.',
    )
    expect(clusterSubline([hiding(web, 'beacon', 'exfiltration', 'brute force')], null)).toMatch(
      /flows \(60 %\)\. Inside them: a beacon, data being carried out and password guessing\.$/,
    )
    expect(clusterHeadline([flood, hiding(scan, 'beacon')])).toMatch(/, and a beacon hides in them$/)
  })

  it('adds what the suspicious groups hold and what ground truth says of them', () => {
    expect(clusterSubline([web, flood, scan], 0.95)).toBe(
      'Together they hold 400 of 1,000 flows (40 %). By the file’s own truth column, 93 % of those are attacks.',
    )
    expect(clusterSubline([web, { ...flood, attackShare: null }], null)).toBe('It holds 300 of 900 flows (33 %).')
    expect(clusterSubline([web, refused], null)).toBe('The largest, web, completed, holds 600 of 700 flows (60 %).')
  })
})

describe('the headline of the anomalies', () => {
  const cards = [web, flood, scan]
  const flagging = (flaggedPerCluster: number[], attackCount: number | null = null) => ({
    threshold: 10.06,
    flaggedCount: flaggedPerCluster.reduce((a, b) => a + b, 0),
    flaggedPerCluster,
    attackCount,
  })

  it.each([
    ['100 flows do not belong; 96 of them sit in group B, which looks like a SYN flood', [4, 96, 0]],
    ['9 flows do not belong; they are spread over three groups', [3, 3, 3]],
    ['1 flow does not belong; it sits in group A (web, completed)', [1, 0, 0]],
    ['No flow scores above the threshold', [0, 0, 0]],
  ])('%s', (words, perCluster) => expect(anomalyHeadline(flagging(perCluster), cards)).toBe(words))

  it('names the source that half of them come from, before any group', () => {
    const half = { name: '10.20.1.43', flaggedCount: 50 }
    expect(anomalyHeadline(flagging([4, 96, 0]), cards, half)).toBe(
      '100 flows do not belong; 50 of them come from 10.20.1.43',
    )
    expect(anomalyHeadline(flagging([4, 46, 0]), cards, half)).toBe(
      '50 flows do not belong; all of them come from 10.20.1.43',
    )
    expect(anomalyHeadline(flagging([4, 97, 0]), cards, half)).toContain('sit in group B')
  })

  it('says what the threshold means and checks it against ground truth', () => {
    expect(anomalySubline(flagging([4, 96, 0]), 25_192, null)).toBe(
      'That is 0.4 % of 25,192: those that score above 10.1, where 1 is usual.',
    )
    expect(anomalySubline(flagging([4, 96, 0], 88), 25_192, truth)).toBe(
      'That is 0.4 % of 25,192: those that score above 10.1, where 1 is usual. By the file’s own truth column, which the model never saw, 88 of the 100 are attacks.',
    )
    expect(anomalySubline(flagging([3, 3, 3], 0), 900, truth)).toContain('none of them is an attack.')
    expect(anomalySubline(flagging([0, 0, 0], 0), 20, truth)).toBe('All 20 score up to 10.1, where 1 is usual.')
    expect(anomalySubline(flagging([0, 0]), 2, null)).toBe('Two flows are too few to say what is usual.')
  })
})

describe('the headline of a second file', () => {
  it('counts what does not belong', () => {
    expect(secondHeadline(95, 18_468)).toBe('95 of 18,468 flows do not belong')
    expect(secondHeadline(1, 10)).toBe('1 of 10 flows does not belong')
    expect(secondHeadline(0, 10)).toBe('All 10 flows belong')
    expect(secondHeadline(0, 1)).toBe('The one flow belongs')
  })
})
