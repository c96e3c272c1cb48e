/**
 * Tail columns: one line's cells as the score and the context read them, under the model's names.
 *
 * What is a number is decided cell by cell: a file that grows has no column to be mostly anything. A text that the model knows
 * stays as it is; another that is a number reads as one ("80.0" is port 80), as it would in a column of numbers.
 */

import { numberOf } from '../intake/number-text'
import type { ModelDocument } from '../model/document'
import { profilesUnderModelNames, type ColumnMatch } from '../model/match'
import { planOf } from '../scoring/columns'
import type { InputRow } from '../scoring/input-row'
import type { Meaning } from '../table/column'
import { mayServe } from '../table/context'
import type { Ends } from '../table/context-so-far'
import { MISSING_TEXTS } from '../table/table'
import { secondsReader } from '../table/times'

type CellReader = (cells: readonly string[]) => string

const filled = (text: string): string => (MISSING_TEXTS.has(text) ? '' : text)

export class TailColumns {
  /** A reader, or the name of a context column; null where the file has no such column. */
  private readonly numbers: readonly (CellReader | string | null)[]
  private readonly texts: readonly (CellReader | null)[]
  private readonly source: CellReader | null
  private readonly serving: Readonly<Record<'source' | 'destination' | 'port' | 'returned' | 'time', CellReader | null>>
  private readonly seconds: ((text: string) => number) | null

  /**
   * @param fileNames of the file's columns, in order
   * @param firstRows some rows, to tell how times are written
   */
  constructor(
    model: Pick<ModelDocument, 'columns' | 'scoring'>,
    private readonly match: Pick<ColumnMatch, 'matched'>,
    private readonly fileNames: readonly string[],
    firstRows: readonly (readonly string[])[],
  ) {
    const plan = planOf(model.scoring)
    this.numbers = plan.numbers.map(({ column, origin }) => (origin === 'context' ? column : this.readerOf(column)))
    const known = model.scoring.categories.filter(({ origin }) => origin === 'file')
    this.texts = plan.texts.map((column, index) => this.levelReader(column, new Set(known[index]!.levels)))
    this.source = plan.sourceColumn === null ? null : this.readerOf(plan.sourceColumn)
    this.serving = this.servingOf(model)
    const { time } = this.serving
    this.seconds = time && secondsReader(firstRows.map(time).filter((text) => text !== ''))
  }

  input(cells: readonly string[], context: ReadonlyMap<string, number>): InputRow {
    return {
      numbers: this.numbers.map((reader) =>
        reader === null ? null : typeof reader === 'string' ? (context.get(reader) ?? null) : numberOf(reader(cells)),
      ),
      texts: this.texts.map((reader) => reader && reader(cells)),
    }
  }

  ends(cells: readonly string[]): Ends {
    const { source, destination, port, returned, time } = this.serving
    return {
      source: source && source(cells),
      destination: destination && destination(cells),
      port: port && port(cells),
      unanswered: returned && (numberOf(returned(cells)) > 0 ? 0 : 1),
      seconds: this.seconds && this.seconds(time!(cells)),
    }
  }

  /** Null where the file has no column of sources. */
  sourceOf(cells: readonly string[]): string | null {
    return this.source && this.source(cells)
  }

  underModelNames(cells: readonly string[]): Readonly<Record<string, string>> {
    return Object.fromEntries(
      this.match.matched.map(({ modelColumn, fileColumn }) => [
        modelColumn,
        cells[this.fileNames.indexOf(fileColumn)]!,
      ]),
    )
  }

  private readerOf(modelColumn: string): CellReader | null {
    const fileColumn = this.match.matched.find((pair) => pair.modelColumn === modelColumn)?.fileColumn
    const place = fileColumn === undefined ? -1 : this.fileNames.indexOf(fileColumn)
    return place < 0 ? null : (cells) => filled(cells[place]!)
  }

  private levelReader(column: string, known: ReadonlySet<string>): CellReader | null {
    const read = this.readerOf(column)
    if (read === null) return null
    return (cells) => {
      const text = read(cells)
      const value = known.has(text) ? NaN : numberOf(text)
      return Number.isNaN(value) ? text : String(value)
    }
  }

  private servingOf({ columns }: Pick<ModelDocument, 'columns'>): TailColumns['serving'] {
    const profiles = profilesUnderModelNames(columns, {
      columnNames: this.match.matched.map(({ modelColumn }) => modelColumn),
    })
    const reader = (...meanings: readonly Meaning[]): CellReader | null => {
      const serves = profiles.find(
        (profile) => profile.meaning !== null && meanings.includes(profile.meaning) && mayServe(profile),
      )
      return serves === undefined ? null : this.readerOf(serves.name)
    }
    return {
      source: reader('source address'),
      destination: reader('destination address'),
      port: reader('destination port'),
      returned: reader('bytes returned', 'packets returned'),
      time: reader('start time'),
    }
  }
}
