import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { converted, convertedOr } from './converted'
import { opened, rolesOf } from './opened'
import { comparable, randomLine, referenceCells } from './random-lines'
import { zeekLines } from './made-json'

const firstRows = async (text: string) => {
  const { names, lines } = await converted(text)
  return { names, lines }
}

/** What a key without a name is called. */
const UNNAMED = /^column \d+$/

describe('JSON lines', () => {
  it('become one column per key, in the order in which keys first come up', async () => {
    expect(await firstRows('{"a":1,"b":"x"}\n{"c":true,"a":null}\n{"b":"y"}\n')).toEqual({
      names: ['a', 'b', 'c'],
      lines: [
        ['1', 'x', ''],
        ['', '', 'true'],
        ['', 'y', ''],
      ],
    })
  })

  it('take objects inside for more columns, and arrays for their text', async () => {
    expect(await firstRows('{"a":{"b":{"c":1},"d":[1, {"e": "x y"}]},"f":{}}\n{"a.d":[]}\n')).toEqual({
      names: ['a.b.c', 'a.d', 'f'],
      lines: [
        ['1', '[1,{"e":"x y"}]', ''],
        ['', '[]', ''],
      ],
    })
  })

  it('keep the exact text of numbers', async () => {
    const { lines } = await converted(
      '{"a":1.10,"b":-0,"c":1E+400,"d":123456789012345678901234567890}\n{"a":NaN,"b":-Infinity}\n',
    )
    expect(lines).toEqual([
      ['1.10', '-0', '1E+400', '123456789012345678901234567890'],
      ['NaN', '-Infinity', '', ''],
    ])
  })

  it('decode escapes, but for what would end a line or a cell', async () => {
    const { lines } = await converted(
      '{"a":"\\u00e9\\ud83d\\ude00\\"\\\\\\/","b":"1\\n2\\r3\\t4\\u000a5\\u0000"}\n{"a":"\\ud83d!","b":"\\b"}\n',
    )
    expect(lines).toEqual([
      ['é😀"\\/', '1\\n2\\r3\\t4\\n5\\u0000'],
      ['\ufffd!', '\b'],
    ])
  })

  it('believe the last of two equal keys, however they are written', async () => {
    const { names, lines } = await converted(
      '{"a":1,"\\u0061":2,"b":{"c":1,"d":2},"b":{"d":3}}\n{"a":1,"b":{"c":4},"b":5}\n',
    )
    expect(names).toEqual(['a', 'b.c', 'b.d', 'b'])
    expect(lines).toEqual([
      ['2', '', '3', ''],
      ['1', '', '', '5'],
    ])
  })

  it('give a late key a column in every row before it', async () => {
    const early = '{"a":1}\n'.repeat(160_000)
    const { names, lines, facts } = await converted(`${early}{oops}\n{"a":2,"late":"x"}\n`)
    expect(names).toEqual(['a', 'late'])
    expect(lines.slice(-3)).toEqual([['1', ''], [], ['2', 'x']])
    expect(lines.slice(0, 160_000).every((cells) => cells.length === 2)).toBe(true)
    expect(facts.refused).toMatchObject([{ line: 160_001, offset: early.length }])
  })

  const refusals = [
    ['{"a":"x}', 'a string that doesn’t close at character 6'],
    ['{"é":"x}', 'a string that doesn’t close at character 6'],
    ['{"a":1', 'an object that doesn’t close at character 1'],
    ['{"a":[1', 'an array that doesn’t close at character 6'],
    ['{"a":01}', 'a number with a zero before it at character 6'],
    ['{"a":1.}', 'a number without digits behind its point at character 6'],
    ['{"a":1e}', 'a number without digits in its exponent at character 6'],
    ['{"a":tru}', 'no value at character 6'],
    ['{"a" 1}', 'no colon behind a key at character 6'],
    ['{"a":1,}', 'no key at character 8'],
    ['{"a":1 "b":2}', 'neither comma nor brace behind a value at character 8'],
    ['{"a":[1 2]}', 'neither comma nor bracket behind a value at character 9'],
    ['{"a":"\\x"}', 'an escape that JSON doesn’t know at character 7'],
    ['{"a":"\t"}', 'a control character in a string at character 7'],
    ['{"a":1} {"a":2}', 'more text behind the object at character 9'],
    ['[1]', 'no object at character 1'],
    [`${'{"a":'.repeat(33)}1${'}'.repeat(33)}`, 'objects more than 32 deep at character 161'],
    [`{"a":${'['.repeat(40)}${']'.repeat(40)}}`, 'arrays more than 32 deep at character 37'],
  ] as const
  for (const [line, reason] of refusals) {
    it(`refuse ${line.slice(0, 30)} for it has ${reason}`, async () => {
      const { lines, facts } = await converted(`{"a":1}\n${line}\n{"a":2}\n`)
      expect(facts).toMatchObject({
        refusedCount: 1,
        refused: [{ line: 2, offset: 8, reason, text: line.slice(0, 120) }],
      })
      expect(lines).toEqual([['1'], [], ['2']])
    })
  }

  it('refuse a last line that is cut off, and take one that only lacks its line end', async () => {
    const { facts, lines } = await converted('{"a":1}\n{"a":2}\n{"a":"ab')
    expect(facts.refused).toEqual([
      {
        line: 3,
        offset: 16,
        reason: 'cut off by the end of the file: a string that doesn’t close at character 6',
        text: '{"a":"ab',
      },
    ])
    expect(lines).toEqual([['1'], ['2'], []])
    expect((await converted('{"a":1}\r\n{"a":2}')).lines).toEqual([['1'], ['2']])
  })

  it('skip blank lines, and objects without a value by rule', async () => {
    const { facts, lines } = await converted('\ufeff{"a":1}\n\n{"a":null}\n{}\n{"a":" "}\n{"a":2}\n')
    expect(lines).toEqual([['1'], [], [], [], [], ['2']])
    expect(facts.skipped).toEqual([{ rule: 'objects without a value', count: 3 }])
  })

  it('refuse a file whose keys are its values', async () => {
    const keyed = Array.from({ length: 500 }, (_, row) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`10.0.${row}.${at}`, 1]))),
    )
    expect(await convertedOr(keyed.join('\n'))).toMatchObject({
      code: 'too-many-columns',
      sentence: expect.stringContaining('4,096') as string,
    })
  })

  it('refuse a file whose table would be nearly all empty cells', async () => {
    const names = JSON.stringify(Object.fromEntries(Array.from({ length: 4000 }, (_, at) => [`k${at}`, 1])))
    const sparse = `${names}\n${'{"k1":1}\n'.repeat(6000)}`
    expect(await convertedOr(sparse)).toMatchObject({ code: 'too-large' })
  })

  it('say the same as JSON.parse, line by line', async () => {
    const random = seededRandom(7)
    const lines = Array.from({ length: 20_000 }, () => randomLine(random))
    const text = `{"a":1}\n{"a":2}\n${lines.join('\n')}\n`
    const whole = await converted(text)
    const differing = lines.filter((line, index) => {
      const cells = whole.lines[index + 2]!
      const present = cells.flatMap((cell, column) =>
        cell === '' ? [] : [`${whole.names[column]!.replace(UNNAMED, '')}=${comparable(cell)}`],
      )
      const expected = [...referenceCells(line)].map(([name, cell]) => `${name}=${cell}`)
      return present.sort().join('\n') !== expected.sort().join('\n')
    })
    expect(differing).toEqual([])
    expect(whole.facts.refusedCount).toBeGreaterThan(1000)
  })

  it('become the same however the file is sliced', async () => {
    const random = seededRandom(11)
    const text = `{"a":1}\n{"a":2}\n${Array.from({ length: 60 }, () => randomLine(random)).join('\n')}`
    const expected = await converted(text)
    for (const sliceBytes of [1, 2, 3, 7, 64, 1000]) expect(await converted(text, sliceBytes)).toEqual(expected)
  })

  it('are read as Zeek’s connections, whatever keys a row has', async () => {
    const file = await opened(zeekLines(400))
    expect(file.file).toMatchObject({ format: 'JSON lines', schema: 'Zeek conn', unit: 'line', containers: [] })
    expect(file.ledger).toMatchObject({ readCount: 400, usedCount: 400, refusedCount: 0, skippedCount: 0 })
    expect(rolesOf(file)).toMatchObject({
      ts: 'time time',
      uid: 'identifier identity',
      'id.orig_h': 'address identity',
      'id.orig_p': 'port identity',
      'id.resp_p': 'port feature',
      service: 'category feature',
      duration: 'number feature',
      orig_bytes: 'number feature',
    })
    expect(rolesOf(await opened(zeekLines(400, 2, true))).ts).toBe('time time')
  })
})
