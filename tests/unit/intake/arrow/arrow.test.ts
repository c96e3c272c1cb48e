import {
  bool,
  CompressionType,
  dateDay,
  decimal128,
  dictionary,
  duration,
  float32,
  float64,
  getCompressionCodec,
  int64,
  list,
  setCompressionCodec,
  struct,
  tableFromArrays,
  tableToIPC,
  timeMicrosecond,
  timestamp,
  TimeUnit,
  uint16,
  utf8,
  type DataType,
} from '@uwdata/flechette'
import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { openFile } from '../../../../src/engine/pipeline/open-file'
import { lz4Frame } from '../../../fixtures/containers/lz4-file'
import { zstdFrame } from '../../../fixtures/containers/zstd-file'
import { refusalOf, unpack } from '../support/unpacking'

type Columns = Readonly<Record<string, readonly [type: DataType, values: readonly unknown[]]>>
type Options = NonNullable<Parameters<typeof tableToIPC>[1]>

function written(columns: Columns, options: Options = { format: 'file' }): Uint8Array {
  const arrays = Object.fromEntries(Object.entries(columns).map(([name, [, values]]) => [name, values]))
  const types = Object.fromEntries(Object.entries(columns).map(([name, [type]]) => [name, type]))
  return tableToIPC(tableFromArrays(arrays as never, { types, useBigInt: true, maxBatchRows: 1000 }), options)!
}

const flows = (rowCount: number): Columns => ({
  proto: [dictionary(utf8()), Array.from({ length: rowCount }, (_, row) => (row % 3 ? 'tcp' : 'udp'))],
  bytes: [int64(), Array.from({ length: rowCount }, (_, row) => BigInt(row) * 10_007n)],
})

const linesOf = async (bytes: Uint8Array): Promise<readonly string[]> =>
  (await unpack({ name: 'flows.arrow', bytes })).content.trimEnd().split('\n')

describe('Arrow', () => {
  it('is a table of its columns, numbers digit by digit, times with the zone they have', async () => {
    const columns: Columns = {
      proto: [utf8(), ['tcp', 'a "b", c', null]],
      bytes: [int64(), [9_007_199_254_740_993n, -1n, null]],
      port: [uint16(), [443, 0, 65_535]],
      rate: [float64(), [0.1, 1e21, null]],
      share: [float32(), [Math.fround(0.1), 2.5, Math.fround(1 / 3)]],
      flagged: [bool(), [true, false, null]],
      price: [decimal128(10, 2), [12_345n, -5n, null].map((value) => value && Number(value) / 100)],
      start: [timestamp(TimeUnit.MILLISECOND, 'UTC'), [Date.UTC(2024, 1, 29, 23, 59, 59, 123), -1, null]],
      local: [timestamp(TimeUnit.SECOND), [Date.UTC(2024, 1, 29), 0, null]],
      day: [dateDay(), [Date.UTC(2024, 1, 29), -86_400_000, null]],
      at: [timeMicrosecond(), [3_723_000_004n, 0n, null]],
      lasted: [duration(TimeUnit.MILLISECOND), [1500n, -20n, null]],
    }
    expect(await linesOf(written(columns))).toEqual([
      'tcp,9007199254740993,443,0.1,0.1,true,123.45,2024-02-29T23:59:59.123Z,2024-02-29T00:00:00,2024-02-29,01:02:03.000004,1.500',
      '"a ""b"", c",-1,0,1e+21,2.5,false,-0.05,1969-12-31T23:59:59.999Z,1970-01-01T00:00:00,1969-12-31,00:00:00,-0.020',
      ',,65535,,0.33333334,,,,,,,',
    ])
  })

  it.each(['file', 'stream'] as const)('is read as a %s, its rows counted as rows', async (format) => {
    const source = bytesSource('flows.arrow', written(flows(2500), { format }))
    const opened = await openFile(source, {}, [], { synthetic: false }, silentPulse)
    if (!opened.ok) throw new Error(opened.failure.sentence)
    const { file, ledger, profiles } = opened.value
    expect(file).toMatchObject({ name: 'flows.arrow', format: 'Arrow', unit: 'row', containers: [] })
    expect(ledger).toMatchObject({ readCount: 2500, usedCount: 2500 })
    expect(profiles.map(({ name, distinctCount }) => [name, distinctCount])).toEqual([
      ['proto', 2],
      ['bytes', 2500],
    ])
  })

  it.each([
    ['LZ4', CompressionType.LZ4_FRAME, lz4Frame],
    ['Zstandard', CompressionType.ZSTD, zstdFrame],
  ] as const)('is read from buffers packed with %s', async (_, codec, encode) => {
    const { decode } = getCompressionCodec(codec)!
    setCompressionCodec(codec, { decode, encode })
    const lines = await linesOf(written(flows(5000), { format: 'file', codec }))
    expect(lines).toHaveLength(5000)
    expect([lines[0], lines[1234], lines[4999]]).toEqual(['udp,0', 'tcp,12348638', 'tcp,50024993'])
  })

  it('leaves out columns of lists and says so; of structs it takes the columns', async () => {
    const columns: Columns = {
      id: [struct({ host: utf8() }), [{ host: 'a' }, null, { host: null }]],
      tags: [list(utf8()), [['x', 'y'], [], ['z']]],
    }
    const { content, plan, warnings } = await unpack({ name: 'nested.arrow', bytes: written(columns) })
    expect([content, plan?.columnNames]).toEqual(['a\nNA\nNA\n', ['id.host']])
    expect(warnings).toEqual(['tags holds a list in every row and was left out.'])
  })

  it('that was cut off is refused in a sentence', async () => {
    const bytes = written(flows(5000)).subarray(0, 9000)
    expect(await refusalOf([{ name: 'cut.arrow', bytes }])).toMatchObject({
      code: 'unreadable-file',
      sentence: 'cut.arrow is an Arrow file that can’t be read.',
    })
  })

  it('that unpacks to more than there is room for is refused before it is unpacked', async () => {
    const { decode } = getCompressionCodec(CompressionType.LZ4_FRAME)!
    setCompressionCodec(CompressionType.LZ4_FRAME, { decode, encode: lz4Frame })
    const zeros: Columns = { bytes: [int64(), Array<bigint>(1000).fill(0n)] }
    const bytes = written(zeros, { format: 'file', codec: CompressionType.LZ4_FRAME })
    // What it comes to stands before the frame.
    const at = Buffer.from(bytes).indexOf(Buffer.from([0x04, 0x22, 0x4d, 0x18])) - 8
    bytes.set([0, 0, 0, 0x60], at)
    expect(await refusalOf([{ name: 'bomb.arrow', bytes }])).toMatchObject({ code: 'too-large' })
  })
})
