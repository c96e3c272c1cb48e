/**
 * Planted network: what network columns say once an attack stands in a table. Planted flows copy ordinary ones; what is made of times
 * and addresses has to be made again, of the attacker's.
 */

import type { Pulse } from '../numeric/pulse'
import type { ColumnProfile } from '../table/column'
import type { ContextCells } from '../table/context'
import { makeNetworkColumns } from '../table/network/make'
import type { Cells, Table } from '../table/table'
import { networkColumnsOf, networkRowsOf } from './network-rows'

const isMade = ({ made }: ColumnProfile): boolean => made === 'network'

/** @param table the planted table's cells, with moments where its times are @returns the planted table, or itself without such columns */
export async function madeAnew(
  planted: Table,
  table: ContextCells,
  profiles: readonly ColumnProfile[],
  pulse: Pulse,
): Promise<Table> {
  if (!profiles.some(isMade)) return planted
  const columns = networkColumnsOf(profiles.filter((profile) => !isMade(profile)))
  const made = await makeNetworkColumns(await networkRowsOf(table, columns, pulse), pulse)
  const valuesOf = new Map(made.map(({ name, values }) => [name, values]))
  return withMade(planted, profiles, ({ name }) => valuesOf.get(name))
}

/** @param valuesOf per made column its new numbers; undefined leaves it as it is */
export function withMade(
  planted: Table,
  profiles: readonly ColumnProfile[],
  valuesOf: (profile: ColumnProfile) => Float64Array | undefined,
): Table {
  const cells: Cells[] = [...planted.cells]
  for (const profile of profiles.filter(isMade)) {
    const values = valuesOf(profile)
    if (values !== undefined) cells[profile.index] = { kind: 'numbers', values, strays: new Map() }
  }
  return { ...planted, cells }
}
