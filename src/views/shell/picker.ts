/**
 * Picker: the browser's own window for choosing a file.
 */

let input: HTMLInputElement | null = null

/** Must be called from a click or a key press. @param onChosen called once if a file is chosen, never if not */
export function chooseFile(onChosen: (file: File) => void): void {
  // Kept while the window is open: Firefox forgets an input nobody holds.
  input = document.createElement('input')
  input.type = 'file'
  input.addEventListener('change', () => {
    const file = input?.files?.[0]
    input = null
    if (file !== undefined) onChosen(file)
  })
  input.click()
}
