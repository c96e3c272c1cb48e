/**
 * Harmless: a cell of a traffic file as a spreadsheet may have it.
 *
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection": cells that
 * begin with = + - @, a tab or a line end; also their full-width kin, which some spreadsheets fold). A plain number such
 * as -5 or +1.5e3 is no formula and stays a number. Blanks before the sign are skipped, since spreadsheets may skip them.
 */

const FORMULA_START = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]/
const PLAIN_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

export const harmless = (text: string): string =>
  FORMULA_START.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text
