/**
 * Unpack into: opens a place in the store for what is unpacked, and gives it back whenever that comes to nothing.
 */

import type { Outcome } from '../../failure'
import { success } from '../../failure'
import type { ByteSink, ByteStore, Unpacked } from '../conversion'

/** @throws whatever `unpack` throws */
export async function unpackInto(
  store: ByteStore,
  name: string,
  unpack: (sink: ByteSink) => Promise<Outcome<Pick<Unpacked, 'container' | 'warnings'>>>,
): Promise<Outcome<Unpacked>> {
  const sink = store.open(name)
  try {
    const done = await unpack(sink)
    if (!done.ok) {
      await sink.drop()
      return done
    }
    return success({ kind: 'container', ...done.value, inside: await sink.finish() })
  } catch (error) {
    await sink.drop()
    throw error
  }
}
