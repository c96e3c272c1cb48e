/**
 * Usual flow: one flow as a group's typical values make it, to start the form with.
 *
 * The median of every column over all flows would mix groups: a web connection's bytes under DNS's port.
 */

import { bandOf } from '../explaining/cluster-bands'
import type { ColumnProfile } from '../table/column'
import type { ModelDocument } from './document'

/** @returns a text per feature column that the group has values in */
export function usualFlow(
  { clusters, columns }: ModelDocument,
  clusterIndex: number,
): Readonly<Record<string, string>> {
  const cells = new Map<string, string>()
  for (const column of columns) {
    const { name, role } = column
    if (role !== 'feature') continue
    const band = bandOf(clusters.bands, clusterIndex, name)
    if (band?.kind === 'band') cells.set(name, String(isCounted(column) ? Math.floor(band.median) : band.median))
    else if (band?.kind === 'levels' && band.levels[0]) cells.set(name, band.levels[0].text)
  }
  return Object.fromEntries(cells)
}

/** Half a byte is no value of a flow, though the median of an even number of flows. */
const isCounted = ({ unit, distribution }: Pick<ColumnProfile, 'unit' | 'distribution'>): boolean =>
  unit === 'bytes' ||
  unit === 'packets' ||
  (distribution.kind === 'numbers' &&
    [distribution.smallest, distribution.largest, 2 * distribution.median].every(Number.isInteger))
