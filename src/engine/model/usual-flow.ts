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
    if (band?.kind === 'band')
      cells.set(name, String(isHalf(band.median) && isCounted(column) ? Math.floor(band.median) : written(band.median)))
    else if (band?.kind === 'levels' && band.levels[0]) cells.set(name, band.levels[0].text)
  }
  return Object.fromEntries(cells)
}

/** Without the noise of the last digits: 0.0186405 and not 0.018640499999999. */
const written = (median: number): number => (Number.isInteger(median) ? median : Number(median.toPrecision(12)))

/** The median of an even number of flows may lie in the middle of two: half a byte is no value of a flow. */
const isHalf = (median: number): boolean => !Number.isInteger(median) && Number.isInteger(2 * median)

/** A share may well be a half. */
const isCounted = ({ unit, distribution }: Pick<ColumnProfile, 'unit' | 'distribution'>): boolean =>
  unit !== 'share' &&
  distribution.kind === 'numbers' &&
  distribution.largest > 1 &&
  [distribution.smallest, distribution.largest].every(Number.isInteger)
