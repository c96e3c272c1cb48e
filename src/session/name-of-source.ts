/**
 * Name of source: what the page calls a file, or several, before it has been read.
 */

import type { Source } from '../worker/protocol'

export function nameOfSource(source: Source, sampleName: string): string {
  if (source.kind === 'sample') return sampleName
  if (source.kind === 'text') return source.name
  const [first, ...more] = source.files
  return more.length === 0 ? (first?.name ?? '') : `${more.length + 1} files`
}
