/**
 * File source: a File of the browser as the engine's bytes.
 *
 * WebKit on file:// cannot read a File inside a worker (NotReadableError); the page reads the slices there and hands
 * them over (`readOnPage`).
 */

import type { ByteSource } from '../engine/intake/source'

export type ReadSlice = (start: number, end: number) => Promise<ArrayBuffer>

/** The files behind sources, for those who hand them to another worker. */
const files = new WeakMap<ByteSource, File>()

export function fileSource(file: File, readOnPage: ReadSlice | null): ByteSource {
  let readHere = true
  const source: ByteSource = {
    name: file.name,
    sizeBytes: file.size,
    read: async (start, end) => {
      if (readHere) {
        try {
          return new Uint8Array(await file.slice(start, end).arrayBuffer())
        } catch (error) {
          if (readOnPage === null || start > 0) throw error
          readHere = false
        }
      }
      return new Uint8Array(await readOnPage!(start, end))
    },
  }
  files.set(source, file)
  return source
}

/** @throws if the source is no file's */
export function fileOf(source: ByteSource): File {
  const file = files.get(source)
  if (file === undefined) throw new Error(`${source.name} is no file of the browser`)
  return file
}

/** Whether a worker can read the file by itself. */
export async function isReadableHere(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}
