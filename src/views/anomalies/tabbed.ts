/**
 * Tabbed: rows as text with tabs between, the form in which a spreadsheet takes a paste.
 */

import { harmless } from '../../wording/harmless'

/** A cell keeps to itself: tabs and line ends inside it become spaces. */
const cell = (text: string): string => harmless(text.replace(/[\t\r\n]+/g, ' '))

export const asTabbed = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(cell).join('\t')).join('\n')
