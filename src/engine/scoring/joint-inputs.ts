/**
 * Joint inputs: which inputs of a model a joint column tells, and which entry of their tables each of its codes stands for.
 */

import type { InputColumns } from './input-columns'
import type { JointColumn } from './joint-columns'

export interface JointInput {
  /** Numbers first. */
  readonly input: number
  /** Per joint code the number's own code, or the category's level; null where it is the joint code. */
  readonly entryOf: ArrayLike<number> | null
}

export const inputsOfJoint = (
  { members, entryCount }: JointColumn,
  { numbers, categories }: InputColumns,
): readonly JointInput[] =>
  members.flatMap(({ column, codeOf }) => {
    const found: JointInput[] = column < numbers.length ? [{ input: column, entryOf: codeOf }] : []
    categories.forEach((category, index) => {
      if (category.kind !== 'coded' || category.place !== column) return
      const levelOf = (entry: number): number => category.levels[codeOf === null ? entry : codeOf[entry]!]!
      found.push({
        input: numbers.length + index,
        entryOf: Uint8Array.from({ length: entryCount }, (_, entry) => levelOf(entry)),
      })
    })
    return found
  })
