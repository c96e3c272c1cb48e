/**
 * Real traffic has a natural number of groups, and made-up noise in a file has none, through the whole engine.
 */

import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { sampleDay } from '../../../src/engine/intake/sample-day'
import { bytesSource, type ByteSource } from '../../../src/engine/intake/source'
import { seededRandom } from '../../../src/engine/numeric/random'
import type { RunResult } from '../../../src/engine/pipeline/answers'
import { Engine } from '../../../src/engine/pipeline/engine'
import { csvOf } from './made-flows'

const SHARED = new URL('../../../../shared/data/', import.meta.url)
const FILES = ['nsl-kdd/KDDTrain+_20Percent.txt', 'firewall/uci-log2.csv', 'cicids2017/original-form-299.csv']

async function resultOf(source: ByteSource): Promise<RunResult> {
  const engine = new Engine({ nowMs: () => 0, letOthersRun: () => Promise.resolve() })
  await engine.open(source, {}, [], false, () => undefined)
  const settings = { seed: 42, smallestClusterCount: 1, largestClusterCount: 12, restartCount: 3, maxIterations: 100 }
  const run = await engine.run(settings, () => undefined)
  if (!run.ok) throw new Error(run.failure.sentence)
  return run.value
}

const KIND_COLUMNS = ['proto', 'service', 'dst_port', 'bytes_in', 'bytes_out', 'duration']

/** Web calls, name look-ups and shells in turn, each within a fifth or so of its usual size and time. */
function threeKinds(rowCount: number, seed: number): string[][] {
  const random = seededRandom(seed)
  const about = (value: number): string => (value * Math.exp(0.2 * random.normal())).toFixed(4)
  const kinds = [
    () => ['tcp', 'http', '80', about(30_000), about(800), about(2)],
    () => ['udp', 'dns', '53', about(150), about(60), about(0.05)],
    () => ['tcp', 'ssh', '22', about(4000), about(3000), about(60)],
  ]
  return Array.from({ length: rowCount }, (_, row) => kinds[row % 3]!())
}

const fileAt = (address: URL): ByteSource =>
  bytesSource(basename(fileURLToPath(address)), new Uint8Array(readFileSync(address)))

describe('a natural number of groups', () => {
  for (const path of FILES) {
    const address = new URL(path, SHARED)
    it.skipIf(!existsSync(address))(`is there in ${path} (skipped where ../shared/data is absent)`, async () => {
      const { choice, grouping } = await resultOf(fileAt(address))
      expect(choice.opinions!.isNatural).toBe(true)
      expect(choice.clusterCount).toBeGreaterThanOrEqual(7)
      expect(grouping.headline).not.toContain('No natural')
    })
  }

  it('is there in the sample, whose measures disagree', async () => {
    const { choice } = await resultOf(bytesSource('sample.csv', new TextEncoder().encode(sampleDay(1))))
    expect(choice.opinions!.isNatural).toBe(true)
    expect(choice.reason).toContain('The measures disagree: ')
  })

  it('is three in files of three clear kinds of flows, whatever the seed', async () => {
    for (const seed of [1, 2, 3, 4]) {
      const { choice, grouping } = await resultOf(csvOf(KIND_COLUMNS, threeKinds(900, seed)))
      expect(choice).toMatchObject({ clusterCount: 3, opinions: { isNatural: true } })
      expect(grouping.headline).toMatch(/^Three kinds of traffic/)
    }
  })

  it('is not there in a file of noise: the headline says so, and other numbers can still be looked at', async () => {
    const random = seededRandom(8)
    const cells = (): string[] =>
      [random.next() * 10, random.next(), random.next() * 50].map((value) => value.toFixed(4))
    const engine = new Engine({ nowMs: () => 0, letOthersRun: () => Promise.resolve() })
    const noise = Array.from({ length: 800 }, cells)
    await engine.open(csvOf(['x', 'y', 'z'], noise), {}, [], false, () => undefined)
    const settings = { seed: 1, smallestClusterCount: 1, largestClusterCount: 8, restartCount: 2, maxIterations: 60 }
    const run = await engine.run(settings, () => undefined)
    if (!run.ok) throw new Error(run.failure.sentence)
    const { choice, grouping } = run.value
    expect(choice.opinions!.isNatural).toBe(false)
    expect(grouping.headline).toMatch(/^No natural number of groups; [a-z]+ are shown$/)
    expect(grouping.subline).toContain('With every column shuffled by itself, the flows fall into groups just as well.')
    expect(choice.reason).toMatch(/^There is no natural number of groups: cut into \w+, \d+ % of the spread is left/)
    const other = await engine.group(2)
    expect(other.ok && other.value.headline).toBe('No natural number of groups; two are shown')
  })
})
