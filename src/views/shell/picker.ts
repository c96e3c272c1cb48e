/**
 * Picker: the browser's own window for choosing a file to open.
 */

let input: HTMLInputElement | null = null

/** The page's one hidden file input, lent by App while it is mounted. */
export function lendFileInput(element: HTMLInputElement): () => void {
  input = element
  return () => (input = null)
}

/** Must be called from a click or a key press: browsers refuse it otherwise. */
export function chooseFile(): void {
  if (input === null) return
  // The same file chosen twice is a choice too.
  input.value = ''
  input.click()
}
