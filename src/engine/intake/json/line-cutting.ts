/**
 * Line cutting: every line is a record, be it empty.
 */

import { LINE_FEED } from './bytes'
import type { Cutting } from './records'

export class LineCutting implements Cutting {
  from = 0
  to = 0
  after = 0
  begun = -1
  private isSkipping = false

  next(bytes: Uint8Array, at: number): boolean {
    const start = this.begun < 0 ? at : this.begun
    const end = bytes.indexOf(LINE_FEED, at)
    if (end < 0) {
      if (!this.isSkipping) this.begun = start < bytes.length ? start : -1
      return false
    }
    this.begun = -1
    if (this.isSkipping) {
      this.isSkipping = false
      return this.next(bytes, end + 1)
    }
    this.from = start
    this.to = end
    this.after = end + 1
    return true
  }

  moveBack(by: number): void {
    if (this.begun >= 0) this.begun -= by
  }

  skip(): void {
    this.isSkipping = true
    this.begun = -1
  }
}
