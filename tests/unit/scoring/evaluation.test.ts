import { describe, expect, it } from 'vitest'
import { auroc, averagePrecision, precisionAtN, purity } from '../../../src/engine/scoring/evaluation'

const scores = [0.1, 0.4, 0.35, 0.8, 0.8, 0.8, 0.2, 0.35, 0.9, 0.05]
const attacks = [0, 0, 1, 1, 0, 1, 0, 0, 1, 0]

describe('evaluation against ground truth', () => {
  // scikit-learn 1.9.1: roc_auc_score(attacks, scores), average_precision_score(attacks, scores)
  it('agrees with scikit-learn where scores tie', () => {
    expect(auroc(scores, attacks)).toBeCloseTo(0.8541666666666666, 12)
    expect(averagePrecision(scores, attacks)).toBeCloseTo(0.7678571428571428, 12)
  })

  it('is perfect when every attack scores above every benign row, and 0 the other way round', () => {
    expect(auroc([3, 4, 1, 2], [1, 1, 0, 0])).toBe(1)
    expect(averagePrecision([3, 4, 1, 2], [1, 1, 0, 0])).toBe(1)
    expect(auroc([1, 2, 3, 4], [1, 1, 0, 0])).toBe(0)
  })

  it('is chance when all scores are equal, in whatever order the rows stand', () => {
    expect(auroc([1, 1, 1, 1], [1, 0, 0, 0])).toBe(0.5)
    expect(averagePrecision([1, 1, 1, 1], [1, 0, 0, 0])).toBe(0.25)
    expect(precisionAtN([1, 1, 1, 1], [1, 0, 0, 0])).toBe(0.25)
  })

  it('counts attacks among as many first rows as there are attacks', () => {
    expect(precisionAtN([9, 8, 7, 6], [1, 0, 1, 0])).toBe(0.5)
    // Four attacks: 0.9 is one; of the three 0.8s, all taken, two are.
    expect(precisionAtN(scores, attacks)).toBe(0.75)
  })

  it('says that it cannot know without attacks or without benign rows', () => {
    expect(auroc([1, 2], [0, 0])).toBeNaN()
    expect(auroc([1, 2], [1, 1])).toBeNaN()
    expect(averagePrecision([1, 2], [0, 0])).toBeNaN()
    expect(precisionAtN([1, 2], [0, 0])).toBeNaN()
  })

  it('finds the share of rows that are of the commonest kind of their cluster', () => {
    expect(purity([0, 0, 0, 1, 1], [5, 5, 6, 6, 6])).toBe(0.8)
    expect(purity([0, 1, 2], [1, 1, 1])).toBe(1)
  })
})
