/**
 * Run id: the same file, columns and settings give the same id, so that a run repeated replaces its model.
 */

import { Fingerprint } from '../intake/fingerprint'
import type { LiveRun } from './live-run'

/** @returns 16 hex digits */
export function runIdOf({ open, settings }: Pick<LiveRun, 'open' | 'settings'>): string {
  const { seed, smallestClusterCount, largestClusterCount, restartCount, maxIterations } = settings
  const columns = open.profiles.map(({ name, type, role, transform }) => [name, type, role, transform])
  const said = JSON.stringify([
    open.file.fingerprint,
    [seed, smallestClusterCount, largestClusterCount, restartCount, maxIterations],
    columns,
  ])
  const print = new Fingerprint()
  print.add(
    Uint8Array.from(
      { length: said.length * 2 },
      (_, index) => (said.charCodeAt(index >> 1) >> (8 * (index & 1))) & 255,
    ),
  )
  return print.text()
}
