/**
 * Names: columns as a sentence lists them.
 */

import { listOf, shortened } from '../../../wording/sentences'

/** At most four by name: "a, b, c and 9 more". */
export function namesOf(columns: readonly { readonly name: string }[]): string {
  const names = columns.map(({ name }) => shortened(name))
  return names.length <= 4 ? listOf(names) : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
}
