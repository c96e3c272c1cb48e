import { describe, expect, it } from 'vitest'
import type { Unit } from '../../../src/engine/table/column'
import { typedQuantity } from '../../../src/wording/typed-quantity'

describe('a number as it is typed', () => {
  it.each<readonly [string, Unit, string]>([
    ['900 MB', 'bytes', '900000000'],
    ['1.5kB', 'bytes', '1500'],
    ['2 GiB', 'bytes', '2147483648'],
    ['1,204', 'packets', '1204'],
    ['2 min', 'seconds', '120'],
    ['2 min', 'milliseconds', '120000'],
    ['0.3 ms', 'seconds', '0.0003'],
    ['40', 'bytes', '40'],
    ['1e6', 'bytes', '1e6'],
    ['', 'bytes', ''],
  ])('%s of %s is %s', (text, unit, number) => expect(typedQuantity(text, unit)).toBe(number))

  it.each<readonly [string, Unit]>([
    ['900 MB', 'seconds'],
    ['2 min', 'bytes'],
    ['3 apples', null],
    ['http', null],
    ['10.0.0.1', null],
  ])('%s is none of %s and stays as it is', (text, unit) => expect(typedQuantity(text, unit)).toBe(text))
})
