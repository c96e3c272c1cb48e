/**
 * File source: a File of the browser, or a text in memory, as the engine's bytes.
 *
 * WebKit on file:// cannot read a File inside a worker (NotReadableError); the page reads the slices there and hands
 * them over (`readOnPage`).
 */

import { isJoined, joinSources } from '../engine/intake/joined-source'
import { bytesSource, isInMemory, type ByteSource } from '../engine/intake/source'

export type ReadSlice = (start: number, end: number) => Promise<ArrayBuffer>
/** The same of one of several files. */
export type ReadFileSlice = (index: number, start: number, end: number) => Promise<ArrayBuffer>

/** What a source is made of, and made of again in another worker. */
export type SourceParts =
  | File
  | { readonly name: string; readonly bytes: Uint8Array }
  | { readonly name: string; readonly stretches: readonly StretchParts[] }

interface StretchParts {
  readonly parts: SourceParts
  readonly start: number
  readonly end: number
}

const filesOfSources = new WeakMap<ByteSource, File>()

/**
 * Read at once, and again while the last piece is worked on. A slice of a file takes Chromium some milliseconds whatever its size, so
 * that small pieces would be most of the wait.
 */
const PIECE_BYTES = 4_194_304

export function fileSource(file: File, readOnPage: ReadSlice | null): ByteSource {
  let readHere = true
  const readNow = async (start: number, end: number): Promise<Uint8Array> => {
    if (readHere) {
      try {
        return new Uint8Array(await file.slice(start, end).arrayBuffer())
      } catch (error) {
        if (readOnPage === null || start > 0) throw error
        readHere = false
      }
    }
    return new Uint8Array(await readOnPage!(start, end))
  }
  const source: ByteSource = { name: file.name, sizeBytes: file.size, read: readAhead(file.size, readNow) }
  filesOfSources.set(source, file)
  return source
}

/** A file that is looked at again and again, a little at a time: nothing is read ahead. */
export const growingSource = (file: File): ByteSource => ({
  name: file.name,
  sizeBytes: file.size,
  read: async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
})

/** Reads a piece more than is asked for, and the next one before it is asked for: most reading goes on where it was. */
function readAhead(
  sizeBytes: number,
  readNow: (start: number, end: number) => Promise<Uint8Array>,
): ByteSource['read'] {
  let [start, next]: [number, Promise<Uint8Array> | null] = [0, null]
  let piece: Uint8Array = new Uint8Array(0)
  let pieceStart = 0
  const begin = (from: number): void => {
    start = from
    next = from < sizeBytes ? readNow(from, Math.min(sizeBytes, from + PIECE_BYTES)) : null
    // Whoever needs it hears of its failure.
    next?.catch(() => undefined)
  }
  return async (from, to) => {
    const held = pieceStart + piece.length
    if (from >= pieceStart && to <= held) return piece.subarray(from - pieceStart, to - pieceStart)
    if (to - from > PIECE_BYTES || next === null || start !== held || from < pieceStart || from > held) {
      piece = await readNow(from, Math.min(sizeBytes, Math.max(to, from + PIECE_BYTES)))
      pieceStart = from
      begin(from + piece.length)
      return piece.subarray(0, to - from)
    }
    // What lies across two pieces is put together by itself: a new piece of both would be memory that nobody has touched.
    const rest = piece.subarray(from - pieceStart)
    piece = await next
    pieceStart = held
    begin(held + piece.length)
    return rest.length === 0 ? piece.subarray(0, to - from) : joinedBytes(rest, piece.subarray(0, to - held))
  }
}

function joinedBytes(left: Uint8Array, right: Uint8Array): Uint8Array {
  const joined = new Uint8Array(left.length + right.length)
  joined.set(left)
  joined.set(right, left.length)
  return joined
}

/**
 * Text that has no file behind it. Its bytes cross to other workers as they are: of a File made in one worker and read in two at a
 * time, Firefox (153) now and then answers only one.
 */
export function textSource(name: string, text: string): ByteSource {
  return ofParts({ name, bytes: new TextEncoder().encode(text) })
}

/** @param known of sources that have been taken apart already: one that is in a text several times stays one. @throws if it was made elsewhere */
export function partsOf(source: ByteSource, known = new Map<ByteSource, SourceParts>()): SourceParts {
  const parts = known.get(source) ?? takenApart(source, known)
  known.set(source, parts)
  return parts
}

function takenApart(source: ByteSource, known: Map<ByteSource, SourceParts>): SourceParts {
  if (isJoined(source)) {
    const stretches = source.stretches.map(({ source: inner, start, end }) => ({
      parts: partsOf(inner, known),
      start,
      end,
    }))
    return { name: source.name, stretches }
  }
  if (isInMemory(source)) return { name: source.name, bytes: source.bytes }
  const file = filesOfSources.get(source)
  if (file === undefined) throw new Error(`${source.name} was not made by file-source.ts`)
  return file
}

/** The source that another worker took to its parts. */
export function ofParts(parts: SourceParts): ByteSource {
  if (parts instanceof File) return fileSource(parts, null)
  if ('stretches' in parts) return ofStretches(parts.name, parts.stretches)
  return bytesSource(parts.name, parts.bytes)
}

/** A file that is in it more than once is read through one source. */
function ofStretches(name: string, stretches: readonly StretchParts[]): ByteSource {
  const sources = new Map<SourceParts, ByteSource>()
  const sourceOf = (parts: SourceParts): ByteSource => {
    const source = sources.get(parts) ?? ofParts(parts)
    sources.set(parts, source)
    return source
  }
  return joinSources(
    name,
    stretches.map(({ parts, start, end }) => ({ source: sourceOf(parts), start, end })),
  )
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
