import { describe, expect, it } from 'vitest'
import { framesOfFlows } from '../../../../src/engine/intake/flows/frames-of-flows'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { madeCapture } from '../../../fixtures/captures/made-captures'
import { icmp } from '../../../fixtures/captures/packets'
import { pcapFile } from '../../../fixtures/captures/pcap-file'
import { seen, sharedCapture, sharedCaptureNames, tsharkCounts } from '../capture/support/reading'
import { at, converted, datagram, flowsOf, flowsOfFrames, ipFrame } from './support/flows'

describe('flows of datagrams', () => {
  it('both directions are one flow, with the figures of each side', async () => {
    const { rows } = await flowsOfFrames([
      datagram('client', 0, 10),
      datagram('client', 2, 30),
      datagram('server', 3, 100),
    ])
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      ts: '1700000000.000000',
      proto: 'udp',
      conn_state: 'SF',
      history: 'Dd',
      duration: '3',
      orig_bytes: '40',
      resp_bytes: '100',
      orig_pkts: '2',
      orig_ip_bytes: '96',
      resp_ip_bytes: '128',
      orig_payload_mean_bytes: '20',
      orig_payload_std_bytes: '10',
      orig_iat_mean_us: '2000000',
      resp_iat_mean_us: '',
      packets_per_second: '1',
      first_frame: '1',
    })
  })

  it('silence of more than a minute parts flows, and a clock that was set back does not', async () => {
    expect((await flowsOfFrames([datagram('client', 0), datagram('client', 60)])).rows).toHaveLength(1)
    expect((await flowsOfFrames([datagram('client', 0), datagram('client', 60.1)])).rows).toHaveLength(2)
    expect((await flowsOfFrames([datagram('client', 100), datagram('client', 0)])).rows).toHaveLength(1)
  })

  it('an echo and its reply are one flow, an error is one of its own', async () => {
    const { rows } = await flowsOfFrames([
      at(0, ipFrame(true, 1, icmp(8, 0))),
      at(1, ipFrame(false, 1, icmp(0, 0))),
      at(2, ipFrame(false, 1, icmp(3, 1))),
      at(3, ipFrame(true, 1, icmp(3, 1))),
    ])
    expect(rows.map((row) => [row['id.orig_h'], row['id.orig_p'], row['id.resp_p'], row['resp_pkts']])).toEqual([
      ['10.0.0.1', '8', '0', '1'],
      ['10.0.0.2', '3', '1', '0'],
      ['10.0.0.1', '3', '1', '0'],
    ])
  })

  it('ends the flow that has been silent longest where too many are open, and loses no packet', async () => {
    const frames = Array.from({ length: 300 }, (_, i) =>
      at(i / 1000, ipFrame(true, 17, Uint8Array.of(i >> 8, i, 0, 53, 0, 8, 0, 0))),
    )
    const { rows } = await flowsOfFrames(frames, 10)
    expect(rows.map((row) => row['first_frame'])).toEqual(frames.map((_, i) => String(i + 1)))
  })
})

describe('flows of made captures', () => {
  it('are the same whatever the slices, and hold every packet', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const file = madeCapture(seed)
      const whole = await flowsOf(file)
      const { facts } = await seen(file)
      const packetCount = whole.rows.reduce((sum, row) => sum + Number(row['orig_pkts']) + Number(row['resp_pkts']), 0)
      expect(packetCount).toBe(facts.packetCount)
      expect((await flowsOf(file, undefined, 61)).csv).toBe(whole.csv)
    }
  })

  it('have exactly their own frames', async () => {
    const file = pcapFile([
      datagram('client', 0),
      at(1, ipFrame(true, 1, icmp(8, 0))),
      datagram('server', 2),
      datagram('client', 90),
    ])
    const source = bytesSource('made.pcap', file)
    const { rows } = await flowsOf(file)
    const frames = await Promise.all(rows.map((_, row) => framesOfFlows(source, [row], silentPulse)))
    const found = rows.map((row, i) => [row['first_frame'], frames[i]!.ok ? [...frames[i]!.value] : null])
    expect(found).toEqual([
      ['2', [2]],
      ['1', [1, 3]],
      ['4', [4]],
    ])
  })
})

describe('a capture as a table', () => {
  it('says what it is and what was skipped', async () => {
    const read = await converted(pcapFile([datagram('client', 0), at(1, new Uint8Array(60))]))
    if (!read.ok) throw new Error(read.failure.sentence)
    expect(read.value.plan).toMatchObject({ format: 'packet capture (pcap)', schema: 'Zeek conn' })
    expect(read.value.converted).toMatchObject({ unit: 'flow', refusedCount: 0 })
    expect(read.value.converted!.skipped.map(({ count }) => count)).toEqual([1])
    expect(read.value.warnings[0]).toMatch(/^1 flow was made of 1 packet .* 0 TCP and 1 UDP conversations/)
  })

  it('refuses a capture without a packet', async () => {
    expect(await converted(pcapFile([]))).toMatchObject({
      ok: false,
      failure: { code: 'no-rows', found: 'no packets' },
    })
  })

  it('says of a capture that ends before its first packet is whole that it was cut off', async () => {
    const read = await converted(pcapFile([datagram('client', 0)]).subarray(0, 30))
    expect(read).toMatchObject({ ok: false, failure: { code: 'no-rows', needed: 'at least one whole packet' } })
    expect(read.ok ? '' : read.failure.sentence).toMatch(/that ends before its first packet is whole\.$/)
  })
})

describe.skipIf(sharedCaptureNames.length === 0)('real captures (skipped where ../shared/data is absent)', () => {
  it.each(sharedCaptureNames)('%s has the conversations that tshark counts', async (name) => {
    const expected = tsharkCounts().get(name)!
    const { conversations } = await flowsOf(sharedCapture(name))
    expect(conversations).toEqual({ tcp: Number(expected['tcp_conv']), udp: Number(expected['udp_conv']) })
  })

  it.each(['sample', 'synscan'])('the pcap and the pcapng of %s give the same flows', async (name) => {
    const { csv } = await flowsOf(sharedCapture(`${name}.pcap`))
    expect((await flowsOf(sharedCapture(`${name}.pcapng`))).csv).toBe(csv)
  })
})
