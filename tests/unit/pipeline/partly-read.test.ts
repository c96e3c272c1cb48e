import { describe, expect, it } from 'vitest'
import { gzipSync } from 'node:zlib'
import { bundleOf } from '../../../src/engine/intake/bundle'
import { bytesSource } from '../../../src/engine/intake/source'
import { silentPulse } from '../../../src/engine/numeric/pulse'
import { openFile } from '../../../src/engine/pipeline/open-file'
import { madeCapture } from '../../fixtures/captures/made-captures'

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text)
const rows = Array.from({ length: 300 }, (_, row) => `10.0.0.${row % 9},${row * 7919},tcp\n`).join('')
const csv = `source,bytes,proto\n${rows}`
const packed = new Uint8Array(gzipSync(csv))
const array = `[${Array.from({ length: 30 }, (_, row) => JSON.stringify({ proto: 'tcp', bytes: row })).join(',')}]`

async function partlyRead(source: Parameters<typeof openFile>[0]): Promise<boolean | undefined> {
  const opened = await openFile(source, {}, [], { synthetic: false }, silentPulse)
  if (!opened.ok) throw new Error(opened.failure.sentence)
  return opened.value.file.partlyRead
}
const ofBytes = (bytes: Uint8Array): Promise<boolean | undefined> => partlyRead(bytesSource('flows', bytes))

describe('a file that is cut off is called partly read', () => {
  it('as gzip, as a JSON array and as a capture', async () => {
    expect(await ofBytes(packed.subarray(0, packed.length - 200))).toBe(true)
    expect(await ofBytes(encoded(array.slice(0, -20)))).toBe(true)
    const capture = madeCapture(1)
    expect(await ofBytes(capture.subarray(0, capture.length - 5))).toBe(true)
  })

  it('as one of several', async () => {
    const cut = packed.subarray(0, packed.length - 200)
    expect(await partlyRead(bundleOf([bytesSource('a', encoded(csv)), bytesSource('b', cut)]))).toBe(true)
    expect(await partlyRead(bundleOf([bytesSource('a', encoded(csv)), bytesSource('b', packed)]))).toBeUndefined()
  })

  it('and is not where it is whole', async () => {
    expect(await ofBytes(packed)).toBeUndefined()
    expect(await ofBytes(encoded(array))).toBeUndefined()
    expect(await ofBytes(encoded(csv))).toBeUndefined()
    expect(await ofBytes(madeCapture(1))).toBeUndefined()
  })
})
