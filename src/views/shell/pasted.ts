/**
 * Pasted: whether a paste anywhere on the page is meant as rows to read.
 */

import { whatWasDropped, type Dropped } from '../../session/opening'

const EDITABLE = 'input, textarea, select, [contenteditable=true]'

/** @returns the rows, the files, or null where the paste belongs to a field or is a mere word */
export function pastedRows(event: ClipboardEvent): string | Dropped | null {
  const clipboard = event.clipboardData
  if (clipboard === null || (event.target instanceof Element && event.target.closest(EDITABLE) !== null)) return null
  if (document.querySelector('dialog[open]') !== null) return null
  if (clipboard.types.includes('Files')) return whatWasDropped(clipboard)
  const text = clipboard.getData('text/plain')
  return /[\r\n]/.test(text.trim()) ? text : null
}
