/**
 * JSON converter: a file of JSON objects → a delimited text with a column for every key.
 *
 * Slice by slice, and written in chunks: no more of the file is held than two slices and a record that isn't whole. One thread converts
 * 165 to 185 MB/s of Zeek's connections, into a text of a third of the size (100 MB, 2026-11-26); what comes after, in the shards, takes
 * three times as long, so that converting in them too would save little.
 */

import { success, type Outcome } from '../../failure'
import { portionOf } from '../../numeric/portion'
import type { Pulse } from '../../numeric/pulse'
import type { ByteStore, Converted, Converter, ForeignHead } from '../conversion'
import { uniqueNames } from '../names'
import { MOST_COLUMNS, type Plan } from '../plan'
import { schemaOf } from '../schemas'
import { readSlice, type ByteSource } from '../source'
import { layoutOf, NSG_FIRST_LAYOUT, type TupleLayout } from './azure-tuples'
import { EveFormat, isEve } from './eve'
import type { LineCutting } from './line-cutting'
import { MemberCutting } from './member-cutting'
import { ObjectRows } from './object-rows'
import type { RecordLedger } from './record-ledger'
import { RecordReader } from './record-reader'
import { readRecords, SLICE_BYTES } from './records'
import { RowColumns } from './row-columns'
import { plainFormat, type RowFormat } from './row-format'
import { RowText } from './row-text'
import { cuttingOf, firstRecords, markBytes, shapeOf, type Shape } from './shape'
import { TupleRows } from './tuple-rows'

/** Keys that first come up within so much cost nothing; a later one costs a copy of the text before it. */
const LEARNT_BYTES = 1_048_576
/** Of converting, what reading the records takes, about. */
const READING_SHARE = 0.9
/** Of two readings, what the first takes, about: it writes no rows. */
const FIRST_SHARE = 0.4
const TUPLES_KEY = '"flowTuples"'

export const jsonConverter: Converter = {
  name: 'JSON',
  recognise: (head) => shapeOf(head) !== null,
  keysOfLines,
  convert: (source, head, _, store, pulse) => convertJson(source, head, store, pulse),
}

function keysOfLines(head: ForeignHead): ReadonlySet<string> | null {
  const shape = shapeOf(head)
  if (shape?.kind !== 'lines' || head.text.includes(TUPLES_KEY)) return null
  const format = formatOf(head, shape)
  // Its first events may be of other kinds than flows, with other keys.
  if (format instanceof EveFormat) return new Set(['event_type'])
  const reader = new RecordReader()
  const columns = new RowColumns()
  for (const record of firstRecords(head.bytes, shape)) {
    if (!reader.read(withRoom(record), 0, record.length)) continue
    const verdict = format.judge(reader)
    if (verdict.kind === 'row') columns.learn(reader, verdict.added)
  }
  return new Set(columns.names)
}

function formatOf(head: ForeignHead, shape: Shape): RowFormat {
  const reader = new RecordReader()
  for (const record of firstRecords(head.bytes, shape)) reader.read(withRoom(record), 0, record.length)
  return isEve(reader) ? new EveFormat() : plainFormat(shape.kind === 'members' ? 'JSON array' : 'JSON lines')
}

/** @param sliceBytes what is read at once; the text doesn't depend on it @throws SourceLost, Cancelled */
export function convertJson(
  source: ByteSource,
  head: ForeignHead,
  store: ByteStore,
  pulse: Pulse,
  sliceBytes = SLICE_BYTES,
): Promise<Outcome<Converted>> {
  return new JsonConversion(source, head, shapeOf(head)!, store, pulse, sliceBytes).run()
}

/** What takes the records, and says what became of them. */
type Rows = ObjectRows | TupleRows
/** The format's name, and what the analyst should know of the file. */
type About = readonly [format: string, warnings: readonly string[]]

class JsonConversion {
  constructor(
    private readonly source: ByteSource,
    private readonly head: ForeignHead,
    private readonly shape: Shape,
    private readonly store: ByteStore,
    private readonly pulse: Pulse,
    private readonly sliceBytes: number,
  ) {}

  async run(): Promise<Outcome<Converted>> {
    if (this.head.text.includes(TUPLES_KEY)) return this.readTuples(layoutOf(this.head.text))
    const reader = new RecordReader()
    const columns = await this.learnColumns(reader)
    const format = formatOf(this.head, this.shape)
    const first = await this.readObjects(format, reader, columns, portionOf(this.pulse, 0, FIRST_SHARE))
    return first ?? (await this.readObjects(format, reader, columns, portionOf(this.pulse, FIRST_SHARE, 1)))!
  }

  /** The columns of the first rows, so that they needn't be widened. */
  private async learnColumns(reader: RecordReader): Promise<RowColumns> {
    const columns = new RowColumns()
    const bytes = withRoom(await readSlice(this.source, 0, Math.min(this.source.sizeBytes, LEARNT_BYTES)))
    const format = formatOf(this.head, this.shape)
    const cutting = cuttingOf(this.shape)
    const all = bytes.subarray(0, bytes.length - 1)
    for (let at = markBytes(all); cutting.next(all, at) && columns.names.length <= MOST_COLUMNS; at = cutting.after) {
      if (!reader.read(bytes, cutting.from, cutting.to)) continue
      const verdict = format.judge(reader)
      if (verdict.kind === 'row') columns.learn(reader, verdict.added)
    }
    await this.pulse.breathe()
    return columns
  }

  /** @returns null if the records must be read once more */
  private readObjects(
    format: RowFormat,
    reader: RecordReader,
    columns: RowColumns,
    pulse: Pulse,
  ): Promise<Outcome<Converted> | null> {
    const text = new RowText(this.store, this.source.name, columns)
    const rows = new ObjectRows(this.source, reader, format, text)
    return this.read(rows, text, () => (format.readsAgain() ? null : [format.name, format.warnings()]), pulse)
  }

  private async readTuples(layout: TupleLayout): Promise<Outcome<Converted>> {
    const text = new RowText(this.store, this.source.name, new RowColumns([...layout.columnNames]))
    return (await this.read(
      new TupleRows(layout, text),
      text,
      () => [layout.name, layout === NSG_FIRST_LAYOUT ? [] : [ENTRIES_ARE_ROWS]],
      this.pulse,
    ))!
  }

  /**
   * @param about asked once all is read: the format's name, and what is to be said of the file
   * @returns null where `about` says nothing
   */
  private async read(
    rows: Rows,
    text: RowText,
    about: () => About | null,
    pulse: Pulse,
  ): Promise<Outcome<Converted> | null> {
    try {
      const cutting = cuttingOf(this.shape)
      const start = markBytes(this.head.bytes)
      await readRecords(this.source, start, cutting, rows, portionOf(pulse, 0, READING_SHARE), this.sliceBytes)
      const said = rows.failure === null ? about() : null
      if (said !== null) {
        const source = await text.finish(portionOf(pulse, READING_SHARE, 1))
        const [format, warnings] = said
        return success(this.converted(format, source, text.columns, rows.ledger, warnings, isOpen(cutting)))
      }
    } catch (error) {
      await text.drop()
      throw error
    }
    await text.drop()
    return rows.failure === null ? null : { ok: false, failure: rows.failure }
  }

  private converted(
    format: string,
    text: ByteSource,
    columns: RowColumns,
    { refused, refusedCount, skipped }: RecordLedger,
    warnings: readonly string[],
    partlyRead: boolean,
  ): Converted {
    const { names, warnings: renamed } = uniqueNames(columns.names)
    const plan: Plan = {
      dialect: { delimiter: '\t', quote: 'none', lineEnding: 'LF' },
      format,
      schema: schemaOf(names),
      headerFound: false,
      columnNames: names,
      comment: null,
      warnings: renamed,
    }
    const unit = this.shape.kind === 'lines' && !this.head.text.includes(TUPLES_KEY) ? 'line' : 'row'
    const said = { warnings: partlyRead ? [...warnings, ARRAY_IS_OPEN] : warnings, partlyRead }
    return { kind: 'table', text, plan, facts: { unit, skipped, refused, refusedCount, ...said } }
  }
}

const ENTRIES_ARE_ROWS =
  'A flow is in such a log when it begins, while it goes on and when it ends: every entry is a row, and only later ones have bytes and packets.'

const ARRAY_IS_OPEN = 'The file ends before its array does: what came till then was read.'

const isOpen = (cutting: LineCutting | MemberCutting): boolean => cutting instanceof MemberCutting && cutting.isOpen

/** The same bytes with room for one more. */
function withRoom(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const room = new Uint8Array(bytes.length + 1)
  room.set(bytes)
  return room
}
