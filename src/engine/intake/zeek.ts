/**
 * Zeek: the `#` header block of a Zeek log names its delimiter and its columns.
 *
 * Source: docs.zeek.org, "Zeek TSV format logs".
 */

export interface ZeekHeader {
  readonly delimiter: string
  readonly names: readonly string[]
}

/** @returns null if the text does not begin with such a block */
export function zeekHeader(head: string): ZeekHeader | null {
  if (!head.startsWith('#separator')) return null
  const lines = head.slice(0, 65_536).split(/\r?\n/)
  const delimiter = unescaped(/^#separator[ \t]+(.+)$/.exec(lines[0]!)?.[1]?.trim() ?? '\\x09')
  const fields = lines.find((line) => line.startsWith(`#fields${delimiter}`))
  return fields === undefined ? null : { delimiter, names: fields.split(delimiter).slice(1) }
}

const unescaped = (text: string): string =>
  text.replace(/\\x([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
