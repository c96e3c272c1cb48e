/**
 * Random lines: JSON objects of every kind, some of them damaged, and what JSON.parse makes of them.
 */

import type { seededRandom } from '../../../../src/engine/numeric/random'

type Random = ReturnType<typeof seededRandom>

const KEYS = ['a', 'b', 'id.orig_h', 'é', '\\u0062', 'long key with blanks', 'n', '__proto__', 'x\\"y']
const STRINGS = [
  '',
  'x',
  'tcp',
  '10.0.0.1',
  'é',
  '😀',
  '\\n',
  '\\u00e9',
  '\\ud83d\\ude00',
  '\\ud83d',
  '\\udc00x',
  '\\\\n',
  '\\"',
  '\\/',
  'a,b',
  '[1]',
  '\\t',
  ' blank ',
  '\\u0000',
  '\\u000d',
  '\\b',
]
const NUMBERS = ['0', '-0', '1.50', '1e5', '1E-7', '12345678901234567890', '-3.25', '0.1', '10']

const one = <T>(random: Random, choices: readonly T[]): T => choices[random.below(choices.length)]!
const blank = (random: Random): string => (random.next() < 0.1 ? one(random, [' ', '  ', '\t', '\r']) : '')

function value(random: Random, depth: number): string {
  const kind = random.below(depth > 0 ? 4 : 6)
  if (kind === 0) return `"${Array.from({ length: random.below(4) }, () => one(random, STRINGS)).join('')}"`
  if (kind === 1) return one(random, NUMBERS)
  if (kind === 2) return one(random, ['true', 'false', 'null'])
  if (kind === 3) return `"${one(random, STRINGS)}"`
  if (kind === 4) return object(random, depth + 1)
  return `[${Array.from({ length: random.below(3) }, () => blank(random) + value(random, depth + 1)).join(',')}]`
}

function object(random: Random, depth: number): string {
  const members = Array.from({ length: random.below(5) }, () => {
    const inside = value(random, depth)
    return `${blank(random)}"${one(random, KEYS)}"${blank(random)}:${blank(random)}${inside}${blank(random)}`
  })
  return `{${members.join(',')}}`
}

/** One in seven has a character changed, added or taken away. */
export function randomLine(random: Random): string {
  const line = object(random, 0)
  if (random.next() > 0.15) return line
  const at = random.below(line.length)
  const change = one(random, ['', '"', '{', '}', ',', ':', '\\', '0', 'x', '[', ']'])
  return line.slice(0, at) + change + line.slice(at + random.below(2))
}

/** Column and cell of every value that isn't missing; none if JSON.parse refuses the line or it is no object. */
export function referenceCells(line: string): Map<string, string> {
  const cells = new Map<string, string>()
  let parsed: unknown
  try {
    parsed = JSON.parse(quotedNumbers(line))
  } catch {
    return cells
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) flatten(parsed, '', cells)
  if ([...cells.values()].every((cell) => cell.trim() === '')) cells.clear()
  return cells
}

/** Marks what is no string, so that JSON.parse leaves its text alone. */
const MARK = '\u0001'

function quotedNumbers(line: string): string {
  JSON.parse(line)
  return line.replaceAll(/"(?:[^"\\]|\\.)*"|-?[0-9][-+.0-9eE]*|true|false|null/g, (token) =>
    token.startsWith('"') ? token : `"\\u0001${token}"`,
  )
}

function flatten(object: object, prefix: string, cells: Map<string, string>): void {
  for (const [key, value] of Object.entries(object) as [string, unknown][]) {
    const path = prefix + key
    if (Array.isArray(value)) cells.set(cellOf(path), JSON.stringify(value))
    else if (typeof value === 'object' && value !== null) flatten(value, `${path}.`, cells)
    else if (value !== `${MARK}null` && value !== '') cells.set(cellOf(path), comparable(cellOf(String(value))))
  }
}

/** Control characters that would end a line or a cell stay escaped, and half a pair of surrogates is none. */
const cellOf = (text: string): string =>
  Buffer.from(text.startsWith(MARK) ? text.slice(1) : text)
    .toString()
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll('\0', '\\u0000')

/** An array's text says the same however it is spaced and escaped. */
export function comparable(cell: string): string {
  if (!cell.startsWith('[')) return cell
  try {
    return JSON.stringify(JSON.parse(quotedNumbers(cell)))
  } catch {
    return cell
  }
}
