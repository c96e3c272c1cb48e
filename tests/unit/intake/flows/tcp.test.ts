import { describe, expect, it } from 'vitest'
import { flowsOfSegments, type Row, type Segment } from './support/flows'

const syn: Segment = { from: 'client', flags: 'S', sequence: 100 }
const synAck: Segment = { from: 'server', flags: 'SA', sequence: 500, acknowledgement: 101 }
const ack: Segment = { from: 'client', flags: 'A', sequence: 101, acknowledgement: 501 }
const data: Segment = { from: 'client', flags: 'PA', sequence: 101, acknowledgement: 501, payload: 10 }
const clientFin: Segment = { from: 'client', flags: 'FA', sequence: 101, acknowledgement: 501 }
const serverFin: Segment = { from: 'server', flags: 'FA', sequence: 501, acknowledgement: 102 }
const clientReset: Segment = { from: 'client', flags: 'R', sequence: 101 }
const serverReset: Segment = { from: 'server', flags: 'RA', sequence: 501, acknowledgement: 101 }

const told = ({ conn_state, history }: Row): string => `${conn_state} ${history}`

describe('how a TCP connection went', () => {
  it.each<[string, string, Segment[]]>([
    ['a SYN that nothing answers', 'S0 S', [syn]],
    ['a connection that stays open', 'S1 ShA', [syn, synAck, ack]],
    ['an ordinary end', 'SF ShAFf', [syn, synAck, ack, clientFin, serverFin]],
    ['a SYN that is refused', 'REJ Sr', [syn, { ...serverReset, sequence: 0 }]],
    ['only the originator closes', 'S2 ShAF', [syn, synAck, ack, clientFin]],
    ['only the responder closes', 'S3 ShAf', [syn, synAck, ack, { ...serverFin, acknowledgement: 101 }]],
    ['the originator resets', 'RSTO ShAR', [syn, synAck, ack, clientReset]],
    ['the responder resets', 'RSTR ShAr', [syn, synAck, ack, serverReset]],
    ['a SYN, then a RST of the same side', 'RSTOS0 SR', [syn, clientReset]],
    ['a SYN+ACK out of nowhere, then a RST', 'RSTRH ^hr', [synAck, serverReset]],
    ['a SYN, then a FIN', 'SH SF', [syn, clientFin]],
    ['a SYN+ACK out of nowhere, then a FIN', 'SHR ^hf', [synAck, serverFin]],
    ['the middle of a connection', 'OTH D', [data]],
    ['both sides begin at once', 'S1 SsHh', [syn, { ...synAck, flags: 'S' }, { ...syn, flags: 'SA' }, synAck]],
  ])('%s', async (_, expected, segments) => {
    const { rows } = await flowsOfSegments(segments)
    expect(rows.map(told)).toEqual([expected])
  })

  it('a SYN+ACK seen first makes its receiver the originator', async () => {
    const { rows } = await flowsOfSegments([synAck])
    expect(rows[0]).toMatchObject({ 'id.orig_h': '10.0.0.1', 'id.orig_p': '4000', orig_pkts: '0', resp_pkts: '1' })
  })

  it.each<[string, string, Segment[]]>([
    ['payload sent again', 'DT', [data, data]],
    ['a window of zero', 'AW', [{ ...ack, window: 0 }]],
    ['FIN and RST at once', 'I', [{ ...ack, flags: 'FR' }]],
    ['SYN and FIN at once', 'Q', [{ ...ack, flags: 'SF' }]],
    ['the 10th payload sent again', 'DTT', new Array<Segment>(11).fill(data)],
    ['a SYN of its own number again', 'S', [syn, syn]],
  ])('%s is a letter', async (_, expected, segments) => {
    const { rows } = await flowsOfSegments(segments)
    expect(rows[0]!['history']).toBe(expected)
  })

  it('counts bytes that were acknowledged but never came as missed', async () => {
    const late: Segment = { ...data, sequence: 131 }
    const answer: Segment = { ...synAck, flags: 'A', sequence: 501, acknowledgement: 141 }
    const { rows } = await flowsOfSegments([syn, synAck, data, late, answer])
    expect(rows[0]).toMatchObject({ orig_bytes: '40', missed_bytes: '20', history: 'ShDaG' })
  })

  it('counts nothing as missed where a hole is filled before it is acknowledged', async () => {
    const answer: Segment = { ...synAck, flags: 'A', sequence: 501, acknowledgement: 131 }
    const [late, filling] = [
      { ...data, sequence: 121 },
      { ...data, sequence: 111 },
    ]
    const { rows } = await flowsOfSegments([syn, synAck, data, late, filling, answer])
    expect(rows[0]).toMatchObject({ orig_bytes: '30', missed_bytes: '0', history: 'ShDTa' })
  })

  it('counts bytes across the end of the 32-bit numbers', async () => {
    const near: Segment = { ...data, sequence: 4_294_967_290, payload: 20 }
    const { rows } = await flowsOfSegments([near, { ...data, sequence: 14, payload: 5 }])
    expect(rows[0]).toMatchObject({ orig_bytes: '25', history: 'D' })
  })

  it('a SYN of another number begins another flow', async () => {
    const { rows, conversations } = await flowsOfSegments([syn, { ...syn, sequence: 9000, seconds: 1 }])
    expect(rows.map(told)).toEqual(['S0 S', 'S0 S'])
    expect(conversations).toEqual({ tcp: 2, udp: 0 })
  })

  it('the same SYN after 5 seconds begins another flow of the same conversation', async () => {
    const { rows, conversations } = await flowsOfSegments([syn, { ...syn, seconds: 5.1 }])
    expect(rows).toHaveLength(2)
    expect(conversations).toEqual({ tcp: 1, udp: 0 })
  })

  it('silence of 5 minutes parts flows, a little less does not', async () => {
    const parted = await flowsOfSegments([syn, synAck, ack, { ...data, seconds: 300.1 }])
    const whole = await flowsOfSegments([syn, synAck, ack, { ...data, seconds: 299.9 }])
    expect(parted.rows.map(told)).toEqual(['S1 ShA', 'OTH D'])
    expect(whole.rows.map(told)).toEqual(['S1 ShAD'])
  })
})
