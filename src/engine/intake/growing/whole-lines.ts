/**
 * Whole lines: text as a file grows → the lines of it that have come to their end. What has not is held until it does, up to a limit.
 */

import { LONGEST_ROW } from '../row-splitter'

export const TOO_LONG = 'a line of more than 4 MiB'

export class WholeLines {
  /** Text that waits for the rest of its line. */
  waiting = ''
  /** Inside a line too long to keep: everything up to its end is dropped. */
  private skipping = false

  /**
   * @param tooLong called with the beginning of a line that is dropped
   * @param behindIt called where its end has come
   */
  constructor(
    private readonly newline: string,
    private readonly tooLong: (text: string) => void,
    private readonly behindIt: () => void,
  ) {}

  /**
   * @param take reads whole lines, each with its end, and returns the last ones of them that must wait for more
   */
  push(text: string, take: (lines: string) => string): void {
    let whole = this.waiting + text
    if (this.skipping) whole = this.behindTheLongLine(whole)
    const end = whole.lastIndexOf(this.newline) + 1
    this.waiting = take(whole.slice(0, end)) + whole.slice(end)
    if (this.waiting.length <= LONGEST_ROW) return
    this.tooLong(this.waiting)
    this.waiting = ''
    this.skipping = true
  }

  private behindTheLongLine(text: string): string {
    const at = text.indexOf(this.newline)
    if (at < 0) return ''
    this.skipping = false
    this.behindIt()
    return text.slice(at + 1)
  }
}
