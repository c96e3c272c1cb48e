/**
 * First look: what a file's first bytes say of it under some reading options, without reading on: the analyst sees what a choice does before
 * it is made, and a choice made for files of these columns is found again.
 */

import type { Outcome } from '../failure'
import { success } from '../failure'
import { isConverted } from '../intake/converters'
import { isBlank, sampleRows, wholeLines } from '../intake/dialect'
import type { ReadOptions } from '../intake/facts'
import { planReading, type Plan } from '../intake/plan'
import { readHead } from '../intake/read-rows'
import { lostFailure, SourceLost, type ByteSource } from '../intake/source'
import { shortened } from '../../wording/sentences'
import type { FirstLook } from './answers'

const SHOWN_LINES = 3
const SHOWN_ROWS = 5
const SHOWN_COLUMNS = 60
const LONGEST_LINE = 400
const LONGEST_CELL = 60
/** Rows whose cells are counted. */
const COUNTED_ROWS = 200

/** @returns null for a file that is converted before it is read: its first bytes are no lines */
export async function firstLook(source: ByteSource, options: ReadOptions): Promise<Outcome<FirstLook | null>> {
  try {
    if (source.sizeBytes > 0 && (await isConverted(source, options))) return success(null)
    const head = await readHead(source, options)
    if (!head.ok) return head
    const { text, whole, encoding } = head.value
    const planned = planReading(source.name, text, whole, options)
    if (!planned.ok) return planned
    const lines = whole ? text : wholeLines(text)
    return success({ ...seen(lines, planned.value), encoding })
  } catch (error) {
    if (error instanceof SourceLost) return { ok: false, failure: lostFailure(source, error) }
    throw error
  }
}

function seen(text: string, plan: Plan): Omit<FirstLook, 'encoding'> {
  const { format, schema, columnNames, headerFound, comment, dialect } = plan
  const rows = sampleRows(text, dialect, COUNTED_ROWS + 1).filter(
    (cells) => !isBlank(cells) && !(comment !== null && cells[0]!.startsWith(comment)),
  )
  const body = (headerFound && comment === null ? rows.slice(1) : rows).slice(0, COUNTED_ROWS)
  const fits = body.filter(({ length }) => length === columnNames.length)
  return {
    format,
    schema,
    columnNames,
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    headerFound,
    lines: text.split(/\r\n|\n|\r/, SHOWN_LINES).map((line) => shortened(line, LONGEST_LINE)),
    rows: fits
      .slice(0, SHOWN_ROWS)
      .map((cells) => cells.slice(0, SHOWN_COLUMNS).map((cell) => shortened(cell.trim(), LONGEST_CELL))),
    rowCount: body.length,
    raggedCount: body.length - fits.length,
  }
}
