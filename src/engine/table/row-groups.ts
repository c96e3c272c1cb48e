/**
 * Row groups: the rows of each host, or of each pair of hosts, one after the other in time.
 */

export interface Keys {
  /** Per row 0 … count − 1. */
  readonly codes: Uint32Array
  readonly count: number
}

export interface RowGroups {
  /** All row indices, group after group, in time order within a group. */
  readonly rows: Uint32Array
  /** First place of each group in `rows`; one more, rows.length, at the end. */
  readonly starts: Uint32Array
}

/** Row indices by ascending time, rows of one time in file order; file order if there are no times. */
export function inOrder(seconds: Float64Array | null, rowCount: number): Uint32Array {
  const order = Uint32Array.from({ length: rowCount }, (_, row) => row)
  if (seconds === null || isAscending(seconds)) return order
  return order.sort((a, b) => seconds[a]! - seconds[b]! || a - b)
}

function isAscending(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i]! < values[i - 1]!) return false
  return true
}

/** Counting sort by key, keeping `order` within a key. */
export function groupRows(keys: Keys, order: Uint32Array): RowGroups {
  const starts = new Uint32Array(keys.count + 1)
  for (const code of keys.codes) starts[code + 1]!++
  for (let key = 0; key < keys.count; key++) starts[key + 1]! += starts[key]!
  const next = starts.slice(0, keys.count)
  const rows = new Uint32Array(order.length)
  for (const row of order) rows[next[keys.codes[row]!]!++] = row
  return { rows, starts }
}

/** One key per combination of keys that occurs, numbered by first appearance. */
export function pairCodes(parts: readonly Keys[]): Keys {
  return parts.reduce((left, right) => {
    const codeOf = new Map<number, number>()
    const codes = left.codes.map((code, row) => {
      const both = code * right.count + right.codes[row]!
      const known = codeOf.get(both)
      if (known !== undefined) return known
      codeOf.set(both, codeOf.size)
      return codeOf.size - 1
    })
    return { codes, count: codeOf.size }
  })
}
