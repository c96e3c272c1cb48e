import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readableJson } from '../../../src/views/models/readable-json'

test('reads back as the same value, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(readableJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
    }),
  )
})

test('a list of numbers is one line, however long', () => {
  const text = readableJson({ name: 'model', centroids: Array.from({ length: 500 }, (_, index) => index / 7) })
  expect(text.trim().split('\n')).toHaveLength(4)
})

test('things with parts stand one below the other', () => {
  expect(readableJson({ a: { b: 1, c: [{ d: 'x' }] }, e: undefined })).toBe(
    '{\n  "a": {\n    "b": 1,\n    "c": [\n      { "d": "x" }\n    ]\n  }\n}\n',
  )
})
