import { describe, expect, test } from 'vitest'
import type { ClusterCard, Judgement, ScorePart } from '../../../src/engine/explaining/findings'
import { answerHeadline, answerSubline, partsTitle, placeTitle } from '../../../src/views/predict/answer-words'

const part = (adds: number, kind: ScorePart['kind'] = 'column'): ScorePart => ({
  column: kind === 'column' ? 'x' : null,
  kind,
  label: 'x',
  adds,
  actual: '',
  typical: null,
})
const judgement = (score: number, parts: readonly ScorePart[] = []): Judgement => ({
  score,
  clusterIndex: 1,
  distances: [
    { distance: 3, usual: 1 },
    { distance: 1.5, usual: 1 },
  ],
  parts,
  sentence: '',
  rarity: null,
  coordinates: [0, 0],
  historyUnknown: false,
  unseen: [],
  outOfRange: [],
})
const cards = ['Web, completed', 'Looks like a SYN flood'].map((title) => ({ verdict: { title } }) as ClusterCard)

describe('the answer', () => {
  test('says on which side of the threshold the flow falls, with both numbers', () => {
    expect(answerHeadline(judgement(22.51), 10.06)).toBe(
      'This flow does not belong: it scores 22.5, the threshold is 10.1',
    )
    expect(answerHeadline(judgement(0.9), 10.06)).toBe(
      'This flow is ordinary: it scores 0.90, below the threshold of 10.1',
    )
  })

  test('does not call ordinary what has values never seen', () => {
    const beyond = { ...judgement(1.7), outOfRange: [{ column: 'resp_bytes', value: 9e8, low: 0, high: 8e8 }] }
    expect(answerHeadline(beyond, 5.82)).toBe(
      'This flow scores 1.70, below the threshold of 5.82, but has values never seen: resp_bytes',
    )
  })

  test('says that a form knows no history', () => {
    expect(answerSubline({ ...judgement(1), historyUnknown: true }, cards)).toBe(
      'It is nearest to group B, which looks like a SYN flood. What happened around it is not known here and counts as usual.',
    )
  })

  test('names the nearest group and what it looks like', () => {
    expect(answerSubline(judgement(1), cards)).toBe('It is nearest to group B, which looks like a SYN flood.')
    expect(answerSubline({ ...judgement(1), clusterIndex: 0 }, cards)).toBe('It is nearest to group A: web, completed.')
  })

  test('says whether the flow lies inside its group', () => {
    expect(placeTitle(judgement(1), cards)).toBe('It falls inside group B: looks like a SYN flood')
    expect(placeTitle({ ...judgement(1), clusterIndex: 0 }, cards)).toBe('It falls outside every group; A is nearest')
  })
})

describe('the parts of the score', () => {
  test('are named by the fewest columns that make most of it', () => {
    expect(partsTitle(judgement(10, [part(6), part(3), part(1)]))).toBe('Two columns make 90 % of the score')
  })

  test('are not named for a flow that scores no more than a usual one', () => {
    expect(partsTitle(judgement(0.4, [part(0.3)]))).toBe('Nothing about it is unusual')
  })

  test('go to the source where that alone makes a third or more', () => {
    expect(partsTitle(judgement(6, [part(3, 'source'), part(2), part(1)]))).toBe(
      'Its source alone makes 50 % of the score',
    )
  })

  test('are many small differences where no column stands out', () => {
    const many = Array.from({ length: 40 }, () => part(0.1))
    expect(partsTitle(judgement(4, many))).toBe('Many small differences add up')
  })
})
