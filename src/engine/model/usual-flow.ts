/**
 * Usual flow: one flow as a group's typical values make it, to start the form with.
 *
 * The median of every column over all flows would mix groups: a web connection's bytes under DNS's port.
 */

import { bandOf } from '../explaining/cluster-bands'
import type { ModelDocument } from './document'

/** @returns a text per feature column that the group has values in */
export function usualFlow(
  { clusters, columns }: ModelDocument,
  clusterIndex: number,
): Readonly<Record<string, string>> {
  const cells = new Map<string, string>()
  for (const { name, role } of columns) {
    if (role !== 'feature') continue
    const band = bandOf(clusters.bands, clusterIndex, name)
    if (band?.kind === 'band') cells.set(name, String(band.median))
    else if (band?.kind === 'levels' && band.levels[0]) cells.set(name, band.levels[0].text)
  }
  return Object.fromEntries(cells)
}
