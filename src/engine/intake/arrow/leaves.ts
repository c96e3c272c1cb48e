/**
 * Leaves: the columns of an Arrow table that can be columns of ours: those inside structs by their path, lists left out.
 */

import { Type, type Batch, type Field } from '@uwdata/flechette'
import { valueTextOf, type ValueText } from './value-text'

export interface Leaf {
  /** "id.orig_h": the structs it lies in, and its own name. */
  readonly name: string
  /** Of the table's column it lies in. */
  readonly index: number
  /** Places among the children of its structs, from the column on; none if it is the column. */
  readonly path: readonly number[]
  readonly textOf: ValueText
}

export interface Leaves {
  readonly leaves: readonly Leaf[]
  /** Names of columns that hold more than one value per row. */
  readonly lists: readonly string[]
}

export function leavesOf(fields: readonly Field[]): Leaves {
  const leaves: Leaf[] = []
  const lists: string[] = []
  const visit = ({ name, type }: Field, index: number, before: readonly string[], path: readonly number[]): void => {
    const names = [...before, name]
    if (type.typeId === Type.Struct) {
      type.children.forEach((child, place) => visit(child, index, names, [...path, place]))
      return
    }
    const textOf = valueTextOf(type)
    if (textOf === null) lists.push(names.join('.'))
    else leaves.push({ name: names.join('.'), index, path, textOf })
  }
  for (const [index, field] of fields.entries()) visit(field, index, [], [])
  return { leaves, lists }
}

/** A struct as a value would bring all its children with it, lists among them: it is only asked for the one. */
interface Structs {
  readonly nullCount: number
  isValid(row: number): boolean
  readonly children: readonly Batch<unknown>[]
}

/** @param batch of the leaf's column */
export function textIn({ path, textOf }: Leaf, batch: Batch<unknown>, row: number): string {
  let inside = batch
  for (const place of path) {
    const structs = inside as unknown as Structs
    if (structs.nullCount > 0 && !structs.isValid(row)) return ''
    inside = structs.children[place]!
  }
  return textOf(inside.at(row))
}
