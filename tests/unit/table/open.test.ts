import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SourceLost, type ByteSource } from '../../../src/engine/intake/source'
import { Cancelled, silentPulse, type Pulse } from '../../../src/engine/numeric/pulse'
import { openTable } from '../../../src/engine/table/open'
import { openBytes, openFile, openText, pairsOf, refusalOf, SHARED_DATA, textsOf } from './opened'

const fixtures = new URL('../../fixtures/csv/', import.meta.url)
const names = readdirSync(fixtures).filter((name) => name.endsWith('.csv'))
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))

describe('an awkward CSV is read as the JSON beside it says', () => {
  it.each(names)('%s', async (name) => {
    const { table } = await openFile(new URL(name, fixtures))
    const expected = JSON.parse(readFileSync(new URL(name.replace('.csv', '.json'), fixtures), 'utf8')) as unknown
    expect(pairsOf(table)).toEqual(expected)
  })

  const spectrum = new URL('csv/spectrum/', SHARED_DATA)
  const cases = existsSync(spectrum) ? readdirSync(new URL('csvs/', spectrum)) : []

  /** A copy that git has turned to LF gets its CRs back: the cases named so are about them. */
  const bytesOf = (name: string): Uint8Array => {
    const text = readFileSync(new URL(`csvs/${name}`, spectrum), 'utf8')
    const original = name.includes('_crlf') && !text.includes('\r') ? text.replaceAll('\n', '\r\n') : text
    return new TextEncoder().encode(original)
  }

  it.skipIf(cases.length === 0)('and so are the eleven of csv-spectrum (skipped where they are absent)', async () => {
    expect(cases).toHaveLength(11)
    for (const name of cases) {
      const { table } = await openBytes(bytesOf(name))
      const json = readFileSync(new URL(`json/${name.replace('.csv', '.json')}`, spectrum), 'utf8')
      const expected = (JSON.parse(json) as Record<string, string>[]).map((row) => Object.entries(row))
      expect(pairsOf(table), name).toEqual(expected)
    }
  })
})

describe('the table does not depend on the slices', () => {
  const texts = [
    ...names.map((name): [string, Uint8Array] => [name, new Uint8Array(readFileSync(new URL(name, fixtures)))]),
    ['Latin-1', latin1('ort,n\nBonn,1\nKöln,2\n')] as [string, Uint8Array],
    ['ragged', latin1('a,b\r\n1,2\r\n3\r\n\r\n"4\r\n5",6,7\r\n8,9')] as [string, Uint8Array],
  ]

  it.each(texts)('of 1, 7 and 64 bytes: %s', async (_, bytes) => {
    const whole = await openBytes(bytes)
    for (const sliceBytes of [1, 7, 64]) expect(await openBytes(bytes, {}, sliceBytes)).toEqual(whole)
  })
})

describe('the ledger', () => {
  it('adds up, and lists refused lines by number and reason', async () => {
    const { ledger, table, warnings } = await openText('a,b,c\n1,2,3\n4,5\n\n6,7,8\n9,10,11,12\n13,14,15\n,,\n')
    expect(ledger).toMatchObject({ readCount: 5, refusedCount: 2, usedCount: 3 })
    expect(ledger.refused).toEqual([
      { line: 3, offset: null, reason: '2 fields, not 3', text: '4,5' },
      { line: 6, offset: null, reason: '4 fields, not 3', text: '9,10,11,12' },
    ])
    expect([...table.sourceLines]).toEqual([2, 5, 7])
    expect(warnings).toEqual(['2 of 5 rows were refused; the first is line 3: 2 fields, not 3.'])
  })

  it('lists the first hundred refused lines, 120 characters of each, and counts the rest', async () => {
    const rows = Array.from({ length: 150 }, () => `${'x'.repeat(200)}`).join('\n')
    const { ledger } = await openText(`a,b\n1,2\n3,4\n${'5,6\n'.repeat(200)}${rows}\n`)
    expect([ledger.refusedCount, ledger.refused.length, ledger.refused[0]?.text.length]).toEqual([150, 100, 120])
  })

  it('counts missing cells and rows that repeat another', async () => {
    const { ledger } = await openText('proto,bytes\ntcp,1\ntcp,1\n-,1\ntcp,\ntcp,1.0\nudp,1\n')
    expect(ledger).toMatchObject({ missingCellCount: 2, cellCount: 12, duplicateCount: 2 })
  })

  it('gives the line of a row behind cells that span lines', async () => {
    const { table } = await openText('a,b\n"x\ny\n",1\n"z",2\n')
    expect([...table.sourceLines]).toEqual([2, 5])
  })
})

describe('the file', () => {
  it('is described', async () => {
    const { file } = await openText('proto;bytes\r\ntcp;1\r\n')
    expect(file).toEqual({
      name: 'flows.csv',
      sizeBytes: 20,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      format: 'CSV with semicolons',
      schema: null,
      containers: [],
      parts: [],
      unit: 'line',
      delimiter: ';',
      encoding: 'utf-8',
      headerFound: true,
      lineEnding: 'CRLF',
      synthetic: false,
    })
  })

  it('may be UTF-16 or Latin-1', async () => {
    const utf16 = new Uint8Array(Uint16Array.from('\ufeffort,n\nKöln,1\n', (letter) => letter.charCodeAt(0)).buffer)
    expect(await openBytes(utf16)).toMatchObject({
      file: { encoding: 'utf-16le' },
      table: { columnNames: ['ort', 'n'] },
    })
    const { file, table } = await openBytes(latin1('ort,n\nKöln,1\n'))
    expect([file.encoding, textsOf(table)]).toEqual(['latin-1', [['Köln', '1']]])
  })

  it('may have no header: its first row is not lost', async () => {
    const { file, table, warnings } = await openText('0,tcp,181\n5,udp,239\n')
    expect([file.headerFound, table.rowCount, table.columnNames]).toEqual([
      false,
      2,
      ['column 1', 'column 2', 'column 3'],
    ])
    expect(warnings).toEqual(['No header line was found: the columns are called by their place.'])
  })

  it('is read as the analyst says', async () => {
    const { table } = await openText('1,2\n3,4\n', { header: true })
    expect([table.columnNames, table.rowCount]).toEqual([['1', '2'], 1])
    expect((await openText('a,b\n1,2\n', { header: false })).table.rowCount).toBe(2)
    expect((await openText('{"a",b\n1,2\n', { anyway: true, quote: 'none' })).table.columnNames).toEqual(['{"a"', 'b'])
  })

  it('may be a Zeek log, with its # block', async () => {
    const log =
      '#separator \\x09\n#set_separator\t,\n#fields\tts\tuid\tid.orig_h\n#types\ttime\tstring\taddr\n1.5\tC1\t10.0.0.1\n2.5\tC"2\t-\n#close\t2022\n'
    const { file, table, ledger } = await openText(log)
    expect([file.format, file.delimiter]).toEqual(['Zeek log', '\t'])
    expect(ledger).toMatchObject({ readCount: 7, usedCount: 2, skippedCount: 5, refusedCount: 0 })
    expect(pairsOf(table)[1]).toEqual([
      ['ts', '2.5'],
      ['uid', 'C"2'],
      ['id.orig_h', ''],
    ])
    expect([...table.sourceLines]).toEqual([5, 6])
  })

  it('may have rows with one cell more than its header: the rows are believed', async () => {
    const { table, ledger, warnings } = await openText('proto,bytes\ntcp,1,\nudp,2,\nudp,3,\n')
    expect([table.columnNames, ledger.refusedCount]).toEqual([['proto', 'bytes', 'column 3'], 0])
    expect(warnings[0]).toBe('The header names 2 columns, but most rows have 3 cells; the rows were believed.')
  })

  it('may have names twice, or none', async () => {
    const { table, warnings } = await openText('Bytes,,Bytes\n1,2,3\n4,5,6\n')
    expect(table.columnNames).toEqual(['Bytes', 'column 2', 'Bytes (2)'])
    expect(warnings).toHaveLength(2)
  })

  it('may hold one row, or one column', async () => {
    expect((await openText('a,b\n1,x\n')).table.rowCount).toBe(1)
    expect((await openText('bytes\n1\n2\n')).table.columnNames).toEqual(['bytes'])
  })

  it('may hold NUL bytes: they are dropped, and that is said', async () => {
    const { table, warnings } = await openText(`a,b\n1,x\0y\n${'2,z\n'.repeat(100)}`)
    expect(textsOf(table)[0]).toEqual(['1', 'xy'])
    expect(warnings).toEqual(['A NUL byte was dropped, the first near byte 7: the file may be damaged there.'])
  })

  it('is read again if a column that began with numbers turns out to be texts, which then stand as they are', async () => {
    const numbers = Array.from({ length: 2500 }, (_, i) => `${i}.50`)
    const { table, ledger } = await openText(
      `x,y\n${[...numbers, ...Array<string>(2500).fill('web')].map((cell) => `${cell},1`).join('\n')}`,
    )
    expect(table.cells[0]!.kind).toBe('texts')
    expect([textsOf(table)[1]![0], ledger.usedCount]).toEqual(['1.50', 5000])
  })
})

describe('bad input gets a sentence', () => {
  it.each([
    ['an empty file', '', 'empty-file', 'flows.csv is empty.'],
    ['blank lines', '\n\n  \n', 'no-rows', 'flows.csv holds nothing but blank lines.'],
    ['a header only', 'proto,bytes\n', 'no-rows', 'flows.csv has a header and no rows.'],
    ['rows that are all ragged', 'a,b\n1,2,3\n4\n', 'no-rows', 'None of the 2 rows of flows.csv can be used.'],
    [
      'a quote that never closes',
      'a,b\n1,"2\n3,4\n',
      'unclosed-quote',
      'The quotation mark that opens a cell on line 2 of flows.csv never closes.',
    ],
    [
      'a long cell',
      `a,b\n1,${'x'.repeat(1_100_000)}\n`,
      'cell-too-long',
      'Line 2 of flows.csv holds a cell of more than 1 MiB of text.',
    ],
    [
      '10,000 columns',
      `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join()}\n${'1,'.repeat(9_999)}1\n`,
      'too-many-columns',
      'flows.csv has 10,000 columns; at most 4,096 can be compared.',
    ],
    [
      'nothing but NULs',
      '\0'.repeat(500),
      'not-a-table',
      'flows.csv is not text: 500 of its first 500 bytes can’t be characters.',
    ],
  ])('%s', async (_, text, code, sentence) => {
    const failure = await refusalOf(text)
    expect(failure).toMatchObject({ code, sentence })
    expect([failure.found, failure.needed, failure.where].every(Boolean)).toBe(true)
  })

  it('a cell of 50 MB is refused before the file is read to its end', async () => {
    const size = 52_428_800
    let furthest = 0
    const cell: ByteSource = {
      name: 'flows.csv',
      sizeBytes: size,
      read: (start, end) => {
        furthest = Math.max(furthest, end)
        return Promise.resolve(new Uint8Array(end - start).fill(120))
      },
    }
    const opened = await openTable(cell, {}, silentPulse)
    expect(opened).toMatchObject({ ok: false, failure: { code: 'cell-too-long' } })
    expect(furthest).toBeLessThan(size / 5)
  })

  const failing = (failAt: number, error: () => Error): ByteSource => ({
    name: 'flows.csv',
    sizeBytes: 4_000_000,
    read: (start, end) => {
      if (start >= failAt) return Promise.reject(error())
      return Promise.resolve(new TextEncoder().encode('a,b,c,1\n'.repeat((end - start) / 8)))
    },
  })

  it.each<[string, ByteSource, string]>([
    ['a file that can’t be read at all', failing(0, () => new Error('EISDIR')), 'unreadable-file'],
    ['a file that goes away while it is read', failing(1_048_576, () => new Error('NotReadable')), 'file-changed'],
    ['a file that says itself that it has changed', failing(0, () => new SourceLost('changed')), 'file-changed'],
    [
      'a file that has become shorter',
      { ...failing(9e9, () => new Error()), read: () => Promise.resolve(new Uint8Array(5)) },
      'file-changed',
    ],
  ])('%s', async (_, source, code) => {
    expect(await openTable(source, {}, silentPulse)).toMatchObject({ ok: false, failure: { code } })
  })
})

describe('while it reads', () => {
  it('reports shares that rise to one, and can be cancelled', async () => {
    const bytes = new TextEncoder().encode(`a,b\n${'1,2\n'.repeat(1000)}`)
    const shares: number[] = []
    const source: ByteSource = {
      name: 'f',
      sizeBytes: bytes.length,
      read: (a, b) => Promise.resolve(bytes.subarray(a, b)),
    }
    const pulse: Pulse = { report: (share) => shares.push(share), breathe: () => Promise.resolve() }
    await openTable(source, {}, pulse, 512)
    expect(shares.at(-1)).toBe(1)
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
    const cancelled: Pulse = { ...silentPulse, breathe: () => Promise.reject(new Cancelled()) }
    await expect(openTable(source, {}, cancelled)).rejects.toBeInstanceOf(Cancelled)
  })
})
