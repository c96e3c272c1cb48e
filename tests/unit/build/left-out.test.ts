import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { without, type Leaving, type Node } from '../../../scripts/build/left-out.ts'

const cut = (code: string, leaving: Leaving): string =>
  without(code, parseSync('library.js', code).program as unknown as Node, leaving, 'library.js')

describe('what is left out of a library', () => {
  it('is the body of a function, which then says so when it is called', () => {
    const code = cut('function used() { return 1 } function unused() { return 2 }', { emptied: ['unused'] })
    expect(code).toBe("function used() { return 1 } function unused() {throw Error('left out: unused')}")
  })

  it('is the body of a class', () => {
    expect(cut('class Unused { run() {} }', { emptied: ['Unused'] })).toBe('class Unused {}')
  })

  it('is every member of a class that need not stay', () => {
    const code = cut('class Grid { #size = 2; get(i) { return i } static of() {} }', {
      kept: { Grid: ['size', 'get'] },
    })
    expect(code).toBe('class Grid {#size = 2;\nget(i) { return i }}')
  })

  it('is every member of a prototype that need not stay, whoever else shares it', () => {
    const code = cut('A.prototype = a.prototype = { x: 1, y: 2, [Symbol.iterator]: z }', { kept: { A: ['y'] } })
    expect(code).toBe('A.prototype = a.prototype = {y: 2}')
  })

  it('is a call at the top of the file, and no other', () => {
    const code = cut('install(A); function later() { install(B) }', { uncalled: ['install'] })
    expect(code).toBe(' function later() { install(B) }')
  })

  it('keeps a variable as it was declared, and what would set it does nothing', () => {
    const source = 'let asked = false; let other = 1; function ask(value) { asked = value } if (asked) { b() }'
    const code = cut(source, { constant: ['asked'], silenced: ['ask'] })
    expect(code).toBe('const asked = false; let other = 1; function ask(value) {} if (asked) { b() }')
    expect(() => cut(source, { constant: ['gone'] })).toThrow(/has no gone/)
    expect(() => cut(source, { silenced: ['gone'] })).toThrow(/has no gone/)
  })

  it('is the body of a method, private or not, and its class stays', () => {
    const source = 'class Page { #fail(error) { tell(error) }\n fail() { this.#fail(1) } }'
    expect(cut(source, { emptied: ['Page.#fail'] })).toBe(
      "class Page { #fail(error) {throw Error('left out: Page.#fail')}\n fail() { this.#fail(1) } }",
    )
    expect(cut(source, { emptied: ['Page.fail'] })).toContain('#fail(error) { tell(error) }')
    expect(() => cut(source, { emptied: ['Page.gone'] })).toThrow(/has no Page.gone/)
  })

  it('is all that a function makes of its value, which comes back as it is', () => {
    const source = 'function deep(value, more) { return wrap(value) } function wrap(value) { return [value] }'
    expect(cut(source, { returning: ['deep'] })).toBe(
      'function deep(value, more) {return value} function wrap(value) { return [value] }',
    )
    expect(() => cut(source, { returning: ['gone'] })).toThrow(/has no gone/)
  })

  it('is what a condition would set, where it sets nothing else', () => {
    const code = cut('let A; if (x) { A = class {} } if (y) { A = 1; b() }', { unset: ['A'] })
    expect(code).toBe('let A;  if (y) { A = 1; b() }')
  })

  it('is nothing that the library no longer has: the build stops', () => {
    expect(() => cut('function other() {}', { emptied: ['gone'] })).toThrow('library.js has no gone')
  })
})
