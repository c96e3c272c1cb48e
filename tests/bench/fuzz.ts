/**
 * Fuzz: damaged files by the hundred thousand: nothing is thrown, nothing takes a second, and the laws of each reader hold, which stand
 * in damaged-files.ts.
 *
 *   node scripts/run.mjs tests/bench/fuzz.ts capture|delimited|json|packed [--files 200000] [--seed 1]
 *
 * Prints as it goes how many were read, the longest time of one and the process's memory, which must not grow with their number.
 */

import { parseArgs } from 'node:util'
import { READERS } from './damaged-files'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { files: { type: 'string', default: '200000' }, seed: { type: 'string', default: '1' } },
})
const reader = READERS.get(positionals[0] ?? '')
if (reader === undefined) throw new Error(`Name a reader: ${[...READERS.keys()].join(', ')}.`)
const fileCount = Number(values.files)
const firstSeed = Number(values.seed)
const TOLD_EVERY = 20_000
const SHOWN = 10
const LONGEST_MS = 1000

let [troubleCount, readCount, refusedCount, longestMs] = [0, 0, 0, 0]
for (let done = 0; done < fileCount; done++) {
  const start = performance.now()
  const { outcome, troubles } = await reader(firstSeed + done)
  const ms = performance.now() - start
  longestMs = Math.max(longestMs, ms)
  if (outcome === 'read') readCount++
  if (outcome === 'refused') refusedCount++
  for (const trouble of ms > LONGEST_MS ? [...troubles, `takes ${Math.round(ms)} ms`] : troubles) {
    if (troubleCount++ < SHOWN) console.log(`  seed ${firstSeed + done}: ${trouble}`)
  }
  if ((done + 1) % TOLD_EVERY === 0) {
    const memoryMegabytes = Math.round(process.memoryUsage().rss / 1e6)
    console.log(
      `${done + 1} …`,
      JSON.stringify({ readCount, refusedCount, longestMs: Math.round(longestMs), memoryMegabytes }),
    )
  }
}
console.log(`${fileCount} damaged files from seed ${firstSeed}: ${troubleCount} troubles`)
process.exitCode = troubleCount > 0 ? 1 : 0
