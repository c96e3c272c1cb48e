/**
 * File source: a File of the browser as the engine's bytes.
 *
 * WebKit on file:// cannot read a File inside a worker (NotReadableError); the page reads the slices there and hands
 * them over (`readOnPage`).
 */

import type { ByteSource } from '../engine/intake/source'

export type ReadSlice = (start: number, end: number) => Promise<ArrayBuffer>

export function fileSource(file: File, readOnPage: ReadSlice | null): ByteSource {
  let readHere = true
  return {
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
}
