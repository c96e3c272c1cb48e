import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberOfBytes } from '../../../src/engine/intake/number-bytes'
import { numberOf } from '../../../src/engine/intake/number-text'
import { utf8Bytes } from '../../../src/engine/intake/utf8'
import { isAsWritten } from '../../../src/engine/table/entry-numbers'

const digits = fc.stringMatching(/^\d{0,20}$/)
const spelled = fc
  .tuple(
    fc.constantFrom('', '-', '+', '--'),
    digits,
    fc.constantFrom('', '.', '..', 'e', ':'),
    digits,
    fc.constantFrom('', 'e5', 'E-7', 'e', '.1', 'x', 'é'),
  )
  .map((parts) => parts.join(''))
const odd = fc.constantFrom('', '-', 'inf', '-Infinity', 'INF', 'i', 'NaN', '0', '-0', '00', '007', '1,2', '10.0.0.1')
const ofNumbers = fc.oneof(fc.double({ noNaN: true }), fc.integer(), fc.float({ noNaN: true })).map(String)
const anyText = fc.oneof(spelled, odd, ofNumbers, fc.string({ maxLength: 6 }))

describe('the number of bytes', () => {
  it('is the number of their text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const bytes = utf8Bytes(`<${text}>`)
        expect(numberOfBytes(bytes, 1, bytes.length - 1)).toBe(numberOf(text))
      }),
      { numRuns: 20_000 },
    )
  })

  it('is said to be as written only where JavaScript writes it so', () => {
    let asWritten = 0
    fc.assert(
      fc.property(anyText, (text) => {
        const bytes = utf8Bytes(text)
        const value = numberOfBytes(bytes, 0, bytes.length)
        fc.pre(!Number.isNaN(value))
        if (!isAsWritten(bytes, 0, bytes.length, value)) return
        asWritten++
        expect(String(value)).toBe(text)
      }),
      { numRuns: 20_000 },
    )
    expect(asWritten).toBeGreaterThan(2000)
  })
})
