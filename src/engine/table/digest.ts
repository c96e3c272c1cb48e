/**
 * Digest: what is known of a table without its rows: the different cells of every column and how often each occurs. All that is
 * decided about columns rests on this, wherever the rows themselves are kept.
 */

import { sampleRows } from '../numeric/random'
import { asTexts } from './as-texts'
import type { Level } from './levels'
import { measureColumn, type Measure } from './measure'
import type { PackedTexts } from './packed-texts'
import { plainCells } from './stored'
import type { Cells, Table } from './table'

/** The different cells of a column in order of first appearance, behind the missing cell ''. */
export interface DistinctCells {
  readonly texts: readonly string[]
  /** The same texts where they are still bytes: reading `texts` decodes all of them. */
  readonly packed?: PackedTexts
  /** As many: rows that have it. */
  readonly counts: Uint32Array
  /** As many, NaN for what is no number; null for a column of texts. */
  readonly numbers: Float64Array | null
}

export interface ColumnDigest {
  readonly kind: Cells['kind']
  readonly measure: Measure
  /** Null for numbers that are too many to be told apart one by one. */
  readonly distinct: DistinctCells | null
  /** The commonest different cells of such a column, at most `MOST_LEVELS`; without them, all of `distinct`. */
  readonly commonest?: readonly Level[]
}

export interface TableDigest {
  readonly rowCount: number
  readonly columnNames: readonly string[]
  readonly columns: readonly ColumnDigest[]
  /** A few seeded rows, to see which columns move together. */
  readonly sample: Table
}

/** Rows of the sample. Correlations of 0.98 are told from chance by a tenth of it. */
export const SAMPLE_ROWS = 2000
const SAMPLE_SEED = 0xa11ce

export const sampledRows = (rowCount: number): Uint32Array => sampleRows(rowCount, SAMPLE_ROWS, SAMPLE_SEED)

/** @param measures one per column, if they have been counted already */
export function digestOf(table: Table, measures?: readonly Measure[]): TableDigest {
  const rows = sampledRows(table.rowCount)
  return {
    rowCount: table.rowCount,
    columnNames: table.columnNames,
    columns: table.cells.map((cells, index) => columnDigest(cells, measures?.[index])),
    sample: {
      rowCount: rows.length,
      columnNames: table.columnNames,
      cells: table.cells.map((cells) => plainCells(cells, rows)),
      sourceLines: rows.map((row) => table.sourceLines[row]!),
    },
  }
}

function columnDigest(cells: Cells, measured?: Measure): ColumnDigest {
  const measure = measured ?? measureColumn(cells)
  let distinct: DistinctCells | null = null
  // Counted when first asked for: most columns of numbers are never asked.
  return {
    kind: cells.kind,
    measure,
    get distinct() {
      return (distinct ??= distinctOf(cells, measure))
    },
  }
}

function distinctOf(cells: Cells, measure: Measure): DistinctCells {
  const { codes, dictionary } = asTexts(cells)
  const counts = measure.kind === 'texts' ? measure.counts : countCodes(codes, dictionary.length)
  return { texts: dictionary, counts, numbers: cells.kind === 'numbers' ? numbersOf(cells.strays, dictionary) : null }
}

function countCodes(codes: ArrayLike<number>, length: number): Uint32Array {
  const counts = new Uint32Array(length)
  for (let row = 0; row < codes.length; row++) counts[codes[row]!]!++
  return counts
}

/** A text of a column of numbers is a number as JavaScript writes it, unless it is a stray. */
function numbersOf(strays: ReadonlyMap<number, string>, dictionary: readonly string[]): Float64Array {
  const stray = new Set(strays.values())
  return Float64Array.from(dictionary, (text) => (text === '' || stray.has(text) ? NaN : Number(text)))
}
