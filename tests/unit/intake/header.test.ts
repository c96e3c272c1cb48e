import { describe, expect, it } from 'vitest'
import { looksLikeHeader } from '../../../src/engine/intake/header'

const rows = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(','))

describe('the first row names the columns', () => {
  it.each([
    ['if words stand over numbers', 'proto,bytes\ntcp,1\nudp,2'],
    ['if words stand over times', 'when,what\n2017-07-07 03:30,a\n2017-07-07 03:31,b'],
    ['if words stand over addresses', 'who,what\n10.0.0.1,a\n10.0.0.2,b'],
    ['if nothing but words follow, none of which it says', 'proto,state\ntcp,SF\ntcp,S0\nudp,SF\ntcp,SF'],
    ['if it is the only row and all words', 'proto,state'],
    ['though a name is missing or said twice', ',bytes,bytes\nx,1,2\ny,3,4'],
    ['though one name looks like a number', 'proto,bytes,packets,2017\ntcp,1,5,9\nudp,2,6,9'],
    ['if it counts the columns, as pandas writes', '0,1,2\ntcp,17,SF\nudp,5,SF'],
    ['over one column', 'bytes\n1\n2'],
    ['over a column of postcodes', 'first,zip\nJohn,08123'],
  ])('%s', (_, text) => {
    expect(looksLikeHeader(rows(text))).toBe(true)
  })

  it.each([
    ['if all is numbers', '1,2,3\n4,5,6'],
    ['if numbers stand over numbers among words', '0,tcp,http,SF,181\n0,udp,dns,SF,239'],
    ['if its words come again below', 'tcp,SF,http\nudp,SF,dns\ntcp,SF,http'],
    ['if it is the only row and holds a number', 'tcp,80'],
    ['if an address stands over addresses', '10.0.0.1,a\n10.0.0.2,b'],
    ['if a time stands over times', '03:30:00,a\n03:31:00,b'],
  ])('but not %s', (_, text) => {
    expect(looksLikeHeader(rows(text))).toBe(false)
  })
})
