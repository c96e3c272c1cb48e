/**
 * Key-value line: one line of key=value pairs → its pairs.
 *
 * Pairs are parted by spaces, or by commas where the log is written so; a value with either stands in double quotes, with \" for a
 * quote inside. Words before the first pair (a syslog header) are passed over.
 * Source: docs.fortinet.com, FortiOS Log Message Reference ("Log message format"); brandur.org/logfmt for logs without quotes' need.
 */

export type Parting = ' ' | ','

/** Pairs by key, the last of a repeated key; or why the line can't be read. */
export type KeyValues = ReadonlyMap<string, string> | { readonly reason: string }

export const isPairs = (line: KeyValues): line is ReadonlyMap<string, string> => line instanceof Map

const KEY = /[A-Za-z_][\w.@/-]*=/y
const QUOTED = /"((?:[^"\\]|\\.)*)"/y
const BARE: Readonly<Record<Parting, RegExp>> = { ' ': /[^\s"]*/y, ',': /[^,"]*/y }
const GAP: Readonly<Record<Parting, RegExp>> = { ' ': /[ \t]+/y, ',': /[ \t]*,[ \t]*/y }
/** Long enough for every syslog header; a pair that begins later is no log's. */
const LONGEST_PREFIX = 256

export function keyValuesOf(line: string, parting: Parting): KeyValues {
  const text = line.trim()
  const pairs = new Map<string, string>()
  for (let at = firstKey(text); at < text.length;) {
    const key = matchAt(KEY, text, at)
    if (key === null) return { reason: `“${wordAt(text, at)}” where a key and = should stand` }
    const value = valueAt(text, at + key.length, parting)
    if (value === null) return { reason: `the value of ${key.slice(0, -1)} opens a quote that never closes` }
    pairs.set(key.slice(0, -1), value.text)
    if (value.end === text.length) break
    const gap = matchAt(GAP[parting], text, value.end)
    if (gap === null) return { reason: `“${wordAt(text, value.end)}” right behind the value of ${key.slice(0, -1)}` }
    at = value.end + gap.length
  }
  return pairs.size === 0 ? { reason: 'no key=value pair' } : pairs
}

function firstKey(text: string): number {
  if (matchAt(KEY, text, 0) !== null) return 0
  const at = text.slice(0, LONGEST_PREFIX).search(/(?<=[\s>:,])[A-Za-z_][\w.@/-]*=/)
  return at < 0 ? 0 : at
}

function valueAt(text: string, at: number, parting: Parting): { readonly text: string; readonly end: number } | null {
  if (text[at] !== '"') {
    const bare = matchAt(BARE[parting], text, at)!
    return { text: bare, end: at + bare.length }
  }
  const quoted = matchAt(QUOTED, text, at)
  return quoted === null ? null : { text: quoted.slice(1, -1).replace(/\\(.)/g, '$1'), end: at + quoted.length }
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? null
}

const wordAt = (text: string, at: number): string => text.slice(at, at + 24).split(/\s/)[0]!
