/**
 * Line writer: lines of text → the bytes of a converted file, some at a time.
 */

import type { ByteSink } from './conversion'
import type { ByteSource } from './source'
import { utf8Bytes } from './utf8'

/** Held back: a write to a file costs as much as encoding some of these. */
const HELD_CHARACTERS = 65_536

export class LineWriter {
  lineCount = 0
  private text = ''

  constructor(private readonly sink: ByteSink) {}

  async write(line: string): Promise<void> {
    this.lineCount++
    this.text += `${line}\n`
    if (this.text.length >= HELD_CHARACTERS) await this.flush()
  }

  private async flush(): Promise<void> {
    await this.sink.write(utf8Bytes(this.text))
    this.text = ''
  }

  async finish(): Promise<ByteSource> {
    await this.flush()
    return this.sink.finish()
  }
}
