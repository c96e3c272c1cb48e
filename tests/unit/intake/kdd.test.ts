import { describe, expect, it } from 'vitest'
import { KDD_FEATURES, recogniseKdd } from '../../../src/engine/intake/kdd'

/** A made-up connection in the shape of the KDD files. */
const connection = (...tail: string[]): string[] => [
  '0',
  'tcp',
  'http',
  'SF',
  '181',
  '5450',
  ...Array<string>(18).fill('0'),
  ...Array<string>(7).fill('0.00'),
  '9',
  '9',
  ...Array<string>(8).fill('0.11'),
  ...tail,
]

describe('a headerless KDD file', () => {
  it('has 41 features', () => {
    expect([KDD_FEATURES.length, new Set(KDD_FEATURES).size, connection().length]).toEqual([41, 41, 41])
  })

  it('of 43 columns is NSL-KDD, with class and difficulty', () => {
    const kdd = recogniseKdd([connection('normal', '20'), connection('neptune', '0')])
    expect(kdd?.schema).toBe('NSL-KDD')
    expect(kdd?.names.slice(-2)).toEqual(['class', 'difficulty'])
  })

  it('of 42 columns is KDD99 if the class ends in a full stop, else NSL-KDD', () => {
    expect(recogniseKdd([connection('normal.')])?.schema).toBe('KDD99')
    expect(recogniseKdd([connection('normal')])?.schema).toBe('NSL-KDD')
    expect(recogniseKdd([connection('normal.')])?.names[41]).toBe('class')
  })

  it('of 41 columns has no class', () => {
    expect(recogniseKdd([connection()])?.names).toEqual(KDD_FEATURES)
  })

  it('is not seen in a table that only has as many columns', () => {
    expect(recogniseKdd([Array<string>(43).fill('1')])).toBeNull()
    expect(recogniseKdd([connection('normal', '22')])).toBeNull()
    expect(recogniseKdd([connection('17', '20')])).toBeNull()
    expect(recogniseKdd([KDD_FEATURES.slice(), connection()])).toBeNull()
    expect(recogniseKdd([])).toBeNull()
  })
})
