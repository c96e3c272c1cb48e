/**
 * Capture file: a made capture on the disk, in the temporary folder, for one run.
 */

import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCapture, type CapturePlan } from './make-capture'

/** @param use is handed the file's path; the file is gone once it has settled */
export async function withCaptureFile<Result>(
  plan: CapturePlan,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'capture-'))
  try {
    const path = join(folder, 'made.pcap')
    const file = openSync(path, 'w')
    for (const block of makeCapture(plan)) writeSync(file, block)
    closeSync(file)
    return await use(path)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
