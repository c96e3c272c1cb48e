/**
 * File facts: how large a file of flows is, counted without the engine.
 */

import { createReadStream, statSync } from 'node:fs'

export interface FileFacts {
  readonly bytes: number
  /** Lines, a header among them if there is one. */
  readonly rows: number
  readonly columns: number
}

const LINE_FEED = 10

function linesIn(chunk: Buffer): number {
  let count = 0
  for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, at + 1)) count++
  return count
}

/** By the delimiter that is commonest in the first line; quoted ones count too, which is good enough for a headline. */
function columnsIn(firstLine: string): number {
  const counts = [',', ';', '\t', '|'].map((delimiter) => firstLine.split(delimiter).length)
  return Math.max(...counts)
}

export async function fileFacts(path: string): Promise<FileFacts> {
  let rows = 0
  let head = ''
  let last = LINE_FEED
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    if (head === '') head = chunk.toString('utf8', 0, 1 << 16)
    rows += linesIn(chunk)
    last = chunk[chunk.length - 1]!
  }
  if (last !== LINE_FEED) rows++
  return { bytes: statSync(path).size, rows, columns: columnsIn(head.split('\n', 1)[0]!) }
}
