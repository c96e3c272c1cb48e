/**
 * Page memory: how much of the computer's memory the process of the tab takes at most, and how much of its processors, its workers included.
 *
 * In    the browser (Chromium names its processes), on Linux, whose kernel tells of them under /proc
 * Out   the largest proportional set size seen (its own pages, and its part of those it shares), and the kernel's own
 *       high-water mark of resident pages (shared ones in full), which misses no moment; and the processor time of all its threads
 */

import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright'

/** Every 50 ms; later where asking takes long, so that asking takes at most a twentieth of one core. */
const INTERVAL_MS = 50
const REST_PER_READING = 19

export interface MemoryFigures {
  readonly peakMemoryBytes: number | null
  readonly peakResidentBytes: number | null
  /** Of all threads of the tab, while it was watched. */
  readonly processorMs: number | null
}

export interface MemoryWatch {
  stop(): Promise<MemoryFigures>
}

const UNKNOWN: MemoryFigures = { peakMemoryBytes: null, peakResidentBytes: null, processorMs: null }

/** A field of a file under /proc, which are in kB. */
async function bytesOf(file: string, field: string): Promise<number | null> {
  try {
    const found = new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(await readFile(file, 'utf8'))
    return found === null ? null : Number(found[1]) * 1024
  } catch {
    return null
  }
}

/** The kernel counts processor time in hundredths of a second (man 5 proc, utime and stime; USER_HZ). */
const TICK_MS = 10

/** The name, in brackets, may hold anything; utime and stime are the 12th and 13th field behind it. */
async function processorMsOf(id: number): Promise<number | null> {
  try {
    const status = await readFile(`/proc/${id}/stat`, 'utf8')
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  } catch {
    return null
  }
}

/** The largest of the browser's renderers is the one with the page in it. */
async function pageProcess(browser: Browser): Promise<number | null> {
  if (process.platform !== 'linux' || browser.browserType().name() !== 'chromium') return null
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  let largest: number | null = null
  let largestBytes = -1
  for (const { id } of processInfo.filter(({ type }) => type === 'renderer')) {
    const bytes = (await bytesOf(`/proc/${id}/smaps_rollup`, 'Pss')) ?? -1
    if (bytes > largestBytes) [largest, largestBytes] = [id, bytes]
  }
  return largest
}

/** Call when the page is open, and nothing else is in the browser. */
export async function watchMemory(browser: Browser): Promise<MemoryWatch> {
  const id = await pageProcess(browser)
  if (id === null) return { stop: async () => UNKNOWN }
  const processorBefore = await processorMsOf(id)
  let peak = -1
  let watching = true
  let wake = (): void => {}
  const watched = (async () => {
    while (watching) {
      const began = performance.now()
      peak = Math.max(peak, (await bytesOf(`/proc/${id}/smaps_rollup`, 'Pss')) ?? -1)
      const tookMs = performance.now() - began
      await new Promise<void>((done) => {
        wake = done
        setTimeout(done, Math.max(INTERVAL_MS, REST_PER_READING * tookMs))
      })
    }
  })()
  return {
    stop: async () => {
      watching = false
      wake()
      await watched
      const processorNow = await processorMsOf(id)
      return {
        peakMemoryBytes: peak < 0 ? null : peak,
        peakResidentBytes: await bytesOf(`/proc/${id}/status`, 'VmHWM'),
        processorMs: processorBefore === null || processorNow === null ? null : processorNow - processorBefore,
      }
    },
  }
}
