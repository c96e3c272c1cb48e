/**
 * Archive entries: which files of an archive are the traffic, judged by their names: what they hold is judged once they are unpacked.
 */

import { listOf, plural } from '../../../wording/sentences'
import { count } from '../../../wording/numbers'
import { refusal, success, type Outcome } from '../../failure'
import type { ByteSource } from '../source'

export interface NamedEntry {
  /** With its folders. */
  readonly path: string
  readonly sizeBytes: number
}

/** What comes along in archives of data sets and is no table. */
const NO_TABLE =
  /(^|\/)(__MACOSX\/|\.|thumbs\.db$|desktop\.ini$)|(^|\/)(readme|licen[cs]e|copying|changelog|notice)[^/]*$|\.(md|pdf|html?|docx?|pptx?|xlsx?|png|jpe?g|gif|svg|py|ipynb|sh|exe|dll|xml|ya?ml|sha256|sha1|md5|sig|asc)$/i
/** Of Zeek's logs the one that has flows. */
const ZEEK_FLOWS = /(^|\/)conn[._-][^/]*$/i

/** More than this in one table is a mistake; a week of hourly logs has 168. */
const MOST_ENTRIES = 1000

export interface Chosen<Entry extends NamedEntry> {
  readonly entries: readonly Entry[]
  readonly warnings: readonly string[]
}

/** @param source the archive */
export function chooseEntries<Entry extends NamedEntry>(
  { name }: ByteSource,
  kind: string,
  all: readonly Entry[],
): Outcome<Chosen<Entry>> {
  const files = all.filter(({ path, sizeBytes }) => sizeBytes > 0 && !path.endsWith('/'))
  const tables = files.filter(({ path }) => !NO_TABLE.test(path))
  const flows = tables.filter(({ path }) => ZEEK_FLOWS.test(path))
  const entries = flows.length > 0 ? flows : tables
  if (entries.length === 0) return nothingToRead(name, kind, files)
  if (entries.length > MOST_ENTRIES) return tooMany(name, entries.length)
  const left = files.filter((file) => !(entries as readonly NamedEntry[]).includes(file))
  return success({ entries, warnings: left.length === 0 ? [] : [leftOut(name, files.length, left)] })
}

/** "day/conn.log" → "conn.log" */
export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const few = (entries: readonly NamedEntry[]): string =>
  entries.length <= 4
    ? listOf(entries.map(({ path }) => baseName(path)))
    : `${entries
        .slice(0, 3)
        .map(({ path }) => baseName(path))
        .join(', ')} and ${count(entries.length - 3)} more`

const leftOut = (name: string, fileCount: number, left: readonly NamedEntry[]): string =>
  `Of the ${count(fileCount)} files in ${name}, ${few(left)} ${left.length === 1 ? 'was' : 'were'} left out.`

const nothingToRead = (name: string, kind: string, files: readonly NamedEntry[]): Outcome<never> =>
  refusal('no-rows', `${name} holds nothing that looks like a table of flows.`, {
    found:
      files.length === 0
        ? `${kind} without files`
        : `${count(files.length)} ${plural(files.length, 'file')}: ${few(files)}`,
    needed: 'at least one log, CSV, capture or Parquet file inside',
    where: name,
    advice: 'Unpack it and drop the file that has the flows.',
  })

const tooMany = (name: string, entryCount: number): Outcome<never> =>
  refusal(
    'too-large',
    `${name} holds ${count(entryCount)} files; at most ${count(MOST_ENTRIES)} are read as one table.`,
    {
      found: `${count(entryCount)} files`,
      needed: `at most ${count(MOST_ENTRIES)}`,
      where: name,
      advice: 'Unpack it, put the files of a day or a week together and drop those.',
    },
  )
