/**
 * Table rows: the rows of an open file, which its shards keep, as the rest of the engine asks for them.
 *
 * A shard hands over codes; the dictionaries of the whole file are here.
 */

import { numberOf } from '../intake/number-text'
import type { SpelledCells } from '../intake/scan/spelled-cells'
import type { Pulse } from '../numeric/pulse'
import { digestOf, type ColumnDigest, type DistinctCells, type TableDigest } from '../table/digest'
import type { Measure } from '../table/measure'
import { PackedNumberCells, PackedTextCells, type ReadableTexts } from '../table/packed-texts'
import { plainCells, type StoredCells } from '../table/stored'
import { plainTexts, type Cells, type Table } from '../table/table'
import { joinedLines, joinedParts, type CellPart } from './cell-parts'
import { ShardSet } from './shard-set'

/** Rows in any order, as the screens ask for them. */
interface AskedRows {
  readonly ascending: Uint32Array
  /** Per asked row its place among the ascending ones. */
  readonly places: Uint32Array
}

export class TableRows {
  /** @param places of the digest's columns among those that were read; all of them, in order, if it is not said */
  constructor(
    readonly set: ShardSet,
    readonly digest: TableDigest,
    private readonly places: readonly number[] = digest.columnNames.map((_, index) => index),
    private readonly spelled: SpelledCells | null = null,
  ) {}

  /** Rows of a table at hand, cut into shards in this thread. @param measures one per column, if they have been counted */
  static of(table: Table, shardCount = 1, measures?: readonly Measure[]): TableRows {
    return new TableRows(ShardSet.cut(table, shardCount), digestOf(table, measures))
  }

  get rowCount(): number {
    return this.digest.rowCount
  }

  get columnNames(): readonly string[] {
    return this.digest.columnNames
  }

  /** The same rows with some of their columns, under other names; the shards work with these from now on. */
  async under(columns: readonly { readonly name: string; readonly column: string }[]): Promise<TableRows> {
    const indices = columns.map(({ column }) => this.columnNames.indexOf(column))
    const places = indices.map((index) => this.places[index]!)
    await this.set.askAll('useColumns', {
      columns: columns.map(({ name }, index) => ({ name, place: places[index]! })),
    })
    const digest: TableDigest = {
      ...this.digest,
      columnNames: columns.map(({ name }) => name),
      columns: indices.map((index) => this.digest.columns[index]!),
    }
    return new TableRows(this.set, digest, places, this.spelled)
  }

  /** The same rows with columns behind that their shards keep besides. @param columns each with its place there and its cells of the digest's sample */
  followedBy(
    columns: readonly {
      readonly name: string
      readonly place: number
      readonly digest: ColumnDigest
      readonly sample: Cells
    }[],
  ): TableRows {
    const { sample } = this.digest
    const columnNames = [...this.columnNames, ...columns.map(({ name }) => name)]
    const digest: TableDigest = {
      ...this.digest,
      columnNames,
      columns: [...this.digest.columns, ...columns.map((column) => column.digest)],
      sample: { ...sample, columnNames, cells: [...sample.cells, ...columns.map((column) => column.sample)] },
    }
    return new TableRows(this.set, digest, [...this.places, ...columns.map(({ place }) => place)], this.spelled)
  }

  /** The same rows, of a file that can be read again. */
  spelledBy(spelled: SpelledCells): TableRows {
    return new TableRows(this.set, this.digest, this.places, spelled)
  }

  /** One column whole, as a shard keeps it. */
  async column(index: number): Promise<StoredCells> {
    const parts = await this.set.askAll('cellsAt', { columns: [this.places[index]!], rows: null })
    return this.joined(
      index,
      parts.map(({ columns }) => columns[0]!),
    )
  }

  /** Some rows as a table of their own. @param rows in any order */
  async tableAt(rows: Uint32Array): Promise<Table> {
    const { ascending, places } = askedRows(rows)
    const parts = await this.set.askAll('cellsAt', { columns: this.places, rows: ascending })
    const cells = this.columnNames.map((_, index): Cells =>
      plainCells(
        this.joined(
          index,
          parts.map((part) => part.columns[index]!),
        ),
        places,
      ),
    )
    const lines = joinedLines(parts)
    return {
      rowCount: rows.length,
      columnNames: this.columnNames,
      cells,
      sourceLines: places.map((place) => lines[place]!),
    }
  }

  /**
   * The texts of some rows' cells, numbers as the file spells them: `1.0`, `0.00`, `1e3`; as JavaScript does where the file can't be read
   * again. For eyes and exports: a level or a number of the model is spelled as `plainTexts` has it.
   * @param rows in any order @returns per row one text per column @throws Cancelled
   */
  async spelledTexts(rows: Uint32Array, breathe: Pulse['breathe']): Promise<readonly (readonly string[])[]> {
    const table = await this.tableAt(rows)
    const texts = plainTexts(table)
    if (this.spelled === null) return texts
    const inFile = await this.spelled.at(table.sourceLines, breathe)
    return texts.map((cells, row) => {
      const read = inFile.get(table.sourceLines[row]!)
      if (read === undefined) return cells
      return cells.map((cell, index) => {
        const text = read[this.places[index]!]
        return text !== undefined && isSpelling(text, table.cells[index]!, row) ? text : cell
      })
    })
  }

  /** Per row the line of the file it starts on. */
  async sourceLines(): Promise<Uint32Array> {
    return joinedLines(await this.set.askAll('cellsAt', { columns: [], rows: null }))
  }

  private joined(index: number, parts: readonly CellPart[]): StoredCells {
    const whole = joinedParts(parts)
    if (whole.kind === 'values') return { kind: 'numbers', values: whole.values, strays: whole.strays }
    const { codes } = whole
    const distinct = this.digest.columns[index]!.distinct!
    const { numbers } = distinct
    return numbers === null
      ? new PackedTextCells(codes, textsOf(distinct))
      : new PackedNumberCells(codes, textsOf(distinct), numbers)
  }
}

/** The file may have changed since. */
const isSpelling = (text: string, cells: Cells, row: number): boolean =>
  cells.kind === 'numbers' && numberOf(text) === cells.values[row]

const textsOf = (distinct: DistinctCells): ReadableTexts => ({
  length: distinct.counts.length,
  get texts() {
    return distinct.texts
  },
})

function askedRows(rows: Uint32Array): AskedRows {
  if (rows.every((row, place) => place === 0 || row > rows[place - 1]!)) {
    return { ascending: rows, places: rows.map((_, place) => place) }
  }
  const ascending = Uint32Array.from(new Set(rows)).sort()
  const placeOf = new Map(Array.from(ascending, (row, place) => [row, place]))
  return { ascending, places: rows.map((row) => placeOf.get(row)!) }
}
