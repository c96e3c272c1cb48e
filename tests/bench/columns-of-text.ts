/**
 * Columns of text: a table in a terminal, the first column to the left, the others to the right; and figures in words.
 */

export const MISSING = '–'

export function inColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, cells) => cells.map((cell, index) => Math.max(widest[index] ?? 0, cell.length)),
    [],
  )
  return rows
    .map((cells) => cells.map((cell, index) => (index ? cell.padStart(widths[index]!) : cell.padEnd(widths[0]!))))
    .map((cells) => cells.join('   ').trimEnd())
    .join('\n')
}

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })

export const count = (value: number | null): string => (value === null ? MISSING : grouped.format(value))

/** Below ten milliseconds with a decimal. */
export function milliseconds(value: number | null | undefined): string {
  if (value == null) return MISSING
  return `${value < 10 ? value.toFixed(1) : grouped.format(value)} ms`
}

export const megabytes = (bytes: number | null): string =>
  bytes === null ? MISSING : `${grouped.format(bytes / 1e6)} MB`

export const times = (value: number | null): string => (value === null ? MISSING : `${value} ×`)
