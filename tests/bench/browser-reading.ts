/**
 * Browser reading: how fast Chromium hands a file's bytes to workers that do nothing with them. No page reads faster than that.
 *
 *   node scripts/run.mjs tests/bench/browser-reading.ts [--megabytes 200] [--workers 2] [--runs 5]
 *
 * Prints a line per way of reading: the clock's best and median of the runs, in 10⁶ bytes a second, the ways in turn. The file is made of
 * random bytes in the temporary folder, is in the system's cache, and is gone afterwards.
 */

import { randomFillSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright'
import { serveFolder } from '../../scripts/serve/static-server'
import { chromiumLaunch } from '../browser/support/browsers'
import { loadNow, machineNow } from './machine'

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '200' },
    workers: { type: 'string', default: '2' },
    runs: { type: 'string', default: '5' },
  },
})
const [byteCount, workerCount, runs] = [
  Number(values.megabytes) * 1e6,
  Number(values.workers),
  Number(values.runs),
] as const

/** `piece` bytes at once, each asked for when the one before is there; 0: as one stream of the worker's whole part. */
const WAYS = [
  { words: 'slices of 1 MiB', piece: 2 ** 20 },
  { words: 'slices of 4 MiB', piece: 2 ** 22 },
  { words: 'slices of 16 MiB', piece: 2 ** 24 },
  { words: 'a stream', piece: 0 },
] as const

const PAGE = '<!doctype html><title>Browser reading</title><input type="file" />'

/** What a worker does: reads its part and says so. */
const WORKER = `onmessage = async ({ data: { file, from, to, piece } }) => {
  let read = 0
  for (let at = from; piece > 0 && at < to; at += piece)
    read += (await file.slice(at, Math.min(to, at + piece)).arrayBuffer()).byteLength
  if (piece === 0) for await (const part of file.slice(from, to).stream()) read += part.length
  postMessage(read)
}`

/** @returns milliseconds until the last worker has read its part */
async function readingMs(page: Page, piece: number): Promise<number> {
  return page.evaluate(
    async ({ source, count, piece }) => {
      const file = document.querySelector('input')!.files![0]!
      const address = URL.createObjectURL(new Blob([source]))
      const workers = Array.from({ length: count }, () => new Worker(address))
      const start = performance.now()
      const parts = workers.map((worker, index) => {
        const [from, to] = [index, index + 1].map((edge) => Math.floor((file.size * edge) / count))
        worker.postMessage({ file, from, to, piece })
        return new Promise<number>((done) => (worker.onmessage = ({ data }) => done(data as number)))
      })
      const read = (await Promise.all(parts)).reduce((sum, part) => sum + part, 0)
      const ms = performance.now() - start
      for (const worker of workers) worker.terminate()
      if (read !== file.size) throw new Error(`${read} of ${file.size} bytes were read`)
      return ms
    },
    { source: WORKER, count: workerCount, piece },
  )
}

const folder = mkdtempSync(join(tmpdir(), 'flotsam-browser-reading-'))
const loadBefore = loadNow()
try {
  const path = join(folder, 'bytes')
  const bytes = Buffer.alloc(byteCount)
  for (let at = 0; at < byteCount; at += 2 ** 30) randomFillSync(bytes, at, Math.min(2 ** 30, byteCount - at))
  writeFileSync(path, bytes)
  writeFileSync(join(folder, 'index.html'), PAGE)
  const server = await serveFolder(folder, [0])
  const browser = await chromium.launch(chromiumLaunch())
  const page = await browser.newPage()
  await page.goto(server.address)
  await page.setInputFiles('input', path)
  const times = WAYS.map((): number[] => [])
  for (let run = 0; run < runs; run++)
    for (const [way, { piece }] of WAYS.entries()) times[way]!.push(await readingMs(page, piece))
  WAYS.forEach(({ words }, way) => {
    const sorted = times[way]!.sort((a, b) => a - b)
    const [best, median] = [sorted[0]!, sorted[Math.floor(runs / 2)]!].map((ms) => Math.round(byteCount / 1e3 / ms))
    console.log(`${words.padEnd(18)} ${String(median).padStart(5)} MB/s, at best ${best}`)
  })
  await browser.close()
  await server.stop()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
const { coreCount, processor, loadAfter } = machineNow(loadBefore)
console.log(
  `${workerCount} workers, ${byteCount / 1e6} MB; ${coreCount} cores, ${processor}; load ${loadBefore.join(' ')} before, ${loadAfter.join(' ')} after`,
)
