/**
 * Bench of a capture: how fast the built app reads a large pcap, and what memory the tab takes for it.
 *
 * The capture is made from a seed in the temporary folder and is gone afterwards. Reading is from the choice of the file to a table of flows, by the
 * clock: one worker reads, so on a loaded machine it is slower than it could be. The processor's time is that of the whole job, all threads.
 */

import { statSync } from 'node:fs'
import { inColumns, megabytes, milliseconds } from '../columns-of-text'
import type { JobFigures } from '../figures'
import { loadNow, machineNow, type Machine } from '../machine'
import { withCaptureFile } from './capture-file'

const CONNECTIONS = 2000

export interface CaptureReport extends JobFigures {
  readonly bytes: number
  readonly machine: Machine
  /** Of the file, while it is read; and of the file, for the whole job. */
  readonly readMegabytesPerSecond: number
  readonly wholeMegabytesPerSecond: number
}

export async function benchCapture(
  { gigabytes, mostPackets, seed }: { readonly gigabytes: number; readonly mostPackets: number; readonly seed: number },
  job: (path: string) => Promise<JobFigures>,
): Promise<CaptureReport> {
  const plan = { sizeBytes: gigabytes * 1e9, connectionCount: CONNECTIONS, mostPackets, seed }
  return withCaptureFile(plan, async (path) => {
    const loadBefore = loadNow()
    const bytes = statSync(path).size
    const figures = await job(path)
    const perSecond = (ms: number | null): number => bytes / 1000 / (ms ?? NaN)
    const report = {
      bytes,
      ...figures,
      machine: machineNow(loadBefore),
      readMegabytesPerSecond: perSecond(figures.stageMs.read),
      wholeMegabytesPerSecond: perSecond(figures.stageMs.total),
    }
    console.log(captureText(report))
    return report
  })
}

function captureText(report: CaptureReport): string {
  const { machine, stageMs, readMegabytesPerSecond, wholeMegabytesPerSecond } = report
  const load = `load ${machine.loadBefore[0]} before and ${machine.loadAfter[0]} after`
  const speed = (ms: number | null, perSecond: number): string => `${milliseconds(ms)}, ${perSecond.toFixed(0)} MB/s`
  return [
    `a made capture: ${megabytes(report.bytes)}; ${report.browser}; ${machine.coreCount} cores, ${load}`,
    '',
    inColumns(
      [
        ['read', speed(stageMs.read, readMegabytesPerSecond)],
        ['everything', speed(stageMs.total, wholeMegabytesPerSecond)],
        ['processor time of the tab', milliseconds(report.processorMs)],
        ['most memory of the tab', megabytes(report.peakMemoryBytes)],
        ['most resident, shared pages in full', megabytes(report.peakResidentBytes)],
        ['longest task of the page', milliseconds(report.longestTaskMs)],
      ].map(([name, value]) => [`${name!.padEnd(36)}${value}`]),
    ),
  ].join('\n')
}
