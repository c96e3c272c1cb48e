import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seededRandom } from '../../../../src/engine/numeric/random'
import { pcapFile } from '../../../fixtures/captures/pcap-file'
import { sharedCapture, sharedCaptureNames } from '../capture/support/reading'
import { hasTshark } from '../capture/support/tshark'
import type { Row } from './support/flows'
import { assembled } from './support/flows-of'
import { traffic } from './support/traffic'

/** An Ethernet header; made frames have no padding. */
const LINK_BYTES = 14

/** A pcapng that is there as a pcap too gives the same flows, which another test says. */
const WITHOUT_TWINS = sharedCaptureNames.filter(
  (name) => !sharedCaptureNames.includes(name.replace(/\.pcapng$/, '.pcap')) || name.endsWith('.pcap'),
)

interface Total {
  packets: number
  bytes: number
}
type Totals = Record<string, Total>

const pairOf = (protocol: string, one: string, next: string): string => `${protocol} ${[one, next].sort().join(' ')}`

function add(totals: Totals, key: string, packets: number, bytes: number): void {
  const total = (totals[key] ??= { packets: 0, bytes: 0 })
  total.packets += packets
  total.bytes += bytes
}

/** What tshark -z conv says of each pair of endpoints; a port that is used again is added up. */
function tsharkTotals(path: string): Totals {
  const totals: Totals = {}
  // Its status is 2 where the file ends too early; the tables are whole all the same.
  const { stdout } = spawnSync('tshark', ['-n', '-q', '-r', path, '-z', 'conv,tcp', '-z', 'conv,udp'], {
    encoding: 'utf8',
  })
  let protocol = ''
  for (const line of stdout.split('\n')) {
    protocol = /^(TCP|UDP) Conversations/.exec(line)?.[1]?.toLowerCase() ?? protocol
    const found = /^(\S+)\s+<->\s+(\S+)((?:\s+\d+ \d+ \w+){3})/.exec(line)
    if (found === null) continue
    const [packets, bytes, unit] = found[3]!.trim().split(/\s+/).slice(-3)
    // tshark rounds what is longer to kB.
    add(totals, pairOf(protocol, found[1]!, found[2]!), Number(packets), unit === 'bytes' ? Number(bytes) : NaN)
  }
  return totals
}

function flowTotals(flows: readonly Row[]): Totals {
  const totals: Totals = {}
  for (const flow of flows) {
    const { proto, orig_pkts, resp_pkts, orig_ip_bytes, resp_ip_bytes } = flow
    if (proto !== 'tcp' && proto !== 'udp') continue
    const packets = Number(orig_pkts) + Number(resp_pkts)
    const bytes = Number(orig_ip_bytes) + Number(resp_ip_bytes) + LINK_BYTES * packets
    const ends = [`${flow['id.orig_h']}:${flow['id.orig_p']}`, `${flow['id.resp_h']}:${flow['id.resp_p']}`] as const
    add(totals, pairOf(proto, ...ends), packets, bytes)
  }
  return totals
}

const packetsOnly = (totals: Totals): Record<string, number> =>
  Object.fromEntries(Object.entries(totals).map(([key, { packets }]) => [key, packets]))

describe.skipIf(!hasTshark)('conversations beside tshark’s (skipped where there is none)', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'flotsam-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('made traffic has their packets and bytes', async () => {
    const file = pcapFile(traffic(seededRandom(1), 300).frames)
    const path = join(folder, 'made.pcap')
    writeFileSync(path, file)
    const theirs = tsharkTotals(path)
    const ours = flowTotals((await assembled(file)).flows)
    expect(packetsOnly(ours)).toEqual(packetsOnly(theirs))
    const exact = Object.entries(theirs).filter(([, { bytes }]) => !Number.isNaN(bytes))
    expect(exact.length).toBeGreaterThan(200)
    for (const [key, total] of exact) expect([key, ours[key]]).toEqual([key, total])
  })

  it.each(WITHOUT_TWINS)('%s has their packets, conversation by conversation', async (name) => {
    const file = sharedCapture(name)
    const path = join(folder, name.replace(/\.gz$/, ''))
    writeFileSync(path, file)
    const theirs = packetsOnly(tsharkTotals(path))
    expect(Object.keys(theirs).length).toBeGreaterThan(0)
    expect(packetsOnly(flowTotals((await assembled(file)).flows))).toEqual(theirs)
  })
})
