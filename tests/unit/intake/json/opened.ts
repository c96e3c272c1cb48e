/**
 * Opened: a text read by the whole engine, and what it became.
 */

import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { openFile, type OpenFile } from '../../../../src/engine/pipeline/open-file'

export async function opened(text: string | Uint8Array, name = 'flows.json'): Promise<OpenFile> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  const file = await openFile(bytesSource(name, bytes), {}, [], { synthetic: false }, silentPulse)
  if (!file.ok) throw new Error(file.failure.sentence)
  return file.value
}

/** Name → "type role", but for columns that are neither. */
export const rolesOf = ({ profiles }: OpenFile): Record<string, string> =>
  Object.fromEntries(profiles.map(({ name, type, role }) => [name, `${type} ${role}`]))
