/**
 * Mutations: a JSON file damaged at random, read whole, and what must hold whatever came of it.
 */

import type { seededRandom } from '../../../../src/engine/numeric/random'
import { convertedOr } from './converted'
import { eveLines, gcpEntries, nsgFile, vnetFile, zeekLines } from './made-json'

type Random = ReturnType<typeof seededRandom>

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Small, so that many can be tried. */
export const SEEDS: readonly Uint8Array[] = [
  zeekLines(6),
  eveLines({ flows: 4, dns: 2, alertEvery: 2 }),
  nsgFile(2, 2).text,
  vnetFile(2),
  JSON.stringify(gcpEntries(3), null, 1),
  gcpEntries(3)
    .map((entry) => JSON.stringify(entry, null, 1))
    .join('\n'),
].map(encoded)

const TELLING = encoded('"\\{}[],:\n0-.eutfnN \t\0\ufffd')

/** One to six bytes changed, taken away, put in or doubled, or the file cut off. */
export function mutated(seed: Uint8Array, random: Random): Uint8Array {
  let bytes = [...seed]
  for (let change = random.below(6); change >= 0; change--) {
    const at = random.below(bytes.length + 1)
    const byte = random.next() < 0.7 ? TELLING[random.below(TELLING.length)]! : random.below(256)
    const kind = random.below(5)
    if (kind === 0) bytes.splice(at, 1)
    else if (kind === 1) bytes.splice(at, 0, byte)
    else if (kind === 2) bytes[at] = byte
    else if (kind === 3) bytes.splice(at, 0, ...bytes.slice(at, at + random.below(40)))
    else if (random.next() < 0.2) bytes = bytes.slice(0, at)
  }
  return Uint8Array.from(bytes)
}

/**
 * Converts the file.
 * @returns what is wrong, or null: every line that isn't empty has all cells, every other is refused, skipped or blank, and what stands
 * in the ledger is no more than there are lines
 */
export async function wrongWith(bytes: Uint8Array): Promise<string | null> {
  const result = await convertedOr(bytes)
  if (result === null) return null
  if ('code' in result) return result.sentence === '' ? 'a failure without a sentence' : null
  const { lines, names, facts } = result
  const rows = lines.filter(({ length }) => length > 0)
  if (rows.some(({ length }) => length !== names.length && names.length > 1)) return 'a row lacks cells'
  const skipped = facts.skipped.reduce((sum, { count }) => sum + count, 0)
  if (facts.unit === 'row' && rows.length + facts.refusedCount + skipped !== lines.length)
    return 'rows of an array are lost'
  if (facts.unit === 'row') return null
  const text = new TextDecoder().decode(bytes)
  const filled = text.split('\n').filter((line) => /[^ \t\r\ufeff]/.test(line)).length
  const counted = rows.length + facts.refusedCount + skipped
  return counted === filled ? null : `${filled} lines that aren’t blank, but ${counted} in the ledger`
}
