/**
 * Column plan: how the text written of a file kept column by column (Parquet, Arrow) is to be read, and what is said of columns left out.
 */

import { listOf, plural, shortened } from '../../wording/sentences'
import { refusal, success, type Outcome } from '../failure'
import { WRITTEN_DIALECT } from './cell-writer'
import { uniqueNames } from './names'
import { checkedWidth, type Plan } from './plan'
import { schemaOf } from './schemas'
import type { ByteSource } from './source'

export interface ColumnPlan<Leaf> {
  readonly plan: Plan
  readonly leaves: readonly Leaf[]
  readonly warnings: readonly string[]
}

/** @param lists names of columns that hold more than one value per row: they are left out */
export function planColumns<Leaf extends { readonly name: string }>(
  source: ByteSource,
  format: string,
  { leaves, lists }: { readonly leaves: readonly Leaf[]; readonly lists: readonly string[] },
): Outcome<ColumnPlan<Leaf>> {
  if (leaves.length === 0) return noColumns(source, lists)
  const { names, warnings } = uniqueNames(leaves.map(({ name }) => name))
  const plan = checkedWidth(source.name, {
    dialect: WRITTEN_DIALECT,
    format,
    schema: schemaOf(names),
    headerFound: false,
    columnNames: names,
    comment: null,
    warnings: [],
  })
  if (!plan.ok) return plan
  return success({ plan: plan.value, leaves, warnings: [...warnings, ...leftOut(lists)] })
}

const leftOut = (lists: readonly string[]): string[] =>
  lists.length === 0
    ? []
    : [
        `${listOf(lists.slice(0, 5).map((name) => shortened(name)))} ${plural(lists.length, 'holds a list', 'hold lists')} in every row and ${plural(lists.length, 'was', 'were')} left out.`,
      ]

const noColumns = ({ name }: ByteSource, lists: readonly string[]): Outcome<never> =>
  refusal('not-a-table', `${name} has no column with one value per row.`, {
    found: lists.length === 0 ? 'no columns' : `lists only: ${listOf(lists.slice(0, 5))}`,
    needed: 'columns of numbers, texts or times, one flow a row',
    where: name,
    advice: 'Unnest the lists and write it again.',
  })
