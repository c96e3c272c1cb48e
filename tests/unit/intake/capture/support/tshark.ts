/**
 * Tshark: another dissector's reading of a capture, where it is installed.
 */

import { execFileSync, spawnSync } from 'node:child_process'

/** tshark's answer, or null where there is none. What it says on stderr (as root, a warning) is left out. */
function answerOf(parameters: readonly string[]): string | null {
  try {
    return execFileSync('tshark', parameters, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 2 ** 28,
    })
  } catch {
    return null
  }
}

export const hasTshark = answerOf(['--version']) !== null

const FIELDS = [
  'frame.number',
  'frame.len',
  'frame.time_epoch',
  'frame.protocols',
  'ieee8021ad.id',
  'vlan.id',
  'ip.src',
  'ip.dst',
  'ipv6.src',
  'ipv6.dst',
  'tcp.srcport',
  'tcp.dstport',
  'tcp.len',
  'tcp.seq_raw',
  'tcp.ack_raw',
  'tcp.flags',
  'tcp.window_size_value',
  'udp.srcport',
  'udp.dstport',
  'sctp.srcport',
  'sctp.dstport',
  'icmp.type',
  'icmp.code',
  'icmpv6.type',
  'icmpv6.code',
] as const

export type Field = (typeof FIELDS)[number]
/** Every value a field has in the frame, outermost first. */
export type Dissected = Readonly<Record<Field, readonly string[]>>

/** Fragments are not put together, for they are not here. */
const SINGLE_FRAMES = ['-o', 'ip.defragment:FALSE', '-o', 'ipv6.defragment:FALSE']

export function fieldsOf(path: string): Dissected[] {
  const wanted = FIELDS.flatMap((field) => ['-e', field])
  const shape = ['-T', 'fields', '-E', 'occurrence=a', '-E', 'aggregator=;']
  const lines = answerOf(['-n', '-r', path, ...SINGLE_FRAMES, ...shape, ...wanted])
  if (lines === null) throw new Error(`tshark can’t read ${path}`)
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t')
      return Object.fromEntries(
        FIELDS.map((field, i) => [field, cells[i] ? cells[i].split(';') : []]),
      ) as unknown as Dissected
    })
}

/** What tshark makes of a file: how it ended, how many frames it read, and what it complained of. */
export function troubleOf(path: string): {
  readonly status: number | null
  readonly frameCount: number
  readonly complaints: readonly string[]
} {
  const { status, stdout, stderr } = spawnSync('tshark', ['-n', '-r', path, '-T', 'fields', '-e', 'frame.number'], {
    encoding: 'utf8',
  })
  const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '')
  // Said to whoever is root, whatever the file.
  const complaints = linesOf(stderr).filter((line) => !line.startsWith('Running as user'))
  return { status, frameCount: linesOf(stdout).length, complaints }
}
