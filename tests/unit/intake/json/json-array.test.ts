import { describe, expect, it } from 'vitest'
import { converted, convertedOr } from './converted'
import { gcpEntries, nsgFile, vnetFile } from './made-json'
import { opened, rolesOf } from './opened'

const RECORDS = [
  { a: 1, b: 'x]}' },
  { a: 2, b: '"\\' },
  { a: 3, c: [{ d: ',' }] },
]
const CELLS = {
  names: ['a', 'b', 'c'],
  lines: [
    ['1', 'x]}', ''],
    ['2', '"\\', ''],
    ['3', '', '[{"d":","}]'],
  ],
}

describe('an array of objects', () => {
  const writings = {
    'in one line': JSON.stringify(RECORDS),
    'pretty-printed': JSON.stringify(RECORDS, null, 2),
    'behind a key': JSON.stringify({
      version: 1,
      note: '"records":[',
      meta: { list: [1, 2] },
      records: RECORDS,
      more: [1],
    }),
    'behind a key in another script': JSON.stringify({ números: RECORDS }, null, 1),
    'behind a key of an object inside': JSON.stringify({ took: 5, hits: { total: 3, hits: RECORDS } }, null, '\t'),
    'one object a line with commas between': `[\n${RECORDS.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`,
    'in two arrays': `${JSON.stringify(RECORDS.slice(0, 1))}\n${JSON.stringify(RECORDS.slice(1))}`,
    'behind the same key line by line': RECORDS.map((record) => JSON.stringify({ records: [record] })).join('\n'),
    'without brackets, over several lines each': RECORDS.map((record) => JSON.stringify(record, null, 2)).join('\n'),
    'behind a byte order mark': `\ufeff${JSON.stringify(RECORDS)}`,
  }
  for (const [how, text] of Object.entries(writings)) {
    it(`is read ${how}, however it is sliced`, async () => {
      for (const sliceBytes of [1, 2, 5, 262_144]) {
        const { names, lines, facts } = await converted(text, sliceBytes)
        expect({ names, lines }).toEqual(CELLS)
        expect(facts).toMatchObject({ unit: 'row', refusedCount: 0, skipped: [], warnings: [] })
      }
    })
  }

  it('refuses members that are no objects, by their number', async () => {
    const { lines, facts } = await converted('[{"a":1}, 5, "x", [1], {"a":01}, {"a":2}]')
    expect(lines).toEqual([['1'], [], [], [], [], ['2']])
    expect(facts.refused.map(({ line, offset, reason }) => [line, offset, reason])).toEqual([
      [2, 10, 'no object at character 1'],
      [3, 13, 'no object at character 1'],
      [4, 18, 'no object at character 1'],
      [5, 23, 'a number with a zero before it at character 6'],
    ])
  })

  it('says what is cut off at the end of the file', async () => {
    const { facts, lines } = await converted('[{"a":1},{"a":2},{"a":')
    expect(lines).toEqual([['1'], ['2'], []])
    expect(facts.refused[0]!.reason).toBe('cut off by the end of the file: an object that doesn’t close at character 1')
    expect(facts.warnings).toEqual(['The file ends before its array does: what came till then was read.'])
  })

  it('is no table if it holds numbers or arrays, nor is one object of settings', async () => {
    for (const text of [
      '[1,2,3]',
      '[[1,2],[3,4]]',
      '{"port":80}',
      '{"a":{"b":[1,2]},\n"c":1}',
      '{}',
      '[]',
      '{"a"',
      'a{"b":1}',
    ]) {
      expect(await convertedOr(text)).toBeNull()
    }
  })
})

describe('Azure’s flow logs', () => {
  it('have a row per flow tuple, version 1', async () => {
    const { text, flowCount } = nsgFile(40, 1)
    const file = await opened(text)
    expect(file.file).toMatchObject({ format: 'Azure NSG flow log', schema: 'Azure NSG flow log', unit: 'row' })
    expect(file.ledger).toMatchObject({ readCount: flowCount, usedCount: flowCount })
    expect(file.rows.columnNames).toEqual(
      'time src_ip dest_ip src_port dest_port proto direction action rule mac resource'.split(' '),
    )
  })

  it('have states and counts in version 2', async () => {
    const { text, flowCount } = nsgFile(60, 2)
    const file = await opened(text)
    expect(file.file.schema).toBe('Azure NSG flow log')
    expect(file.ledger.usedCount).toBe(flowCount)
    expect(rolesOf(file)).toMatchObject({
      time: 'time time',
      src_ip: 'address identity',
      dest_ip: 'address identity',
      src_port: 'port identity',
      flow_state: 'category feature',
      bytes_sent: 'number feature',
      bytes_received: 'number feature',
    })
  })

  it('are read from virtual networks', async () => {
    const { names, lines, plan } = await converted(vnetFile(3))
    expect(plan).toMatchObject({ format: 'Azure VNet flow log', schema: 'Azure VNet flow log' })
    expect(lines).toHaveLength(6)
    const second = Object.fromEntries(names.map((name, column) => [name, lines[1]![column]]))
    expect(second).toMatchObject({
      time: '1700000000500',
      dest_port: '443',
      proto: '6',
      direction: 'O',
      flow_state: 'E',
      encryption: 'NX',
      packets_sent: '3',
      bytes_sent: '767',
      packets_received: '2',
      bytes_received: '1580',
      rule: 'DefaultRule_AllowInternetOutBound',
      mac: '00224871C205',
    })
  })

  it('refuse a tuple that lacks fields, and skip a record without any', async () => {
    const group = (tuples: unknown): object => ({
      properties: { Version: 2, flows: [{ rule: 'r', flows: [{ mac: 'm', flowTuples: tuples }] }] },
    })
    const good = '1,10.0.0.1,10.0.0.2,1,2,T,O,A,E,1,2,3,4'
    const { lines, facts } = await converted(
      JSON.stringify({ records: [group([good, '1,2,3', '1,a\tb,c,1,2,T,O,D']), group([])] }),
    )
    expect(lines).toEqual(
      [
        [...good.split(','), 'r', 'm'],
        [],
        ['1', 'a\\tb', 'c', '1', '2', 'T', 'O', 'D', '', '', '', '', '', 'r', 'm'],
        [],
      ].map((cells) => (cells.length > 0 ? [...cells, ''] : [])),
    )
    expect(facts).toMatchObject({
      refused: [{ line: 2, reason: 'a flow tuple of 3 fields, not 13 or 8', text: '1,2,3' }],
      skipped: [{ rule: 'records without flow tuples', count: 1 }],
    })
  })
})

describe('GCP’s flow logs', () => {
  it('have their roles as an array and line by line', async () => {
    const entries = gcpEntries(200)
    for (const text of [JSON.stringify(entries, null, 2), entries.map((entry) => JSON.stringify(entry)).join('\n')]) {
      const file = await opened(text)
      expect(file.file.schema).toBe('GCP VPC flow log')
      expect(rolesOf(file)).toMatchObject({
        insertId: 'identifier identity',
        'jsonPayload.connection.src_ip': 'address identity',
        'jsonPayload.connection.dest_port': 'port feature',
        'jsonPayload.connection.protocol': 'category feature',
        'jsonPayload.bytes_sent': 'number feature',
        'jsonPayload.start_time': 'time time',
      })
      expect(file.profiles.find(({ name }) => name === 'jsonPayload.start_time')!.meaning).toBe('start time')
    }
  })
})
