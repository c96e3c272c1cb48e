/**
 * Cluster bands: what is typical in each cluster, column by column, in real units; the same over all rows.
 *
 * Plain values that survive JSON, so that a frozen model can go on saying what is typical.
 */

import { silentPulse, type Pulse } from '../numeric/pulse'
import { quantileOfSorted } from '../numeric/quantiles'
import { sampleRows } from '../numeric/random'
import { asTexts } from '../table/as-texts'
import type { ColumnProfile, Unit } from '../table/column'
import type { Cells, Table } from '../table/table'

/** 5th percentile, median and 95th percentile of the finite values. */
export interface NumberBand {
  readonly kind: 'band'
  readonly low: number
  readonly median: number
  readonly high: number
}

/** Share of rows per text, commonest first, at most `KEPT_LEVELS`; '' is the missing cell. */
export interface LevelBand {
  readonly kind: 'levels'
  readonly levels: readonly { readonly text: string; readonly share: number }[]
}

export type TypicalBand = NumberBand | LevelBand

export interface ClusterBands {
  readonly columns: readonly { readonly name: string; readonly unit: Unit }[]
  /** Per cluster, per column; null if the cluster has no value there. */
  readonly clusters: readonly (readonly (TypicalBand | null)[])[]
  readonly all: readonly (TypicalBand | null)[]
}

/** A column that isn't in the file, such as what is derived from a source's other flows. */
export interface ExtraColumn {
  readonly name: string
  readonly values: Float64Array
}

const KEPT_LEVELS = 60

/** Percentiles of a cluster are taken from so many of its rows: off by 0.8 percentile points at most (one standard error). */
const PERCENTILE_ROWS = 4096
const PERCENTILE_SEED = 0xba2d

/**
 * @param table the sample
 * @param assignments per row of the sample, 0 … clusterCount − 1
 * @param extra number columns as long as the sample
 * Time O(rows · columns).
 */
export async function clusterBands(
  table: Table,
  assignments: Uint8Array,
  clusterCount: number,
  profiles: readonly ColumnProfile[],
  extra: readonly ExtraColumn[] = [],
  pulse: Pulse = silentPulse,
): Promise<ClusterBands> {
  const rowsOf = rowsPerCluster(assignments, clusterCount).map(withThinned)
  const everyRow = withThinned(Uint32Array.from({ length: table.rowCount }, (_, row) => row))
  const shown = profiles.filter(hasBand)
  const readers = [
    ...shown.map((profile) => bandReader(table.cells[profile.index]!, profile)),
    ...extra.map(({ values }) => numberBandReader(values)),
  ]
  const perColumn: (readonly (TypicalBand | null)[])[] = []
  for (const read of readers) {
    perColumn.push([...rowsOf, everyRow].map(read))
    await pulse.breathe()
  }
  return {
    columns: [...shown.map(({ name, unit }) => ({ name, unit })), ...extra.map(({ name }) => ({ name, unit: null }))],
    clusters: rowsOf.map((_, cluster) => perColumn.map((bands) => bands[cluster] ?? null)),
    all: perColumn.map((bands) => bands[clusterCount] ?? null),
  }
}

/** The band of a column in a cluster; of all rows if there is no such cluster (null). */
export function bandOf(bands: ClusterBands, clusterIndex: number | null, column: string): TypicalBand | null {
  const index = bands.columns.findIndex(({ name }) => name === column)
  if (index < 0) return null
  return (clusterIndex === null ? bands.all : bands.clusters[clusterIndex])?.[index] ?? null
}

/** 0 for a level that does not occur, or is rarer than the kept ones. */
export const shareOfLevel = ({ levels }: LevelBand, text: string): number =>
  levels.find((level) => level.text === text)?.share ?? 0

/** Row indices per cluster, ascending. */
export function rowsPerCluster(assignments: Uint8Array, clusterCount: number): readonly Uint32Array[] {
  const counts = new Uint32Array(clusterCount)
  for (const cluster of assignments) counts[cluster]!++
  const rows = Array.from(counts, (count) => new Uint32Array(count))
  const filled = new Uint32Array(clusterCount)
  assignments.forEach((cluster, row) => (rows[cluster]![filled[cluster]!++] = row))
  return rows
}

const BANDED: readonly ColumnProfile['type'][] = ['number', 'category', 'yes-no', 'port']

const hasBand = ({ type, role }: ColumnProfile): boolean =>
  BANDED.includes(type) && role !== 'ground truth' && role !== 'identity'

/** Some rows, and as many of them as percentiles need. */
interface BandRows {
  readonly rows: Uint32Array
  readonly thinned: Uint32Array
}

const withThinned = (rows: Uint32Array): BandRows => ({
  rows,
  thinned:
    rows.length <= PERCENTILE_ROWS
      ? rows
      : sampleRows(rows.length, PERCENTILE_ROWS, PERCENTILE_SEED).map((place) => rows[place]!),
})

type BandReader = (rows: BandRows) => TypicalBand | null

/** A port and a yes or no are words even where they are written as numbers: 443, not "80 to 8,443". */
const bandReader = (cells: Cells, { type }: ColumnProfile): BandReader =>
  cells.kind === 'numbers' && type === 'number' ? numberBandReader(cells.values) : levelBandReader(cells)

function numberBandReader(values: Float64Array): BandReader {
  return ({ thinned }) => {
    const picked = new Float64Array(thinned.length)
    let count = 0
    for (const row of thinned) if (Number.isFinite(values[row]!)) picked[count++] = values[row]!
    if (count === 0) return null
    const sorted = picked.subarray(0, count).sort()
    return {
      kind: 'band',
      low: quantileOfSorted(sorted, 0.05),
      median: quantileOfSorted(sorted, 0.5),
      high: quantileOfSorted(sorted, 0.95),
    }
  }
}

function levelBandReader(cells: Cells): BandReader {
  return ({ rows }) => {
    if (rows.length === 0) return null
    const { codes, dictionary } = asTexts(cells)
    const counts = new Map<number, number>()
    for (const row of rows) counts.set(codes[row]!, (counts.get(codes[row]!) ?? 0) + 1)
    const ranked = [...counts]
      .sort((a, b) => b[1] - a[1] || Number(a[0] === 0) - Number(b[0] === 0) || a[0] - b[0])
      .slice(0, KEPT_LEVELS)
    return {
      kind: 'levels',
      levels: ranked.map(([code, count]) => ({ text: dictionary[code]!, share: count / rows.length })),
    }
  }
}
