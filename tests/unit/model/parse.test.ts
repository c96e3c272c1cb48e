import { beforeAll, describe, expect, it } from 'vitest'
import type { ModelDocument } from '../../../src/engine/model/document'
import { parseDocument, readDocument } from '../../../src/engine/model/parse'
import { judgeFlow } from '../../../src/engine/model/predict'
import { fittedModel } from './model'

let document: ModelDocument
beforeAll(async () => {
  document = (await fittedModel()).document
})

type Loose = { [key: string]: Loose } & Loose[]
/** A copy with one place changed. */
function changed(change: (copy: Loose) => void): unknown {
  const copy = JSON.parse(JSON.stringify(document)) as Loose
  change(copy)
  return copy
}

function refusalOf(value: unknown): { code: string; sentence: string } {
  const parsed = parseDocument(value)
  if (parsed.ok) throw new Error('was not refused')
  return parsed.failure
}

describe('a kept model', () => {
  it('comes back from JSON as it was', () => {
    expect(readDocument(JSON.stringify(document))).toEqual({ ok: true, value: document })
  })

  it('is frozen through and through, holds no typed array and no text of a refused line', () => {
    expect(Object.isFrozen(document.scoring.views[0]!.centroids)).toBe(true)
    expect(Array.isArray(document.clusters.centroids)).toBe(true)
    expect(JSON.stringify(document)).not.toContain('secret')
    expect(document.ledger.refused[0]).toEqual({ line: 3, offset: null, reason: '8 fields, not 9', text: '' })
  })

  it('that was kept before scores were calibrated is read, and says nothing of how rare a score is', () => {
    const parsed = parseDocument(changed((copy) => delete (copy as Record<string, unknown>).calibration))
    if (!parsed.ok) throw new Error(parsed.failure.sentence)
    expect(judgeFlow(parsed.value, {}, null).rarity).toBeNull()
  })

  it('is refused if what its scores are compared with is out of order', () => {
    const value = changed((copy) => copy.calibration!.scores!.reverse())
    expect(refusalOf(value).sentence).toContain('what its scores are compared with is out of order')
  })

  it('that was kept before typical scores were is read; one with too few of them is refused', () => {
    expect(parseDocument(changed((copy) => delete copy.clusters!.typicalScores)).ok).toBe(true)
    const value = changed((copy) => copy.clusters!.typicalScores!.pop())
    expect(refusalOf(value).sentence).toContain('2 groups have 1 typical scores')
  })

  it('is read by its known names only: what else is in the file is dropped', () => {
    const parsed = parseDocument(changed((copy) => ((copy as Record<string, unknown>).extra = { script: 'alert(1)' })))
    expect(parsed.ok && JSON.stringify(parsed.value)).not.toContain('alert')
  })
})

describe('a file that is no model', () => {
  it.each([
    ['text that is not JSON', 'src,dst\n1,2'],
    ['an empty file', ''],
  ])('%s is refused with a sentence', (_, text) => {
    const read = readDocument(text)
    expect(read.ok).toBe(false)
    expect(!read.ok && read.failure.code).toBe('bad-model')
    expect(!read.ok && read.failure.sentence).toBe('This is not a Flotsam model: it is not JSON.')
  })

  it.each([null, 5, 'model', [], {}, { format: 'other' }, { version: 1 }])('%j is refused with a sentence', (value) => {
    expect(refusalOf(value)).toMatchObject({ code: 'bad-model', sentence: 'This is not a Flotsam model.' })
  })

  it('does not pass by what it inherits', () => {
    expect(refusalOf(Object.create(document) as unknown).sentence).toBe('This is not a Flotsam model.')
    const tricked = JSON.parse(`{"__proto__": ${JSON.stringify(document)}}`) as unknown
    expect(refusalOf(tricked).sentence).toBe('This is not a Flotsam model.')
    expect(({} as Record<string, unknown>).format).toBeUndefined()
  })
})

describe('a model of another version', () => {
  it('that is newer says so, with both versions', () => {
    expect(refusalOf({ format: 'flotsam-model', version: 7 })).toMatchObject({
      code: 'newer-model',
      sentence: 'This model was made by a newer Flotsam: its format is version 7, this one reads up to 1.',
    })
  })

  it('that never was is damaged', () => {
    expect(refusalOf(changed((copy) => ((copy as unknown as { version: unknown }).version = 'one'))).code).toBe(
      'bad-model',
    )
  })
})

describe('a damaged model', () => {
  const faults: readonly [string, (copy: Loose) => void, RegExp][] = [
    ['a missing part', (copy) => delete (copy as Record<string, unknown>).scoring, /damaged at scoring/],
    [
      'a text for a number',
      (copy) => ((copy as unknown as { threshold: unknown }).threshold = '3'),
      /damaged at threshold: "3"/,
    ],
    [
      'no number at all',
      (copy) => ((copy as unknown as { threshold: unknown }).threshold = null),
      /damaged at threshold/,
    ],
    [
      'a divisor of 0',
      (copy) => ((copy.scoring as unknown as { usual: number }).usual = 0),
      /damaged at scoring.usual/,
    ],
    ['a centroid cut short', (copy) => copy.clusters!.centroids!.pop(), /centroids/],
    ['a view cut short', (copy) => copy.scoring!.views![0]!.centroids!.pop(), /rank view/],
    ['a view missing', (copy) => copy.scoring!.views!.pop(), /two views/],
    [
      'mass that is not all',
      (copy) => (copy.scoring!.views![1]!.mass! as unknown as number[]).fill(0.001),
      /add up to 1/,
    ],
    [
      'a level too many',
      (copy) => (copy.scoring!.categories![0]!.levels! as unknown as string[]).push('x'),
      /levels of column/,
    ],
    [
      'ranks out of order',
      (copy) => (copy.scoring!.numbers![0]!.rank!.values as unknown as number[]).reverse(),
      /out of order/,
    ],
    [
      'no ranks',
      (copy) => ((copy.scoring!.numbers![0] as unknown as { rank: object }).rank = { values: [], below: [], upTo: [] }),
      /no ranks/,
    ],
    ['axes that overlap', (copy) => ((copy.recipe!.axisOffset as unknown as number[])[0] = 0), /axes of column/],
    ['a map of other axes', (copy) => copy.projection!.mean!.pop(), /map/],
    ['cards for other groups', (copy) => copy.clusters!.cards!.pop(), /cards/],
    [
      'cards out of order',
      (copy) => (copy.clusters!.cards! as unknown as unknown[]).reverse(),
      /cards are not in the order/,
    ],
    ['a column twice', (copy) => copy.columns!.push(copy.columns![0]!), /two columns are called/],
    [
      'a role that is none',
      (copy) => ((copy.columns![0] as unknown as { role: string }).role = 'secret'),
      /damaged at columns.0.role/,
    ],
  ]
  it.each(faults)('%s is found and named', (_, change, words) => {
    const { code, sentence } = refusalOf(changed(change))
    expect(code).toBe('bad-model')
    expect(sentence).toMatch(words)
    expect(sentence).toMatch(/^This model is damaged.*\.$/)
  })

  it('with numbers that are none, as storage could hold them, is refused', () => {
    for (const value of [NaN, Infinity, -Infinity]) {
      expect(refusalOf(changed((copy) => ((copy as unknown as { threshold: number }).threshold = value))).code).toBe(
        'bad-model',
      )
    }
  })
})
