import { describe, expect, it } from 'vitest'
import type { MadeFrame } from '../../../fixtures/captures/pcap-file'
import type { Row } from './support/flows'
import { assembled, flowsOf } from './support/flows-of'
import { captured, datagrams, messages, talk, type Step } from './support/talk'

const packetsOf = (flows: readonly Row[]): number[] =>
  flows.map((flow) => Number(flow['orig_pkts']) + Number(flow['resp_pkts']))

const HANDSHAKE: readonly Step[] = [
  ['orig', 'S'],
  ['resp', 'SA'],
  ['orig', 'A'],
]
const CLOSED: readonly Step[] = [...HANDSHAKE, ['orig', 'FA'], ['resp', 'FA'], ['orig', 'A', { at: 0.5 }]]

describe('a flow ends after a pause', () => {
  it.each([
    [60, [2]],
    [60.000001, [1, 1]],
  ])('of more than a minute over UDP: %f s', async (pause, expected) => {
    const frames = datagrams([
      ['orig', 10, 0],
      ['resp', 10, pause],
    ])
    expect(packetsOf(await flowsOf(captured(frames)))).toEqual(expected)
  })

  it.each([
    [60, [2]],
    [60.000001, [1, 1]],
  ])('of more than a minute over ICMP: %f s', async (pause, expected) => {
    const frames = messages([
      ['orig', 8, 0, 0],
      ['resp', 0, 0, pause],
    ])
    expect(packetsOf(await flowsOf(captured(frames)))).toEqual(expected)
  })

  it.each([
    [300.2, [4]],
    [300.200001, [3, 1]],
  ])('of more than five minutes over TCP: a packet at %f s after one at 0.2 s', async (at, expected) => {
    const frames = talk([...HANDSHAKE, ['orig', 'PA', { payload: 5, at }]])
    expect(packetsOf(await flowsOf(captured(frames)))).toEqual(expected)
  })

  it.each([
    [5, [2]],
    [5.000001, [1, 1]],
  ])('of more than five seconds where a SYN has no answer: sent again after %f s', async (at, expected) => {
    const frames = talk([
      ['orig', 'S', { sequence: 1000 }],
      ['orig', 'S', { sequence: 1000, at }],
    ])
    expect(packetsOf(await flowsOf(captured(frames)))).toEqual(expected)
  })

  it.each([
    [5.4, [7]],
    [5.400001, [6, 1]],
  ])('of five seconds after both sides have closed at 0.4 s: a packet at %f s', async (at, expected) => {
    expect(packetsOf(await flowsOf(captured(talk([...CLOSED, ['orig', 'A', { at }]]))))).toEqual(expected)
  })

  it('and packets of others in between do not keep it open', async () => {
    const quiet = datagrams([
      ['orig', 10, 0],
      ['orig', 10, 70],
    ])
    const busy = datagrams(
      Array.from({ length: 70 }, (_, second) => ['orig', 10, second + 0.5] as const),
      { origPort: 40_001 },
    )
    const flows = await flowsOf(captured(quiet, busy))
    expect(flows.map((flow) => [flow['id.orig_p'], flow['orig_pkts']])).toEqual([
      ['40000', '1'],
      ['40001', '70'],
      ['40000', '1'],
    ])
  })
})

describe('a port that is used again', () => {
  it('begins a flow and a conversation once the last one is closed', async () => {
    const again: Step[] = [
      ['orig', 'S', { sequence: 90_000, at: 1 }],
      ['resp', 'SA', { sequence: 95_000 }],
    ]
    const { flows, conversations } = await assembled(captured(talk([...CLOSED, ...again])))
    expect(flows.map((flow) => flow['conn_state'])).toEqual(['SF', 'S1'])
    expect(conversations).toEqual({ tcp: 2, udp: 0 })
  })

  it('begins another conversation where the SYN has another number, though nothing was closed', async () => {
    const frames = talk([
      ['orig', 'S', { sequence: 1000 }],
      ['orig', 'S', { sequence: 2_000_000, at: 1 }],
    ])
    const { flows, conversations } = await assembled(captured(frames))
    expect(flows.map((flow) => flow['conn_state'])).toEqual(['S0', 'S0'])
    expect(conversations?.tcp).toBe(2)
  })

  it('is the same conversation after a pause, though it is another flow', async () => {
    const frames = datagrams([
      ['orig', 10, 0],
      ['orig', 10, 100],
      ['orig', 10, 200],
    ])
    const { flows, conversations } = await assembled(captured(frames))
    expect(flows).toHaveLength(3)
    expect(conversations).toEqual({ tcp: 0, udp: 1 })
  })
})

describe('more open flows than there is room for', () => {
  it('end early, are counted, and lose no packet', async () => {
    const parts = Array.from({ length: 50 }, (_, i) =>
      datagrams(
        [
          ['orig', 10, i / 1000],
          ['resp', 10, 1 + i / 1000],
        ],
        { origPort: 1000 + i },
      ),
    )
    const { flows, cutShortCount, conversations } = await assembled(captured(...parts), undefined, 10)
    expect(packetsOf(flows).reduce((sum, count) => sum + count, 0)).toBe(100)
    expect(cutShortCount).toBe(flows.length - 10)
    expect(conversations?.udp).toBe(50)
  })

  it('are ended in the order of their last packets, not of their first', async () => {
    const at = (time: number, port: number): MadeFrame[] => datagrams([['orig', 10, time]], { origPort: port })
    const frames = [at(0, 1), at(1, 2), at(2, 3), at(3, 1), at(4, 4), at(5, 2), at(6, 5)]
    const { flows, cutShortCount } = await assembled(captured(...frames), undefined, 3)
    expect(flows.map((flow) => flow['id.orig_p'])).toEqual(['2', '3', '1', '4', '2', '5'])
    expect(cutShortCount).toBe(3)
  })

  it('spare a conversation while there are SYNs without an answer, and while another is silent longer', async () => {
    const open = talk(HANDSHAKE, { origPort: 1 })
    const flood = Array.from({ length: 20 }, (_, i) =>
      talk([['orig', 'S', { at: 1 + i / 100 }]], { origPort: 100 + i }),
    )
    const late = talk([['orig', 'PA', { at: 2, payload: 5, sequence: 1001 }]], { origPort: 1 })
    const { flows } = await assembled(captured(open, ...flood, late), undefined, 10)
    expect(flows.find((flow) => flow['id.orig_p'] === '1')).toMatchObject({ orig_pkts: '3', resp_pkts: '1' })
  })

  it('are kept apart while the store grows', async () => {
    const parts = Array.from({ length: 3000 }, (_, i) =>
      datagrams(
        [
          ['orig', i % 100, i / 1000],
          ['resp', 7, 10 + i / 1000],
        ],
        { origPort: 1000 + i },
      ),
    )
    const flows = await flowsOf(captured(...parts))
    expect(flows.map((flow) => flow['id.orig_p'])).toEqual(parts.map((_, i) => String(1000 + i)))
    expect(flows.map((flow) => flow['orig_bytes'])).toEqual(parts.map((_, i) => String(i % 100)))
    expect(flows.every((flow) => flow['resp_bytes'] === '7' && flow['duration'] === '10')).toBe(true)
  })
})
