/**
 * Line reader: text as a file grows → rows, each as soon as its line is whole. Chosen by the file's head (pipeline/tail-text.ts).
 *
 * Another format of lines is one more class with `push`, and one more case there; nothing behind it changes.
 */

/** Where the rows go. */
export interface LineSink {
  /** @param cells one per column, trimmed texts @param line 1-based, of the file as it is now */
  row(cells: readonly string[], line: number): void
  refuse(line: number, reason: string, text: string): void
  /** The file names other columns from here on: a Zeek log that was begun anew and appended to the old one. */
  columns(names: readonly string[]): void
}

export interface LineReader {
  /** The line that the next row starts on. */
  readonly line: number
  /** Text that waits for the rest of its line. */
  readonly waiting: string
  push(text: string): void
}
