/**
 * Unpacking: a file made by a test, through the converters, to the text that its rows are read from.
 */

import type { Failure } from '../../../../src/engine/failure'
import { bundleOf } from '../../../../src/engine/intake/bundle'
import { memoryStore, type ByteStore } from '../../../../src/engine/intake/conversion'
import { convert, type Readable } from '../../../../src/engine/intake/converters'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'

export const encoded = (text: string): Uint8Array => new TextEncoder().encode(text)

export const joinedBytes = (...pieces: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces))

export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

const converted = (files: readonly GivenFile[], store: ByteStore) =>
  convert(bundleOf(files.map(({ name, bytes }) => bytesSource(name, bytes))), {}, store, silentPulse)

/** What comes out, and its text; throws where it is refused. */
export async function unpack(...files: readonly GivenFile[]): Promise<Readable & { readonly content: string }> {
  const done = await converted(files, memoryStore)
  if (!done.ok) throw new Error(`${done.failure.sentence} ${done.failure.found ?? ''}`)
  const { text } = done.value
  return { ...done.value, content: new TextDecoder().decode(await text.read(0, text.sizeBytes)) }
}

/** Why it is refused; throws where it isn't. */
export async function refusalOf(files: readonly GivenFile[], store = memoryStore): Promise<Failure> {
  const done = await converted(files, store)
  if (done.ok) throw new Error('it was read')
  return done.failure
}
