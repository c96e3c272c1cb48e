/**
 * File source: a file of Node's file system as the engine's bytes.
 */

import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { SourceLost, type ByteSource } from '../src/engine/intake/source'

/** Runs `use` with an open file and closes it, whatever happens. @throws SourceLost if it can't be opened */
export async function withFile<T>(path: string, use: (source: ByteSource) => Promise<T>): Promise<T> {
  const file = await open(path).catch(() => {
    throw new SourceLost('unreadable')
  })
  try {
    const { size, mtimeMs } = await file.stat()
    return await use({
      name: basename(path),
      sizeBytes: size,
      read: async (start, end) => {
        const bytes = new Uint8Array(end - start)
        const { bytesRead } = await file.read(bytes, 0, end - start, start)
        if ((await file.stat()).mtimeMs !== mtimeMs) throw new SourceLost('changed')
        return bytes.subarray(0, bytesRead)
      },
    })
  } finally {
    await file.close()
  }
}
