/**
 * Compare: one made file read both ways.
 */

import { isDeepStrictEqual } from 'node:util'
import { kernelLoops } from '../../../../../src/engine/intake/scan/kernel-loops'
import { fingerprintOf, PieceHash } from '../../../../../src/engine/intake/scan/piece-hash'
import { PlainLoops } from '../../../../../src/engine/intake/scan/plain-loops'
import type { ScanGrain } from '../../../../../src/engine/intake/scan/scan-range'
import { seededRandom } from '../../../../../src/engine/numeric/random'
import type { MadeFile } from './made-files'
import { readWithPapa, readWithScanner, type Reading } from './reading'

export const KERNEL: ScanGrain['open'] = (plan) => kernelLoops(plan)!
export const PLAIN: ScanGrain['open'] = (plan) => new PlainLoops(plan)

export interface Cut {
  readonly rangeCount: number
  readonly grain: ScanGrain
}

/** Reading a long file byte by byte tells no more than reading a short one so, and takes long. */
const LONG_BYTES = 4000

/** Some way to cut a file. */
export function someCut(seed: number, { bytes }: MadeFile): Cut {
  const random = seededRandom(seed ^ 0x5bd1e995)
  const one = <T>(choices: readonly T[]): T => choices[random.below(choices.length)]!
  const chunkBytes = one(
    bytes.length > LONG_BYTES ? [777, 65_536, 262_144] : [1, 2, 3, 7, 16, 63, 64, 65, 100, 1000, 262_144],
  )
  const open = one([KERNEL, KERNEL, PLAIN])
  return {
    rangeCount: one([1, 1, 2, 3, 5]),
    grain: { chunkBytes, pieceBytes: one([13, 64, 100, 1000]), open },
  }
}

export interface Comparison {
  readonly agrees: boolean
  readonly expected: Reading
  readonly found: Reading
}

/**
 * @param papa what PapaParse's path reads, if that is known already
 * @returns null where the scanner leaves the file to PapaParse
 */
export async function compare(file: MadeFile, { rangeCount, grain }: Cut, papa?: Reading): Promise<Comparison | null> {
  const { bytes, options } = file
  const found = await readWithScanner(bytes, options, rangeCount, grain)
  if (found === null) return null
  const expected = withFingerprint(papa ?? (await readWithPapa(bytes, options)), bytes, grain.pieceBytes)
  return { agrees: isDeepStrictEqual(found, expected), expected, found }
}

/** The file's own reader makes it of pieces of the usual size. */
function withFingerprint(reading: Reading, bytes: Uint8Array, pieceBytes: number): Reading {
  if (!('facts' in reading)) return reading
  const hash = new PieceHash(pieceBytes)
  hash.add(bytes)
  return { ...reading, facts: { ...reading.facts, fingerprint: fingerprintOf([hash.finish()]) } }
}
