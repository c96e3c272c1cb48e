/**
 * Disk shelf: what is converted goes to a temporary file, as it goes to the browser's own disk in the page.
 */

import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ByteShelf, ByteSink } from '../../src/engine/intake/conversion'

export function diskShelf(): ByteShelf {
  const folder = mkdtempSync(join(tmpdir(), 'flotsam-shelf-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  let fileCount = 0
  return {
    open: (name) => diskSink(join(folder, String(fileCount++)), name),
    clear: () => Promise.resolve(),
  }
}

function diskSink(path: string, name: string): ByteSink {
  const file = openSync(path, 'w+')
  let sizeBytes = 0
  return {
    write: (bytes) => {
      writeSync(file, bytes)
      sizeBytes += bytes.length
      return Promise.resolve()
    },
    finish: () => {
      const read = (start: number, end: number): Promise<Uint8Array> => {
        const bytes = new Uint8Array(end - start)
        return Promise.resolve(bytes.subarray(0, readSync(file, bytes, 0, end - start, start)))
      }
      return Promise.resolve({ name, sizeBytes, read })
    },
    drop: () => {
      closeSync(file)
      return Promise.resolve()
    },
  }
}
