/**
 * Key-value: logs of key=value lines (Fortinet's traffic log, logfmt) → delimited text, one line a line.
 *
 * The columns are all keys that any line has, in order of first appearance, so the file is read twice: once for its keys, once for its
 * values. A line that is no flow leaves an empty one behind, so that lines keep their numbers.
 * Source: docs.fortinet.com, FortiOS Log Message Reference ("Log message format", "Traffic").
 */

import { count } from '../../../wording/numbers'
import { refusal, success, type Outcome } from '../../failure'
import { portionOf } from '../../numeric/portion'
import type { Pulse } from '../../numeric/pulse'
import type { ByteSink, Converted, Converter, ForeignHead } from '../conversion'
import type { DeclaredType } from '../declared'
import { decoderOf, detectEncoding } from '../encoding'
import type { Encoding, RefusedLine } from '../facts'
import { LineWriter } from '../line-writer'
import { linesOf, type Line } from '../lines'
import { MOST_COLUMNS, type Plan } from '../plan'
import { schemaOf } from '../schemas'
import type { ByteSource } from '../source'
import { isPairs, keyValuesOf, type KeyValues, type Parting } from './key-value-line'

/** Pairs that a line must have at least to be recognised by. */
const FEWEST_PAIRS = 4
const LOOKED_AT = 20
const LISTED_LINES = 100
const LISTED_CHARACTERS = 120

export const keyValueConverter: Converter = {
  name: 'key-value',
  recognise: (head) => partingOf(head) !== null,
  convert: async (source, head, options, store, pulse) => {
    const encoding = options.encoding ?? detectEncoding(head.bytes)
    const log = new KeyValueLog(source, headLines(head), partingOf(head) ?? ' ', encoding)
    const keys = await log.keys(portionOf(pulse, 0, 0.5))
    if (keys.length > MOST_COLUMNS) return tooManyKeys(source.name)
    const sink = store.open(source.name)
    try {
      return success(await log.write(keys, sink, portionOf(pulse, 0.5, 1)))
    } catch (error) {
      await sink.drop()
      throw error
    }
  },
}

const headLines = ({ text, whole }: ForeignHead): readonly string[] => {
  const lines = text.split(/\r?\n/)
  return (whole ? lines : lines.slice(0, -1)).filter((line) => line.trim() !== '').slice(0, LOOKED_AT)
}

/** @returns null if the head's lines are no key=value pairs; one in ten may be broken */
function partingOf(head: ForeignHead): Parting | null {
  if (detectEncoding(head.bytes).startsWith('utf-16')) return null
  const lines = headLines(head)
  const fits = (parting: Parting): number => lines.filter((line) => pairCount(line, parting) >= FEWEST_PAIRS).length
  const best = fits(',') > fits(' ') ? ',' : ' '
  return lines.length > 0 && fits(best) >= 0.9 * lines.length ? best : null
}

function pairCount(line: string, parting: Parting): number {
  const pairs = keyValuesOf(line, parting)
  return isPairs(pairs) ? pairs.size : 0
}

class KeyValueLog {
  /** Fortinet writes one log for traffic, events and threats: only traffic is flows. */
  private readonly isFortinet: boolean
  private readonly decoder
  private refusedCount = 0
  private skippedCount = 0
  private readonly refused: RefusedLine[] = []

  constructor(
    private readonly source: ByteSource,
    head: readonly string[],
    private readonly parting: Parting,
    encoding: Encoding,
  ) {
    this.decoder = decoderOf(encoding)
    this.isFortinet = head.some((line) => {
      const pairs = keyValuesOf(line, parting)
      return isPairs(pairs) && pairs.get('type') === 'traffic' && (pairs.has('logid') || pairs.has('devid'))
    })
  }

  /** All keys of the lines that are flows, in order of first appearance; no more once there are too many. */
  async keys(pulse: Pulse): Promise<readonly string[]> {
    const keys = new Set<string>()
    for await (const line of linesOf(this.source, pulse, () => 0)) {
      const pairs = this.pairsOf(line)
      if (isPairs(pairs) && this.isFlow(pairs)) for (const key of pairs.keys()) keys.add(key)
      if (keys.size > MOST_COLUMNS) break
    }
    return [...keys]
  }

  async write(keys: readonly string[], sink: ByteSink, pulse: Pulse): Promise<Converted> {
    const columns = columnsOf(keys)
    const writer = new LineWriter(sink)
    for await (const line of linesOf(this.source, pulse, () => writer.lineCount)) {
      await writer.write(this.written(line, writer.lineCount + 1, columns))
    }
    const plan = this.planOf(columns.map(({ name }) => name))
    return { kind: 'table', text: await writer.finish(), plan, facts: this.facts() }
  }

  private facts() {
    const { refused, refusedCount, skippedCount } = this
    const skipped = skippedCount === 0 ? [] : [{ rule: 'log entries that are no traffic', count: skippedCount }]
    return { unit: 'line', skipped, refused, refusedCount, warnings: [] } as const
  }

  private pairsOf({ bytes, isCut }: Line): KeyValues {
    if (isCut) return { reason: 'the line is longer than a megabyte' }
    return keyValuesOf(this.decoder.decode(bytes), this.parting)
  }

  private isFlow(pairs: ReadonlyMap<string, string>): boolean {
    return !this.isFortinet || pairs.get('type') === 'traffic'
  }

  /** @returns '' for a line that is no row */
  private written(line: Line, number: number, columns: readonly Column[]): string {
    if (line.bytes.every((byte) => byte <= 32)) return ''
    const pairs = this.pairsOf(line)
    if (!isPairs(pairs)) return this.refuse(line, number, pairs.reason)
    if (!this.isFlow(pairs)) {
      this.skippedCount++
      return ''
    }
    const cells = columns.map((column) => column.cell(pairs))
    if (cells.every((cell) => cell.trim() === '')) return this.refuse(line, number, 'no key has a value')
    return cells.map((cell) => quoted(cell, this.parting)).join(this.parting)
  }

  private refuse({ bytes, offset }: Line, line: number, reason: string): '' {
    this.refusedCount++
    if (this.refused.length < LISTED_LINES) {
      const text = this.decoder.decode(bytes.subarray(0, 4 * LISTED_CHARACTERS)).slice(0, LISTED_CHARACTERS)
      this.refused.push({ line, offset, reason, text })
    }
    return ''
  }

  private planOf(columnNames: readonly string[]): Plan {
    return {
      dialect: { delimiter: this.parting, quote: '"', lineEnding: 'LF' },
      format: KEY_VALUE_FORMAT,
      schema: this.isFortinet ? 'Fortinet traffic log' : schemaOf(columnNames),
      headerFound: false,
      columnNames,
      comment: null,
      declared: this.isFortinet ? columnNames.map((name) => FORTINET_TYPES[name] ?? null) : [],
      warnings: [],
    }
  }
}

export const KEY_VALUE_FORMAT = 'key=value log'

/** What names alone would get wrong: `transport` is the port that NAT chose, not a protocol. */
const FORTINET_TYPES: Readonly<Record<string, DeclaredType>> = {
  transport: 'identifier',
  logid: 'words',
  policyid: 'words',
  sessionid: 'identifier',
}

interface Column {
  readonly name: string
  readonly cell: (pairs: ReadonlyMap<string, string>) => string
}

/** A date and a time of day in two keys are one moment. */
function columnsOf(keys: readonly string[]): readonly Column[] {
  const isSplit = keys.includes('date') && keys.includes('time') && !keys.includes('datetime')
  return keys.flatMap((name): Column[] => {
    if (isSplit && name === 'time') return []
    if (isSplit && name === 'date') {
      return [{ name: 'datetime', cell: (pairs) => `${pairs.get('date') ?? ''} ${pairs.get('time') ?? ''}`.trim() }]
    }
    return [{ name, cell: (pairs) => pairs.get(name) ?? '' }]
  })
}

const quoted = (cell: string, parting: Parting): string =>
  cell.includes(parting) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""').replace(/[\r\n]+/g, ' ')}"` : cell

const tooManyKeys = (name: string): Outcome<never> =>
  refusal('too-many-columns', `${name} has more than ${count(MOST_COLUMNS)} different keys; no more can be compared.`, {
    found: 'ever new keys in its lines of key=value pairs',
    needed: `at most ${count(MOST_COLUMNS)} columns`,
    where: 'the whole file',
    advice: 'Keep the keys that say something about flows and drop that.',
  })
