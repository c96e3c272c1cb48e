/**
 * Made flows: a table with addresses and times as CSV, and an engine whose clock only breaths move.
 */

import { bytesSource, type ByteSource } from '../../../src/engine/intake/source'
import { seededRandom } from '../../../src/engine/numeric/random'
import type { RunSettings } from '../../../src/engine/pipeline/answers'
import { Engine } from '../../../src/engine/pipeline/engine'
import type { OnProgress, Progress } from '../../../src/engine/pipeline/job'

export const MADE_COLUMNS = [
  'ts',
  'src_ip',
  'dst_ip',
  'dst_port',
  'proto',
  'service',
  'bytes_out',
  'bytes_in',
  'note',
  'attack',
]

/** Ordinary calls of forty hosts to ten servers, and every fortieth flow a knock on another port without an answer. */
export function madeRows(rowCount: number, seed = 1): string[][] {
  const random = seededRandom(seed)
  return Array.from({ length: rowCount }, (_, row) => {
    const scans = row % 40 === 7
    const web = random.below(3) > 0
    return [
      new Date(1_700_000_000_000 + row * 250).toISOString(),
      scans ? '10.0.0.66' : `10.0.0.${1 + random.below(40)}`,
      `192.168.1.${1 + random.below(10)}`,
      scans ? String(1000 + (row % 5000)) : web ? '443' : '53',
      scans || web ? 'tcp' : 'udp',
      scans ? '' : web ? 'https' : 'dns',
      String(scans ? 0 : Math.round(100 + 4000 * random.next() ** 3)),
      String(scans ? 0 : Math.round(200 + 90_000 * random.next() ** 4)),
      row === 11 ? '=1+1' : 'plain',
      scans ? 'scan' : 'benign',
    ]
  })
}

export const csvOf = (header: readonly string[], rows: readonly (readonly string[])[], name = 'made.csv'): ByteSource =>
  bytesSource(name, new TextEncoder().encode([header, ...rows].map((cells) => cells.join(',')).join('\n') + '\n'))

export const SETTINGS: RunSettings = {
  seed: 42,
  smallestClusterCount: 1,
  largestClusterCount: 5,
  restartCount: 1,
  maxIterations: 40,
}

/** Called at every breath with the stage under way and how many breaths it had before. */
export type AtBreath = (stage: Progress['stage'], breathsBefore: number) => void

/** An engine that gives way at every breath. Its clock has nothing to do with the time of day. */
export class WatchedEngine {
  readonly breaths = new Map<Progress['stage'], number>()
  readonly shares = new Map<Progress['stage'], number[]>()
  atBreath: AtBreath = () => undefined
  private nowMs = 0
  private stage: Progress['stage'] = 'read'

  readonly engine = new Engine({
    nowMs: () => (this.nowMs += 1000),
    letOthersRun: () => {
      const before = this.breaths.get(this.stage) ?? 0
      this.breaths.set(this.stage, before + 1)
      this.atBreath(this.stage, before)
      return Promise.resolve()
    },
  })

  readonly onProgress: OnProgress = ({ stage, share }) => {
    this.stage = stage
    this.shares.set(stage, [...(this.shares.get(stage) ?? []), share])
  }

  forget(): void {
    this.breaths.clear()
    this.shares.clear()
    this.atBreath = () => undefined
  }
}
