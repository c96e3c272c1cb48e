/**
 * Scan property: made files read by the scanner and by PapaParse's path, which must agree in every cell, line and sentence.
 *
 *   node scripts/run.mjs tests/bench/scan-property.ts [--files 100000] [--seed 1]
 */

import { isDeepStrictEqual, parseArgs } from 'node:util'
import { someCut } from '../unit/intake/scan/support/compare'
import { madeFile } from '../unit/intake/scan/support/made-files'
import { compareRows } from '../unit/intake/scan/support/plain-rows'

const { values } = parseArgs({
  options: { files: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const fileCount = Number(values.files)
const firstSeed = Number(values.seed)
const SHOWN = 5
const TOLD_EVERY = 10_000

const counts = { compared: 0, different: 0, refusedWhole: 0, withRefusedRows: 0, withWarnings: 0, notUtf8: 0 }

/** Where two values differ, as paths. */
function unequal(expected: unknown, found: unknown, path = ''): string[] {
  if (isDeepStrictEqual(expected, found)) return []
  const [before, after] = [expected, found].map((value) =>
    typeof value === 'object' && value !== null ? Object.keys(value) : null,
  )
  if (before == null || after == null) return [`${path}: ${JSON.stringify(expected)} is ${JSON.stringify(found)}`]
  const at = (value: unknown, name: string): unknown => (value as Record<string, unknown>)[name]
  const names = [...new Set([...before, ...after])]
  return names.flatMap((name) => unequal(at(expected, name), at(found, name), `${path}.${name}`)).slice(0, 8)
}

function tally({ agrees, expected }: NonNullable<Awaited<ReturnType<typeof compareRows>>>): void {
  counts.compared++
  if (!agrees) counts.different++
  if (expected.rows === undefined) return void counts.refusedWhole++
  if (expected.refusedCount > 0) counts.withRefusedRows++
  if (expected.warnings.length > 0) counts.withWarnings++
  if (expected.encoding !== 'utf-8') counts.notUtf8++
}

for (let seed = firstSeed; seed < firstSeed + fileCount; seed++) {
  if ((seed - firstSeed) % TOLD_EVERY === 0 && seed > firstSeed)
    console.log(`${seed - firstSeed} …`, JSON.stringify(counts))
  const file = madeFile(seed)
  const cut = someCut(seed, file)
  const comparison = file.bytes.length === 0 ? null : await compareRows(file, cut)
  if (comparison === null) continue
  tally(comparison)
  if (comparison.agrees || counts.different > SHOWN) continue
  console.log(`seed ${seed}: ${JSON.stringify({ rangeCount: cut.rangeCount, ...cut.grain, options: file.options })}`)
  console.log(JSON.stringify(String.fromCharCode(...file.bytes)))
  for (const line of unequal(comparison.expected, comparison.found)) console.log(`  ${line}`)
}
console.log(`${fileCount} files from seed ${firstSeed}: ${JSON.stringify(counts)}`)
process.exitCode = counts.different > 0 ? 1 : 0
