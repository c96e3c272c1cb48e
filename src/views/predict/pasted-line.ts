/**
 * Pasted line: one line of a file, as copied from an editor or a terminal, taken apart into cells.
 */

import type { ColumnProfile, EngineApi, FileFacts, Outcome } from '../../worker/protocol'
import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'

const no = (sentence: string, found?: string): Outcome<never> => ({
  ok: false,
  failure: { code: 'columns-do-not-match', sentence, ...(found === undefined ? {} : { found }) },
})

/**
 * The cells of a line by column name. Tried with the delimiter of the file first, then with those that come with a
 * copy from elsewhere.
 */
export async function cellsOfLine(
  text: string,
  file: FileFacts,
  columns: readonly ColumnProfile[],
  fieldsOfLine: EngineApi['fieldsOfLine'],
): Promise<Outcome<Readonly<Record<string, string>>>> {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  if (lines.length === 0)
    return no('There is nothing in the field yet. Copy one line of a file like the one the model was made from.')
  if (lines.length > 1)
    return no(`That is ${count(lines.length)} lines. Paste one; a whole file goes to “Second file”.`)
  const tried = await fieldsOfLine(lines[0]!, [...new Set([file.delimiter, '\t', ',', ';', '|'])])
  const fitting = tried.find((fields) => fields.length === columns.length)
  if (fitting !== undefined)
    return { ok: true, value: Object.fromEntries(columns.map((column, index) => [column.name, fitting[index] ?? ''])) }
  const most = tried[0]?.length ?? 0
  return no(
    `That line has ${count(most)} ${plural(most, 'field')}; ${file.name} has ${count(columns.length)} columns. Paste a line with the same columns in the same order.`,
  )
}
