/**
 * Read file: bytes, whatever their format → rows in shards, and what reading tells of the file.
 *
 * A file that is no delimited text is converted into one first (intake/converters.ts); then a text is planned from its head and read,
 * by the scanner in all shards at once or, where it can't serve, by PapaParse.
 */

import { success, type Outcome, type Refused } from '../failure'
import { memoryStore, NoRoom, type ByteStore } from '../intake/conversion'
import { afterConverting, convert, type Readable } from '../intake/converters'
import type { DeclaredType } from '../intake/declared'
import type { FileFacts, Ledger, ReadOptions } from '../intake/facts'
import { STILL_OPEN } from '../intake/header-blocks'
import { planReading, type Plan } from '../intake/plan'
import { readHead } from '../intake/read-rows'
import { canBeSampled, sampleText, sampleWords } from '../intake/sample-text'
import type { Head } from '../intake/reader'
import { scanPlanOf, type ScanPlan } from '../intake/scan/scan-plan'
import { lostFailure, SourceLost, type ByteSource } from '../intake/source'
import { portionOf } from '../numeric/portion'
import type { Pulse } from '../numeric/pulse'
import { noRows, openTable, refusedWarning } from '../table/open'
import type { TableSummary } from './answers'
import { refuseTooLarge } from './memory'
import { bytesPerRow, previewOf } from './preview'
import { readBulk } from './read-bulk'
import { localPool, type ShardPool } from './shard-gate'
import { TableRows } from './table-rows'

/** A file whose columns haven't been decided yet. */
export interface ReadFile {
  readonly rows: TableRows
  readonly file: Omit<FileFacts, 'synthetic'>
  /** What was inside the containers, as it was before it was converted. */
  readonly inside: ByteSource
  readonly ledger: Ledger
  /** What the file says of its columns' types; none where it says nothing. */
  readonly declared: readonly (DeclaredType | null)[]
  /** What reading had to say, before the columns were looked at. */
  readonly readWarnings: readonly string[]
}

/** Of reading a sample, what counting its lines takes, about. */
const SAMPLING_SHARE = 0.3

/** How a file is read, beside what the analyst may overrule. */
export interface Reading {
  /** Where rows go, by the text that they are read from; by itself, to this thread. */
  readonly poolFor?: (text: ByteSource) => ShardPool
  /** Where converted bytes are kept; by itself, in memory. */
  readonly store?: ByteStore
  /** Memory that the rows may take; null or nothing if nobody knows. */
  readonly budgetBytes?: number | null
  /** Whether whoever reads can ask for a sample of a file that would not fit. */
  readonly offersSample?: boolean
  /** Called once the first rows have been looked at, long before the last is read. */
  readonly onPreview?: (preview: TableSummary) => void
  /** Called once the rows are in the shards; the rest goes on under the pulse it gives. */
  readonly onRows?: (rowCount: number) => Pulse
}

/** @throws Cancelled */
export async function readFile(
  source: ByteSource,
  options: ReadOptions,
  reading: Reading,
  pulse: Pulse,
): Promise<Outcome<ReadFile>> {
  try {
    const converted = await convert(source, options, reading.store ?? memoryStore, pulse)
    if (!converted.ok) return converted
    return await new TextReading(source, converted.value, options, reading, pulse).read()
  } catch (error) {
    if (error instanceof SourceLost) return { ok: false, failure: lostFailure(source, error) }
    if (error instanceof NoRoom) return { ok: false, failure: error.failure }
    throw error
  }
}

class TextReading {
  private readonly pool: ShardPool
  private pulse: Pulse
  private sampled: Pick<FileFacts, 'sampledShare'> = {}

  constructor(
    private readonly source: ByteSource,
    private readable: Readable,
    private readonly options: ReadOptions,
    private readonly reading: Reading,
    whole: Pulse,
  ) {
    this.pulse = afterConverting(whole, readable)
    this.pool = reading.poolFor?.(readable.text) ?? localPool()
  }

  async read(): Promise<Outcome<ReadFile>> {
    const { options, pulse } = this
    const { text, plan: known } = this.readable
    const head = await readHead(text, known === null ? options : { anyway: true, encoding: 'utf-8' })
    if (!head.ok) return head
    await pulse.breathe()
    const planned = known === null ? planReading(text.name, head.value.text, head.value.whole, options) : success(known)
    if (!planned.ok) return planned
    await pulse.breathe()
    const plan = planned.value
    const refused = this.refusedForSize(head.value, plan)
    if (refused !== null && (options.sample !== true || refused.failure.sampleRows === undefined)) return refused
    const showFirst = (): void => this.reading.onPreview?.(previewOf(this.source, head.value, plan))
    if (refused !== null) {
      showFirst()
      await this.takeSample(plan, refused.failure.sampleRows! * bytesPerRow(head.value))
    }
    const scanPlan = scanPlanOf(plan, head.value.encoding, options)
    const reading = scanPlan === null ? this.readIrregular(plan) : this.readRegular(head.value, plan, scanPlan)
    // Whoever stops it at the next breath is told there.
    reading.catch(() => undefined)
    // The workers read meanwhile, once they have been asked.
    await pulse.breathe()
    if (refused === null) showFirst()
    return reading
  }

  private refusedForSize(head: Head, plan: Plan): Refused | null {
    const { text, converted, parts } = this.readable
    const { budgetBytes = null, offersSample = false } = this.reading
    // What was converted or joined has lines of other files.
    const isOwnText = converted === null && parts.length === 0
    const isSampled = offersSample && isOwnText && canBeSampled(plan, head.encoding, head.text)
    return refuseTooLarge(text, bytesPerRow(head), plan.columnNames.length, budgetBytes, isSampled)
  }

  private async takeSample(plan: Plan, wantedBytes: number): Promise<void> {
    const { text: whole, warnings } = this.readable
    const text = await sampleText(whole, plan, wantedBytes, portionOf(this.pulse, 0, SAMPLING_SHARE))
    this.pulse = portionOf(this.pulse, SAMPLING_SHARE, 1)
    this.readable = { ...this.readable, text, parts: text.parts, warnings: [...warnings, sampleWords(text, whole)] }
    this.sampled = { sampledShare: text.sizeBytes / whole.sizeBytes }
  }

  /** By the scanner, in all shards at once. */
  private async readRegular(head: Head, plan: Plan, scanPlan: ScanPlan): Promise<Outcome<ReadFile>> {
    const { readable, pool, pulse } = this
    const { text } = readable
    const onRows = this.reading.onRows ?? (() => pulse)
    const read = await readBulk(text, plan.columnNames, scanPlan, bytesPerRow(head), pool, onRows, pulse)
    if (!read.ok) return read
    const { facts } = read.value
    const { format, schema, headerFound, dialect } = plan
    if (read.value.rows === null) return noRows(text, headerFound, facts)
    const { rows, repeatCount } = read.value
    const { delimiter, lineEnding } = dialect
    const { encoding, fingerprint, refused, refusedCount, skipped } = facts
    const ledger: Ledger = {
      ...ledgerOf(rows.rowCount, readable, { refused, refusedCount, skipped }),
      duplicateCount: repeatCount,
      missingCellCount: rows.digest.columns.reduce((sum, { measure }) => sum + measure.missingCount, 0),
      cellCount: rows.rowCount * rows.columnNames.length,
    }
    const { name, sizeBytes } = this.source
    const { containers, parts, inside } = readable
    const { unit = 'line' as const, packetCount } = readable.converted ?? {}
    const packets = packetCount === undefined ? {} : { packetCount }
    const whole = { ...this.sampled, ...partly(readable) }
    const known = { name, sizeBytes, fingerprint, format, schema, containers, parts, unit, ...packets, ...whole }
    // What a converter reads names its columns, though its text has no line for that.
    const isNamed = headerFound || readable.converted !== null
    const file = { ...known, delimiter, encoding, headerFound: isNamed, lineEnding }
    // A sample ends where the file goes on.
    const ofReading =
      this.sampled.sampledShare === undefined ? facts.warnings : facts.warnings.filter((words) => words !== STILL_OPEN)
    const readWarnings = [...readable.warnings, ...plan.warnings, ...ofReading, ...refusedWarning(ledger, file)]
    return success({ rows, file, inside, ledger, declared: plan.declared ?? [], readWarnings })
  }

  /** By PapaParse, in this thread: UTF-16, and dialects that more than one byte parts. No converter writes such. */
  private async readIrregular({ declared = [] }: Plan): Promise<Outcome<ReadFile>> {
    const { text, inside, containers, parts, warnings: before } = this.readable
    const opened = await openTable(text, this.options, this.pulse)
    if (!opened.ok) return opened
    const { table, file, ledger, warnings, measures } = opened.value
    const rows = TableRows.of(table, this.pool.gates.length, measures)
    const { name, sizeBytes } = this.source
    return success({
      rows,
      file: { ...file, name, sizeBytes, containers, parts, ...this.sampled, ...partly(this.readable) },
      inside,
      ledger,
      declared,
      readWarnings: [...before, ...warnings],
    })
  }
}

const partly = ({ partlyRead }: Readable): Pick<FileFacts, 'partlyRead'> => (partlyRead ? { partlyRead } : {})

type NotUsed = Pick<Ledger, 'refused' | 'refusedCount' | 'skipped'>

/** Lines that the text's reading refused or skipped come behind what the conversion did. */
function ledgerOf(
  usedCount: number,
  { converted }: Readable,
  inText: NotUsed,
): Omit<Ledger, 'duplicateCount' | 'missingCellCount' | 'cellCount'> {
  const skipped = [...(converted?.skipped ?? []), ...inText.skipped]
  const skippedCount = skipped.reduce((sum, { count }) => sum + count, 0)
  const refusedCount = (converted?.refusedCount ?? 0) + inText.refusedCount
  const refused = [...(converted?.refused ?? []), ...inText.refused].slice(0, LISTED_LINES)
  const readCount = usedCount + refusedCount + skippedCount
  return { readCount, refusedCount, skippedCount, usedCount, skipped, refused }
}

const LISTED_LINES = 100
