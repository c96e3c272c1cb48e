import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { bundleOf, compareNaturally } from '../../../src/engine/intake/bundle'
import { bytesSource } from '../../../src/engine/intake/source'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { openFile } from '../../../src/engine/pipeline/open-file'
import { lineNumber, lineWords, placeOfLine } from '../../../src/wording/line-words'
import { encoded, refusalOf, unpack, type GivenFile } from './support/unpacking'

const file = (name: string, text: string): GivenFile => ({ name, bytes: encoded(text) })

const opened = async (...files: readonly GivenFile[]) => {
  const done = await openFile(
    bundleOf(files.map(({ name, bytes }) => bytesSource(name, bytes))),
    {},
    [],
    { synthetic: false },
    silentPulse,
  )
  if (!done.ok) throw new Error(done.failure.sentence)
  return done.value
}

describe('names', () => {
  it('are sorted as people number files', () => {
    const names = ['conn.10.log', 'conn.9.log', 'conn.09.log', 'Conn.1.log', 'conn.log', 'conn.00:00:00-01:00:00.log']
    expect([...names].sort(compareNaturally)).toEqual([
      'Conn.1.log',
      'conn.00:00:00-01:00:00.log',
      'conn.09.log',
      'conn.9.log',
      'conn.10.log',
      'conn.log',
    ])
  })
})

describe('several files of one kind', () => {
  it('are one text whose lines keep their numbers, headers left blank', async () => {
    const { content, parts } = await unpack(
      file('b.2.csv', '\uFEFFproto,bytes\r\ntcp,3\r\n'),
      file('b.1.csv', 'proto,bytes\r\ntcp,1\r\ntcp,2'),
      file('b.3.csv', 'proto,bytes\r\ntcp,4\r\n'),
    )
    expect(content).toBe('proto,bytes\r\ntcp,1\r\ntcp,2\n\ntcp,3\r\n\ntcp,4\r\n')
    expect(parts.map(({ name, firstLine }) => [name, firstLine])).toEqual([
      ['b.1.csv', 1],
      ['b.2.csv', 4],
      ['b.3.csv', 6],
    ])
    expect(placeOfLine(5, parts)).toEqual({ name: 'b.2.csv', line: 2 })
    expect(placeOfLine(3, parts)).toEqual({ name: 'b.1.csv', line: 3 })
    expect(lineWords(5, { parts, unit: 'line' })).toBe('b.2.csv: line 2')
    expect(lineNumber(5, { parts, unit: 'line' })).toBe('b.2.csv: 2')
    expect(lineWords(1205, { parts: [], unit: 'row' })).toBe('row 1,205')
  })

  it('are read as one table, with the rows and refused lines of all', async () => {
    const rows = (from: number): string => Array.from({ length: 40 }, (_, row) => `tcp,${from + row}\n`).join('')
    const {
      file: facts,
      ledger,
      readWarnings,
    } = await opened(file('a.csv', `proto,bytes\n${rows(0)}`), file('b.csv', `proto,bytes\n${rows(40)}tcp\n`))
    expect(facts).toMatchObject({ name: 'a.csv and 1 more', sizeBytes: 578, headerFound: true })
    expect(ledger).toMatchObject({ readCount: 81, usedCount: 80, refusedCount: 1 })
    expect(readWarnings).toEqual(['1 of 81 rows was refused; the first is b.csv: line 42: 1 field, not 2.'])
  })

  it('may each be packed in its own way', async () => {
    const packed = { name: 'b.csv.gz', bytes: new Uint8Array(gzipSync('proto,bytes\nudp,2\n')) }
    const { content, containers } = await unpack(file('a.csv', 'proto,bytes\ntcp,1\n'), packed)
    expect([content, containers]).toEqual(['proto,bytes\ntcp,1\n\nudp,2\n', []])
  })

  it('keep Zeek’s blocks of comments, which are no rows anyway', async () => {
    const log = (port: number): string =>
      `#separator \\x09\n#fields\tid.orig_h\tid.resp_p\n10.0.0.1\t${port}\n#close\t2026-01-01\n`
    const { ledger } = await opened(file('conn.1.log', log(80)), file('conn.2.log', log(443)))
    expect(ledger).toMatchObject({ usedCount: 2, refusedCount: 0 })
  })

  it('may leave the header to the first, as split does', async () => {
    const { content, warnings } = await unpack(
      file('x.aa', 'proto,bytes\ntcp,1\nudp,2\ntcp,3\n'),
      file('x.ab', 'tcp,4\nudp,5\ntcp,6\n'),
    )
    expect(content).toBe('proto,bytes\ntcp,1\nudp,2\ntcp,3\ntcp,4\nudp,5\ntcp,6\n')
    expect(warnings).toEqual(['x.ab has no header line; its columns were taken to be those of x.aa.'])
  })

  it('may be empty, or a header alone', async () => {
    const { content, warnings } = await unpack(
      file('1.csv', 'proto,bytes\ntcp,1\n'),
      file('2.csv', ''),
      file('3.csv', 'proto,bytes\n'),
      file('4.csv', 'proto,bytes\ntcp,2\n'),
    )
    expect(content).toBe('proto,bytes\ntcp,1\n\n\ntcp,2\n')
    expect(warnings).toEqual(['2.csv is empty and was left out.'])
  })

  it('name the file whose cell never closes', async () => {
    const done = await openFile(
      bundleOf([
        bytesSource('a.csv', encoded('proto,note\ntcp,"x"\ntcp,"y"\n')),
        bytesSource('b.csv', encoded('proto,note\ntcp,"z\ntcp,w\n')),
      ]),
      {},
      [],
      { synthetic: false },
      silentPulse,
    )
    expect(done).toMatchObject({ ok: false, failure: { code: 'unclosed-quote', where: 'line 2 of b.csv' } })
  })
})

describe('files that make no one table', () => {
  const first = file('a.csv', 'proto,bytes\ntcp,1\nudp,2\n')
  it.each<readonly [string, GivenFile, string]>([
    ['other names', file('b.csv', 'proto,packets\ntcp,1\n'), 'no “bytes” and “packets” besides'],
    [
      'another order',
      file('b.csv', 'bytes,proto\n1,tcp\n2,udp\n'),
      'the same columns in another order: column 1 is “bytes”, not “proto”',
    ],
  ])('are refused for %s', async (_, other, found) => {
    expect(await refusalOf([first, other])).toMatchObject({
      code: 'columns-do-not-match',
      sentence: 'b.csv has other columns than a.csv: they make no one table.',
      found,
    })
  })

  it('are refused for their kinds, both named', async () => {
    const log = file('conn.log', '#separator \\x09\n#fields\tproto\tbytes\ntcp\t1\n')
    expect(await refusalOf([first, log])).toMatchObject({
      code: 'unsupported-format',
      sentence: 'conn.log is of another kind than a.csv: they make no one table.',
      found: 'a.csv: CSV, 2 columns; conn.log: Zeek log, 2 columns',
    })
  })

  it('are refused for UTF-16', async () => {
    const wide = { name: 'b.csv', bytes: new Uint8Array(Buffer.from('\uFEFFproto,bytes\ntcp,1\n', 'utf16le')) }
    expect((await refusalOf([first, wide])).sentence).toBe('a.csv and b.csv can’t be joined: one of them is UTF-16.')
  })

  it('are refused if all are empty', async () => {
    expect((await refusalOf([file('a.csv', ''), file('b.csv', '')])).sentence).toBe('All 2 files are empty.')
  })
})

describe('several files of JSON lines', () => {
  const hour = (...rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')
  const flow = (port: number, more: object = {}) => ({
    ts: 1,
    'id.orig_h': '10.0.0.1',
    'id.resp_p': port,
    proto: 'tcp',
    ...more,
  })

  it('are one table with the keys of all, though an hour has others than the one before, and their lines keep their numbers', async () => {
    const late = { service: 'dns' }
    const {
      ledger,
      rows,
      file: facts,
    } = await opened(file('conn.1.log', hour(flow(80, { duration: 2 }), flow(443)).trimEnd()), file('conn.2.log', ''), {
      name: 'conn.3.log.gz',
      bytes: new Uint8Array(gzipSync(`\uFEFF${hour(flow(53, late), flow(22))}{"ts":\n`)),
    })
    expect(rows.columnNames).toEqual(['ts', 'id.orig_h', 'id.resp_p', 'proto', 'duration', 'service'])
    expect(ledger).toMatchObject({ usedCount: 4, refusedCount: 1 })
    const table = await rows.tableAt(Uint32Array.of(0, 1, 2, 3))
    expect(Array.from(table.sourceLines, (line) => lineWords(line, facts))).toEqual([
      'conn.1.log: line 1',
      'conn.1.log: line 2',
      'conn.3.log.gz: line 1',
      'conn.3.log.gz: line 2',
    ])
    expect(lineWords(ledger.refused[0]!.line, facts)).toBe('conn.3.log.gz: line 3')
    expect(facts.parts.map(({ name }) => name)).toEqual(['conn.1.log', 'conn.3.log.gz'])
  })

  it('say which of them is empty', async () => {
    const { readWarnings } = await opened(
      file('1.json', hour(flow(1), flow(2))),
      file('2.json', ''),
      file('3.json', hour(flow(3), flow(4))),
    )
    expect(readWarnings).toEqual(['2.json is empty and was left out.'])
  })

  it('join an alert to its flow in the next file', async () => {
    const ends = {
      timestamp: '2023-11-14T22:13:20.000000+0000',
      flow_id: 7,
      src_ip: '10.0.0.1',
      src_port: 1,
      dest_ip: '10.0.0.2',
      dest_port: 2,
      proto: 'TCP',
    }
    const alert = { ...ends, event_type: 'alert', alert: { signature: 'x', category: 'y', severity: 1 } }
    const ended = (id: number) => ({
      ...ends,
      flow_id: id,
      event_type: 'flow',
      app_proto: 'http',
      flow: { bytes_toserver: 5, start: ends.timestamp },
    })
    const { rows, ledger } = await opened(file('eve.1.json', hour(alert)), file('eve.2.json', hour(ended(7), ended(8))))
    expect(ledger.usedCount).toBe(2)
    expect(rows.columnNames).toContain('alert.signature')
  })

  it('of two kinds are refused, both named', async () => {
    const query = { ts: 1, uid: 'C1', query: 'example.org', qtype: 1, rcode: 0, answers: 'x', trans_id: 5 }
    expect(
      await refusalOf([file('conn.log', hour(flow(80), flow(22))), file('dns.log', hour(query, query))]),
    ).toMatchObject({
      sentence: 'dns.log has other columns than conn.log: they make no one table.',
    })
    const csv = file('a.csv', 'proto,bytes\ntcp,1\ntcp,2\n')
    expect((await refusalOf([csv, file('conn.log', hour(flow(80), flow(22)))])).sentence).toBe(
      'conn.log is of another kind than a.csv: they make no one table.',
    )
  })
})
