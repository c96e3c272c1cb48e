import { describe, expect, it } from 'vitest'
import { flowOf } from './support/flows-of'
import { captured, FIRST_SEQUENCE, talk, type Step } from './support/talk'

const HANDSHAKE: readonly Step[] = [
  ['orig', 'S'],
  ['resp', 'SA'],
  ['orig', 'A'],
]

/** What Zeek's conn.log documentation says of each state, as packets: state, history, steps. */
const STATES: readonly (readonly [string, string, string, readonly Step[]])[] = [
  ['S0', 'S', 'a SYN without an answer', [['orig', 'S']]],
  ['S1', 'ShA', 'established, not ended', HANDSHAKE],
  [
    'SF',
    'ShADadFf',
    'established and ended by both',
    [
      ...HANDSHAKE,
      ['orig', 'PA', { payload: 100 }],
      ['resp', 'A'],
      ['resp', 'PA', { payload: 200 }],
      ['orig', 'A'],
      ['orig', 'FA'],
      ['resp', 'FA'],
      ['orig', 'A'],
    ],
  ],
  [
    'REJ',
    'Sr',
    'a SYN answered by a RST',
    [
      ['orig', 'S'],
      ['resp', 'RA'],
    ],
  ],
  ['S2', 'ShAF', 'only the originator wants to end', [...HANDSHAKE, ['orig', 'FA']]],
  ['S3', 'ShAf', 'only the responder wants to end', [...HANDSHAKE, ['resp', 'FA']]],
  ['RSTO', 'ShAR', 'the originator aborts', [...HANDSHAKE, ['orig', 'R']]],
  ['RSTR', 'ShAr', 'the responder aborts', [...HANDSHAKE, ['resp', 'R']]],
  [
    'RSTOS0',
    'SR',
    'a SYN, then a RST by the same side',
    [
      ['orig', 'S'],
      ['orig', 'R'],
    ],
  ],
  [
    'RSTRH',
    '^hr',
    'a SYN+ACK, then a RST by the same side',
    [
      ['resp', 'SA'],
      ['resp', 'R'],
    ],
  ],
  [
    'SH',
    'SF',
    'a SYN, then a FIN by the same side',
    [
      ['orig', 'S'],
      ['orig', 'F'],
    ],
  ],
  [
    'SHR',
    '^hf',
    'a SYN+ACK, then a FIN by the same side',
    [
      ['resp', 'SA'],
      ['resp', 'F'],
    ],
  ],
  [
    'OTH',
    'DadA',
    'no SYN was seen',
    [
      ['orig', 'PA', { payload: 10 }],
      ['resp', 'A'],
      ['resp', 'PA', { payload: 10 }],
      ['orig', 'A'],
    ],
  ],
]

describe('the state of a TCP flow', () => {
  it.each(STATES)('%s with history %s: %s', async (state, history, _, steps) => {
    const flow = await flowOf(captured(talk(steps)))
    expect([flow['conn_state'], flow['history']]).toEqual([state, history])
    expect([flow['id.orig_h'], flow['id.resp_h']]).toEqual(['10.0.0.1', '10.0.0.2'])
    expect([flow['id.orig_p'], flow['id.resp_p']]).toEqual(['40000', '80'])
  })

  it('two SYNs that cross open one connection', async () => {
    const steps: Step[] = [
      ['orig', 'S'],
      ['resp', 'S'],
      ['orig', 'SA', { sequence: FIRST_SEQUENCE.orig }],
      ['resp', 'SA', { sequence: FIRST_SEQUENCE.resp }],
    ]
    const flow = await flowOf(captured(talk(steps)))
    expect(flow['conn_state']).toBe('S1')
    expect(flow['history']).toBe('SsHh')
  })
})

describe('the history of a TCP flow', () => {
  const told = async (steps: readonly Step[]): Promise<string> =>
    (await flowOf(captured(talk([...HANDSHAKE, ...steps]))))['history']!

  it('T: payload that was sent before', async () => {
    const again: Step = ['orig', 'PA', { payload: 50, sequence: FIRST_SEQUENCE.orig + 1 }]
    expect(await told([again, again])).toBe('ShADT')
  })

  it('t is told for the 1st and the 10th time, not for those between', async () => {
    const again: Step = ['resp', 'PA', { payload: 50, sequence: FIRST_SEQUENCE.resp + 1 }]
    expect(await told(Array.from({ length: 10 }, () => again))).toBe('ShAdt')
    expect(await told(Array.from({ length: 11 }, () => again))).toBe('ShAdtt')
  })

  it('g: the other side acknowledges bytes that are not in the capture', async () => {
    const steps: Step[] = [
      ['resp', 'PA', { payload: 100, sequence: FIRST_SEQUENCE.resp + 1 + 300 }],
      ['orig', 'A', { acknowledgement: FIRST_SEQUENCE.resp + 1 + 400 }],
    ]
    const flow = await flowOf(captured(talk([...HANDSHAKE, ...steps])))
    expect(flow['history']).toBe('ShAdg')
    expect(flow['missed_bytes']).toBe('300')
    expect(flow['resp_bytes']).toBe('400')
  })

  it('W and w: a window of nothing', async () => {
    const steps: Step[] = [
      ['orig', 'A', { window: 0 }],
      ['resp', 'A', { window: 0 }],
    ]
    expect(await told(steps)).toBe('ShAWaw')
  })

  it('I: FIN and RST in one packet', async () => {
    expect(await told([['orig', 'FR']])).toBe('ShAI')
  })

  it('q: SYN and FIN in one packet', async () => {
    expect(await flowOf(captured(talk([['orig', 'SF']])))).toMatchObject({ history: 'Q' })
  })

  it('a SYN sent again is told once, for it is the same one', async () => {
    const same = { sequence: FIRST_SEQUENCE.orig }
    const steps: Step[] = [
      ['orig', 'S', same],
      ['orig', 'S', { ...same, at: 1 }],
      ['orig', 'S', { ...same, at: 3 }],
    ]
    expect(await flowOf(captured(talk(steps)))).toMatchObject({ history: 'S', orig_pkts: '3', conn_state: 'S0' })
  })

  it('^: the side that answers was seen first, and the flow is turned', async () => {
    const flow = await flowOf(captured(talk(HANDSHAKE.slice(1))))
    expect(flow).toMatchObject({ 'id.orig_h': '10.0.0.1', 'id.orig_p': '40000', history: '^hA' })
    expect([flow['orig_pkts'], flow['resp_pkts']]).toEqual(['1', '1'])
  })
})

describe('the bytes of a TCP flow', () => {
  it('are payload by sequence numbers: what is sent twice counts once, but its packets count both times', async () => {
    const once: Step = ['orig', 'PA', { payload: 100, sequence: FIRST_SEQUENCE.orig + 1 }]
    const flow = await flowOf(captured(talk([...HANDSHAKE, once, once])))
    expect(flow).toMatchObject({ orig_bytes: '100', orig_pkts: '4', missed_bytes: '0' })
    expect(flow['orig_ip_bytes']).toBe(String(4 * 40 + 200))
  })

  it('leave SYN and FIN out', async () => {
    const ending: Step[] = [...HANDSHAKE, ['orig', 'FA', { payload: 7 }], ['resp', 'FA'], ['orig', 'A']]
    expect(await flowOf(captured(talk(ending)))).toMatchObject({ orig_bytes: '7', resp_bytes: '0' })
  })

  it('go on where sequence numbers pass 2^32', async () => {
    const first = 2 ** 32 - 51
    const steps: Step[] = [
      ['orig', 'S', { sequence: first }],
      ['resp', 'SA', { acknowledgement: first + 1 }],
      ['orig', 'PA', { payload: 100, sequence: first + 1 }],
      ['orig', 'PA', { payload: 100, sequence: first + 101 }],
    ]
    expect(await flowOf(captured(talk(steps)))).toMatchObject({ orig_bytes: '200', missed_bytes: '0', history: 'ShD' })
  })

  it('flags are counted for each side', async () => {
    const steps: Step[] = [
      ...HANDSHAKE,
      ['orig', 'PAU', { payload: 1 }],
      ['resp', 'PA', { payload: 1 }],
      ['resp', 'FA'],
    ]
    expect(await flowOf(captured(talk(steps)))).toMatchObject({
      ...{ orig_syn_pkts: '1', orig_psh_pkts: '1', orig_urg_pkts: '1', orig_fin_pkts: '0', orig_rst_pkts: '0' },
      ...{ resp_syn_pkts: '1', resp_psh_pkts: '1', resp_urg_pkts: '0', resp_fin_pkts: '1', resp_rst_pkts: '0' },
    })
  })
})
