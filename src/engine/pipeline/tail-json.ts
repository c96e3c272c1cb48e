/**
 * Tail JSON: how a growing log of JSON is read, decided from some of its lines: whose it is, and which keys its rows have.
 */

import { wholeLines } from '../intake/dialect'
import { decoderOf } from '../intake/encoding'
import { JsonLines } from '../intake/growing/json-lines'
import { isEve } from '../intake/json/eve'
import { RecordReader } from '../intake/json/record-reader'
import { uniqueNames } from '../intake/names'
import { schemaOf } from '../intake/schemas'
import { readSlice, type ByteSource } from '../intake/source'
import { utf8Bytes } from '../intake/utf8'
import type { PlannedText } from './tail-text'

/** Lines that tell whose log it is. */
const JUDGED_LINES = 20
const LAST_BYTES = 1_048_576
const LINE_FEED = 10

/** The log's last lines: Suricata may write of nothing but names and web pages for a while before the first flow ends. */
export async function lastText(source: ByteSource): Promise<string> {
  const start = Math.max(0, source.sizeBytes - LAST_BYTES)
  const bytes = await readSlice(source, start, source.sizeBytes)
  return decoderOf('utf-8').decode(bytes.subarray(bytes.indexOf(LINE_FEED) + 1))
}

/** @returns null while it has no whole row yet */
export function jsonText(text: string): PlannedText | null {
  const rows: (readonly string[])[] = []
  const lines = wholeLines(text)
  const isSuricata = isEveText(lines)
  const sink = { row: (cells: readonly string[]) => void rows.push(cells), refuse: ignore, columns: ignore }
  const reader = new JsonLines(isSuricata, [], 1, sink)
  reader.push(lines)
  if (rows.length === 0) return null
  const { paths } = reader
  const columnNames = uniqueNames(paths).names
  return {
    plan: {
      dialect: { delimiter: '\t', quote: 'none', lineEnding: 'LF' },
      format: isSuricata ? 'Suricata EVE' : 'JSON lines',
      schema: schemaOf(columnNames),
      headerFound: true,
      columnNames,
      comment: null,
      warnings: [],
    },
    linesFrom: (line, to) => new JsonLines(isSuricata, paths, line, to),
    encoding: 'utf-8',
    rows: rows.map((cells) => columnNames.map((_, column) => cells[column] ?? '')),
  }
}

const ignore = (): void => undefined

function isEveText(lines: string): boolean {
  const reader = new RecordReader()
  for (const line of lines.split('\n', JUDGED_LINES)) {
    const bytes = utf8Bytes(`${line} `)
    reader.read(bytes, 0, bytes.length - 1)
  }
  return isEve(reader)
}
