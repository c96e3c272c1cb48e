/**
 * Flows file: the made flows on the disk, kept for the next run. A million rows take about ten seconds to make.
 */

import { once } from 'node:events'
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs'
import { resolve } from 'node:path'
import { FLOWS_VERSION, makeFlows } from './make-flows'

const FOLDER = 'node_modules/.cache/bench'

/**
 * Makes the file where it isn't there yet; under another name first, so that a run broken off leaves no half of it.
 * @returns its path
 */
export async function flowsFile(rowCount: number, seed: number): Promise<string> {
  const path = resolve(FOLDER, `flows-v${FLOWS_VERSION}-${rowCount}-${seed}.csv`)
  if (existsSync(path)) return path
  mkdirSync(resolve(FOLDER), { recursive: true })
  const unfinished = `${path}.${process.pid}`
  const stream = createWriteStream(unfinished)
  for (const block of makeFlows(rowCount, seed)) if (!stream.write(block)) await once(stream, 'drain')
  stream.end()
  await once(stream, 'finish')
  renameSync(unfinished, path)
  return path
}
