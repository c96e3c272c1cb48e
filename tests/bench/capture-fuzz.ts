/**
 * Capture fuzz: damaged captures by the hundred thousand, each held to the laws of reading one.
 *
 *   node scripts/run.mjs tests/bench/capture-fuzz.ts [--files 200000] [--seed 1]
 */

import { parseArgs } from 'node:util'
import { fuzzCapture } from '../unit/intake/capture/support/fuzz-capture'

const { values } = parseArgs({
  options: { files: { type: 'string', default: '200000' }, seed: { type: 'string', default: '1' } },
})
const fileCount = Number(values.files)
const firstSeed = Number(values.seed)
const TOLD_EVERY = 20_000
const SHOWN = 10

let troubleCount = 0
for (let done = 0; done < fileCount; done += TOLD_EVERY) {
  const count = Math.min(TOLD_EVERY, fileCount - done)
  const { troubles, ...tally } = await fuzzCapture(firstSeed + done, count, () => performance.now())
  const memoryMegabytes = Math.round(process.memoryUsage().rss / 1e6)
  console.log(
    `${done + count} …`,
    JSON.stringify({ ...tally, longestMs: Math.round(tally.longestMs), memoryMegabytes }),
  )
  for (const trouble of troubles.slice(0, SHOWN)) console.log(`  ${trouble}`)
  troubleCount += troubles.length
}
console.log(`${fileCount} damaged captures from seed ${firstSeed}: ${troubleCount} troubles`)
process.exitCode = troubleCount > 0 ? 1 : 0
