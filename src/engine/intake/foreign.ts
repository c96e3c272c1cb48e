/**
 * Foreign: files that are no delimited text, known by their first bytes, and the sentence that says so.
 *
 * Sources: W3C PNG, ISO 32000 (PDF), and the file signatures that file(1) lists for the rest.
 */

import type { Failure } from '../failure'
import { count } from '../../wording/numbers'
import { shortened } from '../../wording/sentences'
import { startsWith } from './encoding'

/** What a hex view shows of a refused file. */
const SHOWN_BYTES = 64

const NEEDED =
  'a table or a log of flows (CSV, Zeek, EVE or other JSON, Parquet, Arrow), packed or not, or a packet capture'
const UNPACK = 'Unpack it and drop what is inside.'

interface Signature {
  readonly what: string
  readonly start: readonly number[]
  /** Where `start` stands in the file. */
  readonly at?: number
  readonly advice: string
}

const ascii = (text: string): readonly number[] => Array.from(text, (letter) => letter.charCodeAt(0))

const SIGNATURES: readonly Signature[] = [
  { what: 'a bzip2 archive', start: ascii('BZh'), advice: UNPACK },
  { what: 'an xz archive', start: [0xfd, ...ascii('7zXZ'), 0], advice: UNPACK },
  { what: 'a 7-Zip archive', start: [...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c], advice: UNPACK },
  { what: 'a RAR archive', start: ascii('Rar!'), advice: UNPACK },
  { what: 'a picture (PNG)', start: [0x89, ...ascii('PNG')], advice: 'Drop the table it was made from.' },
  { what: 'a picture (JPEG)', start: [0xff, 0xd8, 0xff], advice: 'Drop the table it was made from.' },
  { what: 'a picture (GIF)', start: ascii('GIF8'), advice: 'Drop the table it was made from.' },
  { what: 'a PDF document', start: ascii('%PDF'), advice: 'Ask for the table it was made from.' },
  {
    what: 'a program (ELF)',
    start: [0x7f, ...ascii('ELF')],
    advice: 'Don’t run it because of this message; drop a table of flows.',
  },
  {
    what: 'a database (SQLite)',
    start: ascii('SQLite format 3'),
    advice: 'Export the table of flows as CSV and drop that.',
  },
  {
    what: 'an encrypted Parquet file',
    start: ascii('PARE'),
    advice: 'Write it without encryption, or export it as CSV.',
  },
  { what: 'an nfdump capture', start: [0x0c, 0xa5], advice: 'Export it with nfdump -r FILE -o csv and drop that.' },
]

/** Text formats that are no table, by the head's first characters. */
const TEXT_SIGNATURES: readonly { readonly what: string; readonly start: RegExp; readonly advice: string }[] = [
  {
    what: 'a web page',
    start: /^\s*(<!doctype html[^>]*>|<html[\s>])/i,
    advice:
      'This happens when a download link answers with a sign-in page. Fetch the file again while signed in, then drop it here.',
  },
  { what: 'an XML document', start: /^\s*<\?xml/i, advice: 'Export the flows as CSV and drop that.' },
  {
    what: 'JSON, but no list of objects',
    start: /^\s*(\{\s*"|\[\s*[[{"\d-]|\{\s*\}|\[\s*\])/,
    advice: 'Export one object a flow, each on a line of its own or as members of an array; or CSV.',
  },
]

/**
 * @param text the head decoded
 * @param wide whether the encoding is UTF-16, where NUL bytes are ordinary
 * @returns why this is no delimited text, or null if it may be
 */
export function foreignFormat(
  name: string,
  sizeBytes: number,
  head: Uint8Array,
  text: string,
  wide: boolean,
): Failure | null {
  const refuse = (what: string, found: string, advice: string, oddLength: number, offset = 0): Failure => ({
    code: 'unsupported-format',
    sentence: `${name} is ${what}, which Flotsam does not read.`,
    found,
    needed: NEEDED,
    where: `byte ${count(offset)} of ${count(sizeBytes)}`,
    advice,
    bytes: { offset, head: Array.from(head.subarray(offset, offset + SHOWN_BYTES)), oddLength },
  })
  const signature = SIGNATURES.find(({ start, at = 0 }) => startsWith(head.subarray(at), start)) ?? dosProgram(head)
  if (signature !== null) {
    const { what, start, at = 0, advice } = signature
    return refuse(what, `the bytes ${hex(start)}, which begin ${what}`, advice, start.length, at)
  }
  const textual = TEXT_SIGNATURES.find(({ start }) => start.test(text))
  if (textual === undefined) return wide ? null : binary(name, sizeBytes, head)
  const odd = textual.start.exec(text)![0].trim()
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1]?.trim()
  const found = `text that begins “${shortened(odd)}”${title ? `, and the page title “${shortened(title)}”` : ''}`
  return refuse(textual.what, found, textual.advice, odd.length)
}

/** "MZ" alone could begin a word, so the DOS header's pointer to "PE" has to hold too. */
function dosProgram(head: Uint8Array): Signature | null {
  if (!startsWith(head, ascii('MZ')) || head.length < 64) return null
  const peAt = head[60]! + head[61]! * 256
  return startsWith(head.subarray(peAt), [0x50, 0x45, 0, 0])
    ? {
        what: 'a Windows program',
        start: ascii('MZ'),
        advice: 'Don’t run it because of this message; drop a table of flows.',
      }
    : null
}

/**
 * More than one byte in a hundred that no text holds (controls but tab, line ends, form feed and escape): not text.
 * Fewer, such as a few NULs that a crash left in a log, are dropped while reading, and said.
 */
function binary(name: string, sizeBytes: number, head: Uint8Array): Failure | null {
  let controls = 0
  let firstAt = -1
  for (let i = 0; i < head.length; i++) {
    if (!isControl(head[i]!)) continue
    controls++
    if (firstAt < 0) firstAt = i
  }
  if (controls <= head.length / 100) return null
  const byte = head[firstAt]!
  const nuls = byte === 0 ? 'a NUL byte' : `a control byte (${hex([byte])})`
  return {
    code: 'not-a-table',
    sentence: `${name} is not text: ${count(controls)} of its first ${count(head.length)} bytes can’t be characters.`,
    found: `${nuls} at byte ${count(firstAt)}, and more like it`,
    needed: NEEDED,
    where: `byte ${count(firstAt)} of ${count(sizeBytes)}`,
    advice: 'If it is an export, export it again as CSV; if it was copied, copy it again.',
    bytes: { offset: firstAt, head: Array.from(head.subarray(firstAt, firstAt + SHOWN_BYTES)), oddLength: 1 },
  }
}

const isControl = (byte: number): boolean => (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27) || byte === 127

const hex = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
