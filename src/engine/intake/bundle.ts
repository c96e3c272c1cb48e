/**
 * Bundle: several files that are to be read as one table, dropped together or packed in one archive.
 */

import { EngineError } from '../failure'
import type { ByteSource } from './source'

export interface Bundle extends ByteSource {
  /** At least two, in the order in which they are read. */
  readonly files: readonly ByteSource[]
}

export const isBundle = (source: ByteSource): source is Bundle => 'files' in source

/** Sorted by name as people number files: "conn.2.log" before "conn.10.log". */
export function bundleOf(sources: readonly ByteSource[]): ByteSource {
  const files = [...sources].sort((a, b) => compareNaturally(a.name, b.name))
  if (files.length === 1) return files[0]!
  return {
    name: `${files[0]!.name} and ${files.length - 1} more`,
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    files,
    read: () => Promise.reject(new EngineError('out-of-range', 'a bundle is read file by file')),
  } as Bundle
}

/** Digits by their number, all else by its characters. Without `Intl`: the same everywhere. */
export function compareNaturally(a: string, b: string): number {
  const [left, right] = [pieces(a), pieces(b)]
  for (let index = 0; index < Math.min(left.length, right.length); index++) {
    const [one, other] = [left[index]!, right[index]!]
    if (one === other) continue
    const byNumber = isDigits(one) && isDigits(other) ? compareDigits(one, other) : 0
    if (byNumber !== 0) return byNumber
    return one < other ? -1 : 1
  }
  return left.length - right.length
}

const pieces = (text: string): readonly string[] => text.match(/\d+|\D+/g) ?? []

const isDigits = (text: string): boolean => /^\d/.test(text)

function compareDigits(a: string, b: string): number {
  const [one, other] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')]
  if (one.length !== other.length) return one.length - other.length
  return one === other ? 0 : one < other ? -1 : 1
}
