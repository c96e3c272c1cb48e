import { parquetWriteBuffer, type ColumnSource } from 'hyparquet-writer'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { openFile } from '../../../../src/engine/pipeline/open-file'
import { refusalOf, unpack } from '../support/unpacking'
import { zstdFrame } from '../../../fixtures/containers/zstd-file'

type Options = Omit<Parameters<typeof parquetWriteBuffer>[0], 'columnData'>

const written = (columnData: ColumnSource[], options: Options = {}): Uint8Array =>
  new Uint8Array(parquetWriteBuffer({ columnData, ...options }))

const flows = (rowCount: number): ColumnSource[] => [
  { name: 'proto', type: 'STRING', data: Array.from({ length: rowCount }, (_, row) => (row % 3 ? 'tcp' : 'udp')) },
  { name: 'bytes', type: 'INT64', data: Array.from({ length: rowCount }, (_, row) => BigInt(row) * 10_007n) },
]

const linesOf = async (bytes: Uint8Array): Promise<readonly string[]> =>
  (await unpack({ name: 'flows.parquet', bytes })).content.trimEnd().split('\n')

describe('Parquet', () => {
  it('is a table of its columns, numbers digit by digit, times in UTC', async () => {
    const columnData: ColumnSource[] = [
      { name: 'proto', type: 'STRING', data: ['tcp', 'a "b", c', null] },
      { name: 'bytes', type: 'INT64', data: [9_007_199_254_740_993n, -1n, null] },
      { name: 'port', type: 'INT32', data: [443, 0, -1] },
      { name: 'rate', type: 'DOUBLE', data: [0.1, 1e21, null] },
      { name: 'share', type: 'FLOAT', data: [Math.fround(0.1), 2.5, Math.fround(1 / 3)] },
      { name: 'flagged', type: 'BOOLEAN', data: [true, false, null] },
      { name: 'start', type: 'TIMESTAMP', data: [new Date('2024-02-29T23:59:59.123Z'), new Date(-1), null] },
    ]
    expect(await linesOf(written(columnData))).toEqual([
      'tcp,9007199254740993,443,0.1,0.1,true,2024-02-29T23:59:59.123Z',
      '"a ""b"", c",-1,0,1e+21,2.5,false,1969-12-31T23:59:59.999Z',
      ',,-1,,0.33333334,,',
    ])
  })

  it('is a table whose rows are counted as rows', async () => {
    const source = bytesSource('flows.parquet', written(flows(250), { rowGroupSize: 100 }))
    const opened = await openFile(source, {}, [], { synthetic: false }, silentPulse)
    if (!opened.ok) throw new Error(opened.failure.sentence)
    const { file, ledger, profiles } = opened.value
    expect(file).toMatchObject({ name: 'flows.parquet', format: 'Parquet', unit: 'row', containers: [] })
    expect(ledger).toMatchObject({ readCount: 250, usedCount: 250 })
    expect(profiles.map(({ name }) => name)).toEqual(['proto', 'bytes'])
  })

  it('keeps a row in which nothing is', async () => {
    expect(await linesOf(written([{ name: 'a', type: 'STRING', data: [null, 'x', null] }]))).toEqual(['NA', 'x', 'NA'])
  })

  it.each(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD'] as const)('is read from pages packed with %s', async (codec) => {
    const compressors = {
      GZIP: (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes)),
      ZSTD: (bytes: Uint8Array) => zstdFrame(bytes),
    }
    const lines = await linesOf(written(flows(5000), { codec, compressors, rowGroupSize: 2000 }))
    expect(lines).toHaveLength(5000)
    expect(lines[4999]).toBe('tcp,50024993')
  })

  it('leaves out columns of lists and says so; of groups it takes the columns', async () => {
    const schema = [
      { name: 'root', num_children: 2 },
      { name: 'id', repetition_type: 'OPTIONAL', num_children: 1 },
      { name: 'host', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'tags', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    ] as Options['schema']
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        schema: schema!,
        columnData: [
          { name: 'id', data: [{ host: 'a' }, null, { host: null }] },
          { name: 'tags', data: [['x', 'y'], [], ['z']] },
        ],
      }),
    )
    const { content, plan, warnings } = await unpack({ name: 'nested.parquet', bytes })
    expect([content, plan?.columnNames]).toEqual(['a\nNA\nNA\n', ['id.host']])
    expect(warnings).toEqual(['tags holds a list in every row and was left out.'])
  })

  it('that was cut off is refused for its missing list of columns', async () => {
    const bytes = written(flows(100)).subarray(0, 400)
    expect(await refusalOf([{ name: 'cut.parquet', bytes }])).toMatchObject({
      code: 'unreadable-file',
      sentence: 'cut.parquet is a Parquet file whose list of columns can’t be read.',
      found: 'no PAR1 at its end',
    })
  })

  it('packed in a way that is not read is refused with the name of it', async () => {
    const bytes = written(flows(10), { codec: 'BROTLI', compressors: { BROTLI: (page: Uint8Array) => page } })
    expect((await refusalOf([{ name: 'odd.parquet', bytes }])).found).toContain('BROTLI')
  })
})
