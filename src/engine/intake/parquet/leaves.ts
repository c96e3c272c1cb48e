/**
 * Leaves: the columns of a Parquet file that can be columns of a table: those of nested groups by their path, lists left out.
 */

import { parquetSchema } from 'hyparquet'
import type { FileMetaData, SchemaTree } from 'hyparquet'

export interface Leaf {
  /** "id.orig_h": the groups it lies in, and its own name. */
  readonly name: string
  /** From the root on. */
  readonly schemaPath: readonly SchemaTree[]
  /** Place among the column chunks of a row group. */
  readonly chunkIndex: number
}

export interface Leaves {
  readonly leaves: readonly Leaf[]
  /** Names of columns that hold more than one value per row. */
  readonly lists: readonly string[]
}

export function leavesOf(metadata: FileMetaData): Leaves {
  const leaves: Leaf[] = []
  const lists = new Set<string>()
  let chunkIndex = 0
  const visit = (schemaPath: readonly SchemaTree[]): void => {
    const { children, path } = schemaPath[schemaPath.length - 1]!
    for (const child of children) visit([...schemaPath, child])
    if (children.length > 0 || schemaPath.length === 1) return
    const list = schemaPath.find(({ element }) => element.repetition_type === 'REPEATED')
    if (list === undefined) leaves.push({ name: path.join('.'), schemaPath, chunkIndex })
    else lists.add(path[0]!)
    chunkIndex++
  }
  visit([parquetSchema(metadata)])
  return { leaves, lists: [...lists] }
}
