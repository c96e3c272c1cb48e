/**
 * Read bulk: a delimited text → rows in shards, as many parts at a time as there are hosts.
 *
 * In    a source of bytes, and how it is to be read
 * Out   its rows, their dictionaries, and what reading tells of the file
 * Every host reads the rows that begin in its range of the file. Then the dictionaries are put together, and each host's rows become a
 * shard (settle-ranges.ts). The rows and dictionaries don't depend on the number of hosts.
 */

import { success, type Failure, type Outcome } from '../failure'
import { failureOf } from '../intake/delimited'
import { joinFacts, nextQuestion, type JoinedFacts } from '../intake/scan/join-ranges'
import { PIECE_BYTES } from '../intake/scan/piece-hash'
import type { ScanPlan } from '../intake/scan/scan-plan'
import { scanTasks } from '../intake/scan/scan-tasks'
import type { ScanTask } from '../intake/scan/scanned-range'
import { SpelledCells } from '../intake/scan/spelled-cells'
import type { ByteSource } from '../intake/source'
import type { Pulse } from '../numeric/pulse'
import type { ColumnDigest } from '../table/digest'
import { mergeColumn, type MustBeTexts } from '../table/merge-columns'
import { digestOfRuns, type NumberRuns } from '../table/sorted-numbers'
import { digestColumns } from './digest-rows'
import type { ColumnReading, RangeDigest } from './reading-ops'
import { settleRanges } from './settle-ranges'
import type { ShardPool } from './shard-gate'
import { unlessStopped } from './shard-set'
import type { TableRows } from './table-rows'

/** A range smaller than this isn't worth a host of its own: starting and joining takes longer than reading it. */
const LEAST_RANGE_BYTES = PIECE_BYTES

type MergedColumn = ReturnType<typeof mergeColumn>
type Merged = Exclude<MergedColumn, MustBeTexts>

export interface BulkRows {
  readonly rows: TableRows
  readonly facts: JoinedFacts
  /** Rows that repeat another in every cell. */
  readonly repeatCount: number
}

/**
 * @param bytesPerRow about, for the progress
 * @param onRows called once the rows are in the shards; the rest goes on under the pulse it gives
 * @returns no rows if the file has none
 * @throws SourceLost, Cancelled
 */
export async function readBulk(
  source: ByteSource,
  columnNames: readonly string[],
  plan: ScanPlan,
  bytesPerRow: number,
  pool: ShardPool,
  onRows: (rowCount: number) => Pulse,
  pulse: Pulse,
): Promise<Outcome<BulkRows | { readonly rows: null; readonly facts: JoinedFacts }>> {
  const reading = new BulkReading(source, columnNames, plan, bytesPerRow, pool, onRows, pulse)
  try {
    return await reading.run()
  } catch (error) {
    reading.drop()
    throw error
  }
}

class BulkReading {
  private readonly table: number
  private readonly tasks: ScanTask[]
  private readonly ranges: RangeDigest[] = []

  constructor(
    private readonly source: ByteSource,
    private readonly columnNames: readonly string[],
    private readonly plan: ScanPlan,
    private readonly bytesPerRow: number,
    private readonly pool: ShardPool,
    private readonly onRows: (rowCount: number) => Pulse,
    private readonly pulse: Pulse,
  ) {
    this.table = pool.newTable()
    this.tasks = cutTasks(source.sizeBytes, plan, pool.gates.length)
  }

  async run(): ReturnType<typeof readBulk> {
    this.listen()
    this.ranges.push(...(await this.together(this.tasks.map((_, index) => this.scan(index)))))
    await this.fitTogether()
    const facts = joinFacts(this.plan, this.ranges)
    if (facts.trouble !== null) return this.failed(failureOf(this.source, facts.trouble))
    if (facts.rowCount === 0) {
      this.drop()
      return success({ rows: null, facts })
    }
    const [merged, digests] = await this.mergeColumns(facts)
    const { table, gates, columnNames } = this
    const parts = this.ranges.map(({ rowCount }, part) => ({ rowCount, firstLine: facts.firstLines[part]! }))
    const settling = { table, gates, columnNames, encoding: facts.encoding, parts, merged }
    const set = await settleRanges(settling, (answers) => this.together(answers))
    const pulse = this.onRows(set.rowCount)
    set.breatheWith(pulse)
    // The shards count while the dictionaries are looked at here.
    const [repeatCount, rows] = await Promise.all([
      merged.some((column) => differsInEveryRow(column, facts.rowCount)) ? 0 : set.countRepeats(),
      digestColumns(set, this.columnNames, merged, digests, pulse),
    ])
    const { source, plan } = this
    const spelled = new SpelledCells(source, plan, facts.encoding, facts.marks)
    return success({ rows: rows.spelledBy(spelled), facts, repeatCount })
  }

  drop(): void {
    for (const gate of this.gates) void gate.ask(this.table, 'drop', null).catch(() => undefined)
  }

  private failed(failure: Failure): Outcome<never> {
    this.drop()
    return { ok: false, failure }
  }

  private get gates(): ShardPool['gates'] {
    return this.pool.gates.slice(0, this.tasks.length)
  }

  /** Progress is in rows, of as many as the first bytes promise. */
  private listen(): void {
    let rowsDone = 0
    for (const gate of this.gates) {
      gate.listen((rows) => {
        rowsDone += rows
        this.pulse.report(Math.min(0.95, (rowsDone * this.bytesPerRow) / this.source.sizeBytes), rowsDone)
        return this.pulse.breathe()
      })
    }
  }

  private together<T>(answers: readonly Promise<T>[]): Promise<T[]> {
    return unlessStopped(this.pulse, Promise.all(answers), () => {
      for (const gate of this.gates) gate.stop()
    })
  }

  private scan(index: number): Promise<RangeDigest> {
    return this.gates[index]!.ask(this.table, 'scan', { source: this.source, task: this.tasks[index]! })
  }

  /** Ranges that began in the wrong place, or rested on the wrong encoding, are read again. */
  private async fitTogether(): Promise<void> {
    for (
      let next = nextQuestion(this.tasks, this.ranges);
      next !== null;
      next = nextQuestion(this.tasks, this.ranges)
    ) {
      const { index, task } = next
      this.tasks[index] = task
      this.ranges[index] = (await this.together([this.scan(index)]))[0]!
    }
  }

  /** The hosts sort numbers while the dictionaries are put together here. */
  private async mergeColumns(
    facts: JoinedFacts,
  ): Promise<[merged: readonly Merged[], digests: ReadonlyMap<number, ColumnDigest>]> {
    const wide = await this.mergeWide(facts)
    const numbers = this.columnsWhere((kinds) => !kinds.includes('coded'))
    const dictionaries = this.columnsWhere((kinds) => !kinds.includes('wide'))
    // The hosts are asked first.
    const [digests, coded] = await Promise.all([this.digestWide(numbers, facts), this.merged(dictionaries, facts)])
    return [this.columnNames.map((_, index) => (wide.get(index) ?? coded.get(index)) as Merged), digests]
  }

  /** A column whose ranges took it for numbers and that is texts on the whole is read again. */
  private async mergeWide(facts: JoinedFacts): Promise<ReadonlyMap<number, MergedColumn>> {
    for (;;) {
      const merged = await this.merged(
        this.columnsWhere((kinds) => kinds.includes('wide')),
        facts,
      )
      const texts = [...merged.keys()].filter((index) => merged.get(index)!.kind === 'must be texts')
      if (texts.length === 0) return merged
      this.tasks.forEach((task, index) => {
        this.tasks[index] = { ...task, keptAsTexts: [...task.keptAsTexts, ...texts] }
      })
      const again = await this.together(this.tasks.map((_, index) => this.scan(index)))
      this.ranges.splice(0, this.ranges.length, ...again)
    }
  }

  private columnsWhere(wanted: (kinds: readonly ColumnReading['kind'][]) => boolean): number[] {
    return [...this.columnNames.keys()].filter((index) =>
      wanted(this.ranges.map(({ columns }) => columns[index]!.kind)),
    )
  }

  private async merged(columns: readonly number[], { encoding }: JoinedFacts): Promise<Map<number, MergedColumn>> {
    const merged = new Map<number, MergedColumn>()
    for (const index of columns) {
      await this.pulse.breathe()
      const parts = this.ranges.map(({ columns: read }) => read[index]!)
      merged.set(index, mergeColumn(parts, encoding))
    }
    return merged
  }

  /** One column is asked for while the one before it is put together. */
  private async digestWide(
    columns: readonly number[],
    { encoding }: JoinedFacts,
  ): Promise<ReadonlyMap<number, ColumnDigest>> {
    const ask = (column: number): Promise<NumberRuns[]> => {
      const runs = this.together(this.gates.map((gate) => gate.ask(this.table, 'rangeNumbers', { column, encoding })))
      // Whoever waits for it is told; nobody waits yet for the one asked ahead.
      runs.catch(() => undefined)
      return runs
    }
    const digests = new Map<number, ColumnDigest>()
    let asked = columns.length > 0 ? ask(columns[0]!) : null
    for (const [place, column] of columns.entries()) {
      const runs = await asked!
      asked = place + 1 < columns.length ? ask(columns[place + 1]!) : null
      await this.pulse.breathe()
      digests.set(column, digestOfRuns(runs))
    }
    return digests
  }
}

function cutTasks(sizeBytes: number, plan: ScanPlan, most: number): ScanTask[] {
  const wanted = Math.max(1, Math.min(most, Math.floor(sizeBytes / LEAST_RANGE_BYTES)))
  return [...scanTasks(plan, sizeBytes, wanted)]
}

/** A log with an id per row has no row twice. */
function differsInEveryRow(column: Merged, rowCount: number): boolean {
  if (column.kind === 'wide') return false
  const missingCount = column.counts[0]!
  return missingCount <= 1 && column.packed.length - 1 + missingCount === rowCount
}
