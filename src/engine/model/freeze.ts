/**
 * Freeze: from what a run found to the document that is kept. Plain values only, and no row of the file.
 */

import type { ColumnProfile } from '../table/column'
import { DOCUMENT_FORMAT, DOCUMENT_VERSION, type ModelDocument } from './document'

/** The document's parts, with typed arrays where a run has them. */
export type Freezable = Loose<Omit<ModelDocument, 'format' | 'version'>>

type Loose<T> = T extends readonly (infer Item)[]
  ? ArrayLike<Loose<Item>> | readonly Loose<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Loose<T[Key]> }
    : T

/**
 * Refused lines keep their number and reason; their text stays with the file. So do the commonest values of columns that
 * name someone: a model handed on must not hand on addresses.
 */
export function freeze(run: Freezable): ModelDocument {
  const plain = plainCopy({ format: DOCUMENT_FORMAT, version: DOCUMENT_VERSION, ...run }) as ModelDocument
  const refused = plain.ledger.refused.map((line) => ({ ...line, text: '' }))
  const columns = plain.columns.map(withoutNames)
  return deepFrozen({ ...plain, columns, ledger: { ...plain.ledger, refused } })
}

const NAMING_TYPES: readonly ColumnProfile['type'][] = ['address', 'identifier', 'text']

function withoutNames(column: ColumnProfile): ColumnProfile {
  const names = NAMING_TYPES.includes(column.type) || column.role === 'identity'
  if (!names || column.distribution.kind !== 'levels') return column
  const { levels, otherCount } = column.distribution
  const all = levels.reduce((sum, { count }) => sum + count, otherCount)
  return { ...column, distribution: { kind: 'levels', levels: [], otherCount: all } }
}

/** Typed arrays as arrays, all else as it is. */
function plainCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return Array.from(value as ArrayLike<unknown>, plainCopy)
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plainCopy(part)]))
}

function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) deepFrozen(part)
  return Object.freeze(value)
}
