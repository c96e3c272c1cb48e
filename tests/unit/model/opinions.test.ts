import { beforeAll, describe, expect, it } from 'vitest'
import type { Opinions } from '../../../src/engine/clustering/result'
import type { ModelDocument } from '../../../src/engine/model/document'
import { parseDocument } from '../../../src/engine/model/parse'
import { fittedModel } from './model'

const opinions: Opinions = {
  isNatural: true,
  most: 3,
  points: [
    { clusterCount: 1, shuffledShare: 1, agreement: null, calinskiHarabasz: null, daviesBouldin: null },
    { clusterCount: 2, shuffledShare: 0.9, agreement: 0.98, calinskiHarabasz: 512.5, daviesBouldin: 0.7 },
  ],
  sampleSize: 2048,
  shuffleCount: 2,
  redrawCount: 2,
  prefers: { shuffled: 2, agreement: 2, calinskiHarabasz: 2, daviesBouldin: null },
}

let document: ModelDocument
beforeAll(async () => {
  document = (await fittedModel()).document
})

describe('what other measures say of K, in a kept model', () => {
  it('comes back as it was', () => {
    const kept = { ...document, choice: { ...document.choice, opinions } }
    const parsed = parseDocument(JSON.parse(JSON.stringify(kept)))
    expect(parsed.ok && parsed.value.choice.opinions).toEqual(opinions)
  })

  it('may be missing: a model kept before they were asked is read', () => {
    expect(document.choice).not.toHaveProperty('opinions')
    const parsed = parseDocument(JSON.parse(JSON.stringify(document)))
    expect(parsed.ok && parsed.value.choice).toEqual(document.choice)
  })

  it('is refused where a share is none', () => {
    const points = [{ ...opinions.points[0]!, shuffledShare: 1.5 }]
    const damaged = { ...document, choice: { ...document.choice, opinions: { ...opinions, points } } }
    expect(parseDocument(JSON.parse(JSON.stringify(damaged))).ok).toBe(false)
  })
})
