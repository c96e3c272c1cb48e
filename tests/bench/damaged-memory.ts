/**
 * Damaged memory: what reading a large damaged file of each format takes of a process's memory, against the bytes of the file.
 *
 *   node scripts/run.mjs tests/bench/damaged-memory.ts [--megabytes 64] [--files 3] [--seed 1]
 *
 * A change per 20 kB: a byte changed, bytes taken away, doubled or put in where they tell most. Every file is read to its columns by a
 * process of its own; counted is how far its resident memory rose above what it was when it began to read (Linux tells, in /proc). What is
 * packed is damaged before it is packed, and counts as long as it is unpacked. Ends with 1 if one takes more than four times its bytes.
 */

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { withFile } from '../../scripts/file-source'
import { seededRandom, type Random } from '../../src/engine/numeric/random'
import { silentPulse } from '../../src/engine/numeric/pulse'
import { openFile } from '../../src/engine/pipeline/open-file'
import { makeCapture } from './captures/make-capture'
import { diskShelf } from './disk-shelf'
import { FORMATS } from './formats'

const MOST_TIMES = 4
const CONNECTIONS = 2000
const BYTES_PER_CHANGE = 20_000
/** No quotes: one that is never closed is refused, and at once. */
const TELLING = new TextEncoder().encode(',\t\n\r#{}[]\\:- 0\0é')

interface Peak {
  readonly roseBytes: number
  /** Rows used, or the failure's code. */
  readonly came: string
}

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '64' },
    files: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    read: { type: 'string' },
  },
})
async function measureAll(byteCount: number, fileCount: number, firstSeed: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'flotsam-memory-'))
  let most = 0
  try {
    for (const { name, make, pack } of KINDS) {
      const whole = await make(byteCount, firstSeed)
      const peaks: Peak[] = []
      for (let seed = firstSeed; seed < firstSeed + fileCount; seed++) {
        const path = join(folder, 'file')
        writeFileSync(path, pack(damaged(whole, seededRandom(seed))))
        peaks.push(readElsewhere(path))
      }
      const times = Math.max(...peaks.map(({ roseBytes }) => roseBytes)) / whole.length
      most = Math.max(most, times)
      console.log(
        `${name.padEnd(14)}${(whole.length / 1e6).toFixed(0)} MB: ${times.toFixed(2)} times its bytes at most; ${peaks.map(({ came }) => came).join(', ')}`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  process.exitCode = most > MOST_TIMES ? 1 : 0
}

interface Kind {
  readonly name: string
  make(byteCount: number, seed: number): Uint8Array | Promise<Uint8Array>
  pack(bytes: Uint8Array): Uint8Array
}

const capture = (byteCount: number, seed: number): Uint8Array =>
  Buffer.concat([...makeCapture({ sizeBytes: byteCount, connectionCount: CONNECTIONS, mostPackets: 40, seed })])
const asItIs = (bytes: Uint8Array): Uint8Array => bytes
const zeek = FORMATS.find(({ name }) => name === 'Zeek log')!

const KINDS: readonly Kind[] = [
  ...FORMATS.map(({ name, make }) => ({ name, make, pack: asItIs })),
  { name: 'pcap', make: capture, pack: asItIs },
  { name: 'gzip of Zeek', make: zeek.make, pack: (bytes) => gzipSync(bytes, { level: 1 }) },
]

function damaged(whole: Uint8Array, random: Random): Uint8Array {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < whole.length; at += BYTES_PER_CHANGE)
    pieces.push(changed(whole.subarray(at, at + BYTES_PER_CHANGE), random))
  return new Uint8Array(Buffer.concat(pieces))
}

function changed(piece: Uint8Array, random: Random): Uint8Array {
  const at = random.below(piece.length)
  const end = Math.min(piece.length, at + random.below(60))
  const middle = [
    Uint8Array.of(128 + random.below(128)),
    Uint8Array.of(TELLING[random.below(TELLING.length)]!),
    new Uint8Array(0),
    Buffer.concat([piece.subarray(at, end), piece.subarray(at, end)]),
  ][random.below(4)]!
  return Buffer.concat([piece.subarray(0, at), middle, piece.subarray(end)])
}

function readElsewhere(path: string): Peak {
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    [fileURLToPath(import.meta.url), '--read', path],
    {
      encoding: 'utf8',
    },
  )
  if (stdout === '') throw new Error(`reading ended with ${status ?? signal}: ${stderr}`)
  return JSON.parse(stdout) as Peak
}

/** Not `resourceUsage`, whose most is handed down from the process that started this one. */
const mostResidentBytes = (): number =>
  Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024

async function peakOf(path: string): Promise<Peak> {
  // The most so far is forgotten: proc(5).
  writeFileSync('/proc/self/clear_refs', '5')
  const before = mostResidentBytes()
  const opened = await withFile(path, (source) =>
    openFile(source, {}, [], { synthetic: false, newShelf: diskShelf }, silentPulse),
  )
  return {
    roseBytes: mostResidentBytes() - before,
    came: opened.ok ? `${opened.value.ledger.usedCount} rows` : opened.failure.code,
  }
}

if (values.read === undefined)
  await measureAll(Number(values.megabytes) * 1e6, Number(values.files), Number(values.seed))
else console.log(JSON.stringify(await peakOf(values.read)))
