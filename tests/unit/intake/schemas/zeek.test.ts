/** Zeek's TSV logs: what their header block says is believed. */

import { describe, expect, it } from 'vitest'
import { STILL_OPEN } from '../../../../src/engine/intake/header-blocks'
import { COMMENTS, declaredType, zeekHeader } from '../../../../src/engine/intake/zeek'
import { lines, madeFlows, type MadeFlow } from './support/made'
import { ledgerByPapa, textsOf, understood } from './support/understood'

interface Field {
  readonly name: string
  readonly type: string
  readonly value: (flow: MadeFlow) => string | number
}

const CONN: readonly Field[] = [
  { name: 'ts', type: 'time', value: ({ seconds }) => `${seconds}.123456` },
  { name: 'uid', type: 'string', value: ({ index }) => `C${(index * 7919).toString(36)}x` },
  { name: 'id.orig_h', type: 'addr', value: ({ source }) => source },
  { name: 'id.orig_p', type: 'port', value: ({ sourcePort }) => sourcePort },
  { name: 'id.resp_h', type: 'addr', value: ({ destination }) => destination },
  { name: 'id.resp_p', type: 'port', value: ({ destinationPort }) => destinationPort },
  { name: 'proto', type: 'enum', value: ({ protocol }) => protocol },
  { name: 'duration', type: 'interval', value: ({ duration }) => duration.toFixed(6) },
  { name: 'orig_bytes', type: 'count', value: ({ bytes }) => bytes },
  { name: 'local_orig', type: 'bool', value: ({ index }) => (index % 2 ? 'T' : 'F') },
  { name: 'tunnel_parents', type: 'set[string]', value: () => '(empty)' },
]

interface Marks {
  readonly separator?: readonly [written: string, character: string]
  readonly unset?: string
  readonly empty?: string
  readonly path?: string
}

function block(
  fields: readonly Field[],
  { separator = ['\\x09', '\t'], unset = '-', empty = '(empty)', path = 'conn' }: Marks = {},
) {
  const [written, sign] = separator
  return [
    `#separator ${written}`,
    `#set_separator${sign},`,
    `#empty_field${sign}${empty}`,
    `#unset_field${sign}${unset}`,
    `#path${sign}${path}`,
    `#open${sign}2026-11-26-00-00-00`,
    `#fields${sign}${fields.map(({ name }) => name).join(sign)}`,
    `#types${sign}${fields.map(({ type }) => type).join(sign)}`,
  ]
}

const rows = (fields: readonly Field[], flows: readonly MadeFlow[], sign = '\t'): readonly string[] =>
  flows.map((flow) => fields.map(({ value }) => value(flow)).join(sign))

const flows = madeFlows(5, 120)
const CLOSE = '#close\t2026-11-26-01-00-00'

describe('a Zeek log', () => {
  it('is read with its # lines counted as skipped', async () => {
    const { file, ledger, readWarnings } = await understood(lines(block(CONN), rows(CONN, flows), CLOSE))
    expect(file).toMatchObject({ format: 'Zeek log', schema: 'Zeek conn', delimiter: '\t' })
    expect(ledger).toMatchObject({ readCount: 129, usedCount: 120, refusedCount: 0 })
    expect(ledger.skipped).toEqual([{ rule: COMMENTS, count: 9 }])
    expect(readWarnings).toEqual([])
  })

  it('without #close says that it was still being written', async () => {
    const { readWarnings } = await understood(lines(block(CONN), rows(CONN, flows)))
    expect(readWarnings).toEqual([STILL_OPEN])
  })

  it('has its columns’ types believed', async () => {
    const typed: readonly Field[] = [
      ...CONN.slice(0, 6),
      { name: 'ticks', type: 'count', value: ({ index }) => 1000 + index },
      { name: 'version', type: 'string', value: ({ index }) => 1 + (index % 3) },
      { name: 'peer', type: 'addr', value: ({ index }) => `host-${index % 5}` },
      { name: 'proxy', type: 'port', value: ({ index }) => 3128 + (index % 4) },
      { name: 'seen_at', type: 'time', value: ({ seconds }) => seconds + 1 },
      { name: 'stamp', type: 'count', value: ({ seconds }) => seconds },
      { name: 'lag', type: 'interval', value: ({ duration }) => duration },
    ]
    const { column } = await understood(lines(block(typed), rows(typed, flows)))
    expect(column('ticks')).toMatchObject({ type: 'number', role: 'feature' })
    expect(column('version').type).toBe('category')
    expect(column('peer')).toMatchObject({ type: 'address', role: 'identity' })
    expect(column('proxy')).toMatchObject({ type: 'port', role: 'feature' })
    expect(column('seen_at').type).toBe('time')
    expect(column('stamp').type).toBe('number')
    expect(column('lag')).toMatchObject({ type: 'number', unit: 'seconds' })
  })

  it('of another kind is a table of that name', async () => {
    const dns: readonly Field[] = [
      ...CONN.slice(0, 7),
      { name: 'query', type: 'string', value: ({ index }) => `host${index % 9}.example` },
      { name: 'answers', type: 'vector[string]', value: ({ index }) => (index % 2 ? '192.0.2.1,192.0.2.2' : '-') },
      { name: 'rejected', type: 'bool', value: ({ index }) => (index % 4 ? 'F' : 'T') },
    ]
    const { file, column } = await understood(lines(block(dns, { path: 'dns' }), rows(dns, flows), CLOSE))
    expect(file).toMatchObject({ format: 'Zeek log (dns)', schema: 'Zeek dns' })
    expect(column('id.resp_h').meaning).toBe('destination address')
    expect(column('rejected').type).toBe('yes-no')
    expect(column('answers').missingCount).toBe(60)
  })

  it('may part its fields by any sign, and name what stands for no value', async () => {
    const marked: readonly Field[] = CONN.map((field, index) =>
      index === 8 ? { ...field, value: (flow: MadeFlow) => (flow.index % 4 === 0 ? 'UNSET' : flow.bytes) } : field,
    ).map((field) => (field.name === 'tunnel_parents' ? { ...field, value: () => 'NONE' } : field))
    const text = lines(
      block(marked, { separator: ['|', '|'], unset: 'UNSET', empty: 'NONE' }),
      rows(marked, flows, '|'),
      '#close|2026',
    )
    const { column, ledger, file } = await understood(text)
    expect(file.schema).toBe('Zeek conn')
    expect(column('orig_bytes')).toMatchObject({ type: 'number', missingCount: 30, strayCount: 0 })
    expect(column('tunnel_parents').missingCount).toBe(120)
    expect(ledger).toMatchObject({ usedCount: 120, skippedCount: 9, refusedCount: 0 })
  })

  it('may part its fields by several signs', async () => {
    const text = lines(block(CONN, { separator: ['\\x7c\\x7c', '||'] }), rows(CONN, flows, '||'))
    expect((await understood(text)).ledger).toMatchObject({ usedCount: 120, refusedCount: 0 })
  })

  it('labelled as in IoT-23, with three spaces before the labels, gets them as columns', async () => {
    const types = 'set[string]   string   string'
    const labelled: readonly Field[] = [
      ...CONN.slice(0, -1),
      {
        name: 'tunnel_parents   label   detailed-label',
        type: types,
        value: ({ index }) => (index % 3 ? '-   Benign   -' : '-   Malicious   PartOfAHorizontalPortScan'),
      },
    ]
    const opened = await understood(lines(block(labelled), rows(labelled, flows), CLOSE))
    expect(opened.rows.columnNames.slice(-3)).toEqual(['tunnel_parents', 'label', 'detailed-label'])
    expect(opened.withRole('ground truth')).toEqual(['label'])
    expect(opened.ledger).toMatchObject({ usedCount: 120, refusedCount: 0, skippedCount: 9 })
    expect((await textsOf(opened, 'label')).slice(0, 3)).toEqual(['Malicious', 'Benign', 'Benign'])
  })
})

describe('Zeek logs put together', () => {
  const more = madeFlows(6, 40)

  it('under the same fields go on', async () => {
    const text = lines(block(CONN), rows(CONN, flows), CLOSE, block(CONN), rows(CONN, more), CLOSE)
    const { ledger } = await understood(text)
    expect(ledger).toMatchObject({ usedCount: 160, refusedCount: 0, skippedCount: 18 })
    expect((await ledgerByPapa(text)).skipped).toEqual(ledger.skipped)
  })

  it('under other fields are refused with the reason, though they have as many, till the first fields come again', async () => {
    const other = CONN.map((field) => (field.name === 'duration' ? { ...field, name: 'rtt' } : field))
    const text = lines(
      block(CONN),
      rows(CONN, flows),
      CLOSE,
      block(other),
      rows(other, more),
      CLOSE,
      block(CONN),
      rows(CONN, more),
    )
    const { ledger } = await understood(text)
    expect(ledger).toMatchObject({ usedCount: 160, refusedCount: 40, skippedCount: 26 })
    const [first] = ledger.refused
    expect(first).toMatchObject({
      line: 138,
      reason: 'stands under another #fields line, which has “rtt” where this log has “duration”',
    })
    const bytes = new TextEncoder().encode(text)
    expect(new TextDecoder().decode(bytes.subarray(first!.offset!)).startsWith(first!.text.slice(0, 40))).toBe(true)
    const papa = await ledgerByPapa(text)
    expect(papa.refused.map(({ line, reason }) => [line, reason])).toEqual(
      ledger.refused.map(({ line, reason }) => [line, reason]),
    )
  })

  it.each([
    [[...CONN, { name: 'vlan', type: 'int', value: () => 7 }], 'which has “vlan” besides'],
    [CONN.slice(0, -1), 'which ends before “tunnel_parents”'],
  ])('with fields more or less: %#', async (other, reason) => {
    const { ledger } = await understood(lines(block(CONN), rows(CONN, flows), block(other), rows(other, more)))
    expect(ledger.refusedCount).toBe(40)
    expect(ledger.refused[0]!.reason).toContain(reason)
  })
})

describe('the header block', () => {
  it('is nothing without its fields', () => {
    expect(zeekHeader('#separator \\x09\n1\t2\n')).toBeNull()
    expect(zeekHeader('ts\tuid\n#separator \\x09\n')).toBeNull()
  })

  it.each([
    ['set[addr]', 'words'],
    ['table[string]', 'words'],
    ['interval', 'seconds'],
    ['opaque', null],
  ])('knows %s', (type, declared) => expect(declaredType(type)).toBe(declared))
})
