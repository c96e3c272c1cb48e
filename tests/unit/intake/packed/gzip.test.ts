import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { ByteStore } from '../../../../src/engine/intake/conversion'
import { bytesSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'
import { openFile } from '../../../../src/engine/pipeline/open-file'
import { encoded, joinedBytes, refusalOf, unpack } from '../support/unpacking'

const TEXT = `proto,bytes\n${Array.from({ length: 500 }, (_, row) => `tcp,${row * 37}\n`).join('')}`
const packed = new Uint8Array(gzipSync(TEXT))

describe('gzip', () => {
  it('gives the file inside, under its own name', async () => {
    const { content, containers, text, warnings } = await unpack({ name: 'flows.csv.gz', bytes: packed })
    expect(content).toBe(TEXT)
    expect([containers, text.name, warnings]).toEqual([['gzip'], 'flows.csv', []])
  })

  it('gives all members that stand one behind the other', async () => {
    const members = ['a,b\n', '1,2\n', '', '3,4\n'].map((text) => new Uint8Array(gzipSync(text)))
    const { content, warnings } = await unpack({ name: 'rotated.gz', bytes: joinedBytes(...members) })
    expect([content, warnings]).toEqual(['a,b\n1,2\n3,4\n', []])
  })

  it('passes over names, comments, extra fields and a check of the header', async () => {
    const fields = joinedBytes(
      Uint8Array.of(4, 0, 66, 67, 0, 0),
      encoded('name\0'),
      encoded('comment\0'),
      Uint8Array.of(1, 2),
    )
    const header = joinedBytes(Uint8Array.of(0x1f, 0x8b, 8, 2 + 4 + 8 + 16, 0, 0, 0, 0, 0, 255), fields)
    expect((await unpack({ name: 'a.gz', bytes: joinedBytes(header, packed.subarray(10)) })).content).toBe(TEXT)
  })

  it('that was cut off gives what was there, and says where it ends', async () => {
    const { content, warnings } = await unpack({ name: 'cut.gz', bytes: packed.subarray(0, 600) })
    expect(TEXT.startsWith(content)).toBe(true)
    expect(content.length).toBeGreaterThan(1000)
    expect(warnings).toEqual([
      `cut.gz is cut off at byte 600: the ${content.length.toLocaleString('en')} bytes that could be unpacked were read, the last line may be incomplete.`,
    ])
  })

  it('with something else behind it says so and gives what was packed', async () => {
    const bytes = joinedBytes(packed, encoded('-----BEGIN SIGNATURE'))
    const { content, warnings } = await unpack({ name: 'signed.gz', bytes })
    expect(content).toBe(TEXT)
    expect(warnings[0]).toMatch(/^The last 20 bytes of signed\.gz, from byte [\d,]+, are no gzip and were left out/)
  })

  it('whose check sum doesn’t fit says so', async () => {
    const bytes = packed.slice()
    bytes[bytes.length - 8]! ^= 1
    expect((await unpack({ name: 'odd.gz', bytes })).warnings[0]).toMatch(
      /^The check sum of odd\.gz at byte [\d,]+ doesn’t fit/,
    )
  })

  it('of which nothing can be unpacked is refused', async () => {
    const bytes = joinedBytes(packed.subarray(0, 10), Uint8Array.of(7, 7, 7))
    expect(await refusalOf([{ name: 'broken.gz', bytes }])).toMatchObject({
      code: 'unreadable-file',
      sentence: 'Nothing of broken.gz can be unpacked.',
    })
  })

  it('that unpacks without end is refused with the arithmetic, and what was kept is dropped', async () => {
    let dropped = false
    const store: ByteStore = {
      open: (name) => ({
        write: () => Promise.resolve(),
        finish: () => Promise.resolve(bytesSource(name, new Uint8Array(0))),
        drop: () => Promise.resolve(void (dropped = true)),
      }),
    }
    const member = new Uint8Array(gzipSync(Buffer.alloc(16_777_216)))
    const bytes = joinedBytes(...Array<Uint8Array>(6).fill(member))
    const opened = await openFile(
      bytesSource('bomb.gz', bytes),
      {},
      [],
      { synthetic: false, newShelf: () => ({ ...store, clear: () => Promise.resolve() }) },
      silentPulse,
    )
    expect(opened).toMatchObject({
      ok: false,
      failure: { code: 'too-large', found: expect.stringMatching(/^\d{3} times its packed size/) as string },
    })
    expect(dropped).toBe(true)
  })
})

const KDD = new URL('../../../../../shared/data/kdd99/kddcup.data_10_percent.gz', import.meta.url)

describe.skipIf(!existsSync(KDD))('real traffic (skipped where ../shared/data is absent)', () => {
  it('KDD99’s tenth is unpacked whole', async () => {
    const { content, warnings } = await unpack({ name: 'kddcup.data_10_percent.gz', bytes: readFileSync(KDD) })
    expect(content.match(/\n/g)).toHaveLength(494_021)
    expect(warnings).toEqual([])
  })
})
