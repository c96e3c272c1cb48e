/**
 * Flows speed: how fast a capture on disk becomes a table of flows, in one thread, and what memory that takes.
 *
 *   node scripts/run.mjs tests/bench/flows-speed.ts [--megabytes 1000] [--connections 2000] [--packets 200]
 *
 * Writes a capture from a seed into the temporary folder first. The rows are counted and dropped, for a tab keeps them outside its memory.
 * Seconds are the processor's, of the whole process, for others may load the machine.
 */

import { statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { memoryStore, type ByteStore } from '../../src/engine/intake/conversion'
import { captureConverter } from '../../src/engine/intake/flows/capture-converter'
import { silentPulse } from '../../src/engine/numeric/pulse'
import { withFile } from '../../scripts/file-source'
import { withCaptureFile } from './captures/capture-file'

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '1000' },
    connections: { type: 'string', default: '2000' },
    packets: { type: 'string', default: '200' },
  },
})
const plan = {
  sizeBytes: Number(values.megabytes) * 1_000_000,
  connectionCount: Number(values.connections),
  mostPackets: Number(values.packets),
  seed: 1,
}

let peakBytes = 0
let rowBytes = 0
const dropping: ByteStore = {
  open: (name) => ({
    ...memoryStore.open(name),
    write: (bytes) => {
      rowBytes += bytes.length
      return Promise.resolve()
    },
  }),
}
const pulse = {
  ...silentPulse,
  breathe: () => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
    return Promise.resolve()
  },
}

const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

await withCaptureFile(plan, async (path) => {
  const head = { bytes: new Uint8Array(0), text: '', whole: false }
  const start = processorSeconds()
  const converted = await withFile(path, (source) => captureConverter.convert(source, head, {}, dropping, pulse))
  const seconds = processorSeconds() - start
  if (!converted.ok || converted.value.kind !== 'table') throw new Error('was not converted')
  const { warnings, packetCount = 0 } = converted.value.facts
  console.log(warnings[0])
  const [speed, packets] = [statSync(path).size / 1e6 / seconds, packetCount / 1e6 / seconds]
  console.log(
    `${speed.toFixed(0)} MB/s, ${packets.toFixed(2)} M packets/s in ${seconds.toFixed(1)} s of processor time`,
  )
  console.log(`${(rowBytes / 1e6).toFixed(1)} MB of rows, ${(peakBytes / 1e6).toFixed(0)} MB of memory at most`)
})
