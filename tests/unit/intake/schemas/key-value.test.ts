/** Logs of key=value lines, Fortinet's first. */

import { describe, expect, it } from 'vitest'
import { keyValuesOf } from '../../../../src/engine/intake/schemas/key-value-line'
import { clock, lines, madeFlows, type MadeFlow } from './support/made'
import { textsOf, understood } from './support/understood'

const flows = madeFlows(9, 150)

function fortinet(flow: MadeFlow, parting = ' '): string {
  const [date, time] = clock(flow.seconds).split(' ')
  return [
    `date=${date}`,
    `time=${time}`,
    'devname="FGT, main"',
    'logid="0000000013"',
    'type="traffic"',
    'subtype="forward"',
    `eventtime=${flow.seconds}123456789`,
    `srcip=${flow.source}`,
    `srcport=${flow.sourcePort}`,
    `dstip=${flow.destination}`,
    `dstport=${flow.destinationPort}`,
    `sessionid=${100_000 + flow.index}`,
    `proto=${flow.protocol === 'tcp' ? 6 : 17}`,
    `action="${flow.index % 6 ? 'close' : 'deny'}"`,
    `policyid=${flow.index % 4}`,
    ...(flow.index % 2 ? [`transport=${flow.sourcePort + 1}`] : []),
    `duration=${Math.round(flow.duration)}`,
    `sentbyte=${flow.bytes}`,
    `rcvdbyte=${flow.bytes >> 1}`,
    `sentpkt=${flow.packets}`,
    ...(flow.index > 100 ? [`app="A \\"quoted\\" name"`] : []),
  ].join(parting)
}

describe('Fortinet’s traffic log', () => {
  const text = lines(
    flows.map((flow) => `<189>${fortinet(flow)}`),
    'date=2026-11-26 time=10:00:00 logid="0316013056" type="utm" srcip=10.0.0.1 msg="a = b"',
    'date=2026-11-26 time=10:00:01 logid="0000000013" type="traffic" srcip=10.0.0.1 dstip="198.51.100.1',
    '',
    'date=2026-11-26 time=10:00:02 nonsense type="traffic"',
  )

  it('becomes a table of all its keys; other entries are skipped, broken lines refused where they stand', async () => {
    const opened = await understood(text)
    const { file, ledger, column, withRole, rows } = opened
    expect(file).toMatchObject({ format: 'key=value log', schema: 'Fortinet traffic log', unit: 'line' })
    expect(ledger).toMatchObject({ readCount: 153, usedCount: 150, refusedCount: 2, skippedCount: 1 })
    expect(ledger.skipped).toEqual([{ rule: 'log entries that are no traffic', count: 1 }])
    expect(ledger.refused).toEqual([
      {
        line: 152,
        offset: text.indexOf('date=2026-11-26 time=10:00:01'),
        reason: 'the value of dstip opens a quote that never closes',
        text: 'date=2026-11-26 time=10:00:01 logid="0000000013" type="traffic" srcip=10.0.0.1 dstip="198.51.100.1',
      },
      {
        line: 154,
        offset: text.indexOf('date=2026-11-26 time=10:00:02'),
        reason: '“nonsense” where a key and = should stand',
        text: 'date=2026-11-26 time=10:00:02 nonsense type="traffic"',
      },
    ])
    expect(rows.columnNames).not.toContain('msg')
    expect(column('datetime')).toMatchObject({ type: 'time', meaning: 'start time' })
    expect(column('dstport')).toMatchObject({ type: 'port', role: 'feature' })
    expect(column('transport')).toMatchObject({ role: 'identity', missingCount: 75 })
    expect(column('policyid').type).toBe('category')
    expect(column('sentbyte')).toMatchObject({ type: 'number', meaning: 'bytes sent' })
    expect(withRole('identity')).toEqual(['srcip', 'srcport', 'dstip', 'sessionid', 'transport'])
    expect((await textsOf(opened, 'app'))[149]).toBe('A "quoted" name')
    expect((await textsOf(opened, 'datetime'))[0]).toBe(clock(flows[0]!.seconds))
  })

  it('may be parted by commas', async () => {
    const { file, ledger, column } = await understood(lines(flows.map((flow) => fortinet(flow, ','))))
    expect(file.schema).toBe('Fortinet traffic log')
    expect(ledger).toMatchObject({ usedCount: 150, refusedCount: 0 })
    expect(column('devname').reason).toBe('always FGT, main: tells nothing apart')
  })
})

describe('logfmt', () => {
  it('of any kind becomes a table; keys come and go', async () => {
    const row = (flow: MadeFlow): string =>
      `time=${clock(flow.seconds, '-', 'T')}Z src_ip=${flow.source} dst_port=${flow.destinationPort} bytes=${flow.bytes}${flow.index % 3 ? '' : ' note="late one"'}`
    const { file, ledger, column } = await understood(lines(flows.map(row)))
    expect(file).toMatchObject({ format: 'key=value log', schema: null })
    expect(ledger).toMatchObject({ usedCount: 150, refusedCount: 0 })
    expect(column('note').missingCount).toBe(100)
    expect(column('bytes').type).toBe('number')
  })

  it('is not taken for what a CSV holds', async () => {
    const row = (flow: MadeFlow): string => `${flow.index},"a=1 b=2 c=3 d=4",${flow.bytes}`
    expect((await understood(lines('n,text,bytes', flows.map(row)))).file.format).toBe('CSV')
  })
})

describe('one line of pairs', () => {
  it.each([
    ['a=1 b="x y" c= d=e=f', ' ', { a: '1', b: 'x y', c: '', d: 'e=f' }],
    ['Nov 26 10:00:00 gw fw: src=10.0.0.1 dst=10.0.0.2', ' ', { src: '10.0.0.1', dst: '10.0.0.2' }],
    ['a=1, b="x, y",c=', ',', { a: '1', b: 'x, y', c: '' }],
    ['a="back\\\\slash" a=2', ' ', { a: '2' }],
  ] as const)('%s', (line, parting, pairs) => {
    expect(Object.fromEntries(keyValuesOf(line, parting) as ReadonlyMap<string, string>)).toEqual(pairs)
  })

  it.each([
    ['', 'no key=value pair'],
    ['a=1 =2', '“=2” where a key and = should stand'],
    ['a="1"b=2', '“b=2” right behind the value of a'],
    ['a="1', 'the value of a opens a quote that never closes'],
  ])('%j can’t be read: %s', (line, reason) => expect(keyValuesOf(line, ' ')).toEqual({ reason }))
})
