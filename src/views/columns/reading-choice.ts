/**
 * Reading choice: what stands in the fields of the reading dialog, and the options that it makes.
 */

import type { ColumnProfile, Encoding, FirstLook, Quote, ReadOptions, TableSummary } from '../../worker/protocol'
import { count } from '../../wording/numbers'
import { listOf, plural, spell } from '../../wording/sentences'
import { offsetWords } from '../../wording/time-words'
import { delimiterWord, ENCODING_WORDS } from './column-sentences'

export const BY_ITSELF = 'auto'
export const TYPED = 'typed'

/** Every field as text; `auto` leaves it to the engine. */
export interface ReadingChoice {
  format: 'auto' | 'text'
  delimiter: string
  /** Looked at where the delimiter is `typed`. */
  typed: string
  header: 'auto' | 'yes' | 'no'
  encoding: Encoding | 'auto'
  quote: Quote | 'auto'
  /** Minutes ahead of UTC, in digits. */
  offset: string
}

const OFFERED = [',', ';', '\t', '|', ' ']

export function choiceOf({ anyway, delimiter, header, encoding, quote, utcOffsetMinutes }: ReadOptions): ReadingChoice {
  const isTyped = delimiter !== undefined && !OFFERED.includes(delimiter)
  return {
    format: anyway ? 'text' : 'auto',
    delimiter: isTyped ? TYPED : (delimiter ?? BY_ITSELF),
    typed: isTyped ? delimiter : '',
    header: header === undefined ? 'auto' : header ? 'yes' : 'no',
    encoding: encoding ?? 'auto',
    quote: quote ?? 'auto',
    offset: utcOffsetMinutes === undefined ? BY_ITSELF : String(utcOffsetMinutes),
  }
}

export function optionsOf({ format, delimiter, typed, header, encoding, quote, offset }: ReadingChoice): ReadOptions {
  return {
    ...(format === 'text' ? { anyway: true } : {}),
    ...(delimiter === BY_ITSELF ? {} : { delimiter: delimiter === TYPED ? typedDelimiter(typed) : delimiter }),
    ...(header === 'auto' ? {} : { header: header === 'yes' }),
    ...(encoding === 'auto' ? {} : { encoding }),
    ...(quote === 'auto' ? {} : { quote }),
    ...(offset === BY_ITSELF ? {} : { utcOffsetMinutes: Number(offset) }),
  }
}

/** A tab can't be typed into a field, so `\t` stands for it. */
const typedDelimiter = (typed: string): string => typed.replaceAll('\\t', '\t')

const LONGEST_DELIMITER = 8

/** Why what was typed can part no columns; undefined if it can. */
export function delimiterProblem(typed: string): string | undefined {
  if (typed === '') return 'Type what stands between two cells.'
  if (typed.length > LONGEST_DELIMITER) return `At most ${LONGEST_DELIMITER} characters.`
  return /["']/.test(typed) ? 'A quotation mark wraps cells and can’t part them.' : undefined
}

const found = (words: string | undefined): string => (words === undefined ? 'find out' : `find out (${words})`)

interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
}

export const formatOptions = (format: string | undefined): readonly Option<ReadingChoice['format']>[] => [
  { value: 'auto', label: found(format) },
  { value: 'text', label: 'delimited text, whatever it looks like' },
]

export const delimiterOptions = (look: FirstLook | null): readonly Option<string>[] => [
  { value: BY_ITSELF, label: found(look === null ? undefined : delimiterWord(look.delimiter)) },
  ...OFFERED.map((value) => ({ value, label: delimiterWord(value) })),
  { value: TYPED, label: 'something else …' },
]

export const headerOptions = (look: FirstLook | null): readonly Option<ReadingChoice['header']>[] => [
  { value: 'auto', label: found(look === null ? undefined : look.headerFound ? 'yes' : 'no') },
  { value: 'yes', label: 'yes, the first line names the columns' },
  { value: 'no', label: 'no, the first line is a flow' },
]

export const encodingOptions = (look: FirstLook | null): readonly Option<ReadingChoice['encoding']>[] => [
  { value: 'auto', label: found(look === null ? undefined : ENCODING_WORDS[look.encoding]) },
  ...(['utf-8', 'utf-16le', 'utf-16be', 'latin-1'] as const).map((value) => ({ value, label: ENCODING_WORDS[value] })),
]

const QUOTE_WORDS: Readonly<Record<Quote, string>> = {
  '"': 'double quotes wrap cells',
  "'": 'single quotes wrap cells',
  none: 'ordinary characters',
}

export const quoteOptions = (look: FirstLook | null): readonly Option<ReadingChoice['quote']>[] => [
  { value: 'auto', label: found(look === null ? undefined : QUOTE_WORDS[look.quote]) },
  ...(['"', "'", 'none'] as const).map((value) => ({ value, label: QUOTE_WORDS[value] })),
]

/** Whole hours, and every other offset in use in 2025, summer times included (IANA tz 2025c). */
const PARTIAL_HOURS = [-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765, 825]
const OFFSETS = [...Array.from({ length: 27 }, (_, place) => (place - 12) * 60), ...PARTIAL_HOURS].sort((a, b) => a - b)

/** The zone of this computer at the file's first time comes first: summer time may have held then. */
export function offsetOptions(table: TableSummary | null): readonly Option<string>[] {
  const own = ownOffset(table?.columns ?? [])
  const label = (minutes: number): string =>
    minutes === own.minutes ? `${offsetWords(minutes)}, this computer’s zone ${own.when}` : offsetWords(minutes)
  const others = OFFSETS.filter((minutes) => minutes !== own.minutes)
  return [
    { value: BY_ITSELF, label: 'UTC, if nothing is said' },
    ...[own.minutes, ...others].map((minutes) => ({ value: String(minutes), label: label(minutes) })),
  ]
}

function ownOffset(columns: readonly ColumnProfile[]): { readonly minutes: number; readonly when: string } {
  const start = columns.find(({ meaning, time }) => meaning === 'start time' && time?.zone === 'assumed')?.distribution
  const isKnown = start?.kind === 'numbers' && start.smallest >= 1e8
  const at = isKnown ? new Date(start.smallest * 1000) : new Date()
  // 0 - x: no −0.
  return { minutes: 0 - at.getTimezoneOffset(), when: isKnown ? 'when the file begins' : 'now' }
}

/** "5 columns; of the first 120 rows two have more or fewer cells." */
export function lookSentence({ columnNames, rowCount, raggedCount, format }: FirstLook): string {
  const columns = `${format}: ${count(columnNames.length)} ${plural(columnNames.length, 'column')}`
  if (rowCount === 0) return `${columns}, and no row under its names.`
  if (raggedCount === 0) return `${columns}; each of the first ${count(rowCount)} rows has as many cells.`
  return `${columns}; of the first ${count(rowCount)} rows ${spell(raggedCount).toLowerCase()} ${plural(raggedCount, 'has', 'have')} more or fewer cells and would be refused.`
}

/** What was overruled: "semicolon, no header line, times at UTC+2". */
export function choiceWords({ anyway, delimiter, header, encoding, quote, utcOffsetMinutes }: ReadOptions): string {
  return listOf([
    ...(anyway ? ['as delimited text'] : []),
    ...(delimiter === undefined ? [] : [`parted by ${delimiterWord(delimiter)}`]),
    ...(header === undefined ? [] : [header ? 'with a header line' : 'without a header line']),
    ...(encoding === undefined ? [] : [ENCODING_WORDS[encoding]]),
    ...(quote === undefined ? [] : [quote === 'none' ? 'quotation marks as ordinary characters' : QUOTE_WORDS[quote]]),
    ...(utcOffsetMinutes === undefined ? [] : [`times without a zone at ${offsetWords(utcOffsetMinutes)}`]),
  ])
}
