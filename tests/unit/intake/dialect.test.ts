import { describe, expect, it } from 'vitest'
import { detectDialect } from '../../../src/engine/intake/dialect'

describe('the delimiter', () => {
  it.each([
    ['a comma', 'a,b,c\n1,2,3\n4,5,6\n', ','],
    ['a semicolon', 'a;b;c\n1,5;2;3\n4;5,1;6\n', ';'],
    ['a tab', 'a\tb\tc\n1, x\t2\t3\n4\t5\t6\n', '\t'],
    ['a pipe', 'a|b|c\n1|2|3\n', '|'],
    ['a space, if nothing else parts the cells', 'ts proto bytes\n1 tcp 80\n2 udp 90\n', ' '],
    ['a comma with commas inside quotes', 'a,b\n"1;2;3",x\n"4;5;6",y\n', ','],
    ['a comma in a ragged file', 'a,b,c\n1,2,3\n1,2\n4,5,6\n7,8,9\n', ','],
    ['a comma, though times hold a space', 'ts\n2017-07-07 03:30:00\n2017-07-07 03:31:00\n', ','],
    ['a comma where there is one column', 'bytes\n1\n2\n', ','],
  ])('is %s', (_, text, delimiter) => {
    expect(detectDialect(text, {}).delimiter).toBe(delimiter)
  })

  it('is what the analyst says', () => {
    expect(detectDialect('a,b\n1,2\n', { delimiter: ';' }).delimiter).toBe(';')
  })
})

describe('the quotation mark', () => {
  it.each([
    ['double', 'a,b\n"1","2"\n', '"'],
    ['single where only that wraps cells', "a;b\n'1';'2'\n", "'"],
    ['double where an apostrophe stands inside words', "a,b\nit's,don't\n", '"'],
  ])('is %s', (_, text, quote) => {
    expect(detectDialect(text, {}).quote).toBe(quote)
  })
})

describe('the line ending', () => {
  it.each([
    ['LF', 'a,b\n1,2\n', 'LF'],
    ['CRLF', 'a,b\r\n1,2\r\n', 'CRLF'],
    ['CR', 'a,b\r1,2\r', 'CR'],
    ['CR, with an LF inside quotes', 'a,b\r"1\n",2\r', 'CR'],
    ['LF, with a CRLF inside quotes', 'a,b\n"1\r\n",2\n', 'LF'],
    ['CRLF, if some lines lack the CR', 'a,b\r\n1,2\n3,4\r\n5,6\r\n', 'CRLF'],
  ])('is %s', (_, text, lineEnding) => {
    expect(detectDialect(text, {}).lineEnding).toBe(lineEnding)
  })
})
