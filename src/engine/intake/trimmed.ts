/**
 * Trimmed: white space around a cell is layout, not content: " Fuzzers " and "Fuzzers" are one kind of attack in UNSW-NB15.
 */

const NO_BREAK_SPACE = 160

export function trimmedCell(cell: string): string {
  const last = cell.charCodeAt(cell.length - 1)
  return cell.charCodeAt(0) <= 32 || last <= 32 || last === NO_BREAK_SPACE ? cell.trim() : cell
}
