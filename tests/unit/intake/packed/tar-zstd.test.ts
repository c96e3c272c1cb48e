import { execFileSync, spawnSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { tarFile } from '../../../fixtures/containers/tar-file'
import { skippedFrame, zstdFrame } from '../../../fixtures/containers/zstd-file'
import { encoded, joinedBytes, refusalOf, unpack } from '../support/unpacking'

const TEXT = `proto,bytes\n${Array.from({ length: 30_000 }, (_, row) => `tcp,${row * 37}\n`).join('')}`
const content = encoded(TEXT)

describe('tar', () => {
  it('in gzip gives the file inside', async () => {
    const bytes = tarFile([
      { path: 'logs/', content: new Uint8Array(0), kind: '5' },
      { path: 'logs/flows.csv', content },
    ])
    const unpacked = await unpack({ name: 'logs.tgz', bytes: new Uint8Array(gzipSync(bytes)) })
    expect(unpacked.content).toBe(TEXT)
    expect([unpacked.containers, unpacked.text.name]).toEqual([['gzip', 'tar'], 'flows.csv'])
  })

  it('has long names of GNU and of pax', async () => {
    const long = `${'long/'.repeat(30)}conn.log`
    const path = `path=${long}\n`
    const pax = `${path.length + 4} ${path}`
    for (const [kind, name] of [
      ['L', `${long}\0`],
      ['x', pax],
    ] as const) {
      const bytes = tarFile([
        { path: 'header', content: encoded(name), kind },
        { path: 'short', content },
        { path: 'dns.log', content: encoded('a\n1\n') },
      ])
      expect((await unpack({ name: 'logs.tar', bytes })).text.name).toBe('conn.log')
    }
  })

  it('that was cut off gives what is there of its last file', async () => {
    const bytes = tarFile([{ path: 'flows.csv', content }]).subarray(0, 100_000)
    const { content: text, warnings } = await unpack({ name: 'cut.tar', bytes })
    expect(text).toBe(TEXT.slice(0, 100_000 - 512))
    expect(warnings).toEqual(['cut.tar is cut off at byte 100,000: the last file in it is not whole.'])
  })
})

describe('zstd', () => {
  it('gives all frames, and passes over those that are to be skipped', async () => {
    const frames = [
      zstdFrame(content.subarray(0, 5)),
      skippedFrame(encoded('whatever')),
      zstdFrame(content.subarray(5), { checkSum: true }),
    ]
    const unpacked = await unpack({ name: 'flows.csv.zst', bytes: joinedBytes(...frames) })
    expect(unpacked.content).toBe(TEXT)
    expect([unpacked.containers, unpacked.text.name, unpacked.warnings]).toEqual([['zstd'], 'flows.csv', []])
  })

  it('may begin with a frame to be skipped, as pzstd writes', async () => {
    const bytes = joinedBytes(skippedFrame(encoded('1234')), zstdFrame(content, { repeated: [70_000, 10] }))
    expect((await unpack({ name: 'a.zst', bytes })).content).toBe(TEXT + '\n'.repeat(70_000))
  })

  it('that was cut off gives the blocks that were there', async () => {
    const bytes = zstdFrame(content).subarray(0, 250_000)
    const { content: text, warnings } = await unpack({ name: 'cut.zst', bytes })
    expect(text).toBe(TEXT.slice(0, 200_000))
    expect(warnings[0]).toContain('cut.zst is cut off at byte 250,000: the 200,000 bytes')
  })

  it('that asks for more memory than a page should give is refused', async () => {
    const bytes = zstdFrame(content, { window: Buffer.from([0xa0]) })
    expect(await refusalOf([{ name: 'long.zst', bytes }])).toMatchObject({
      code: 'too-large',
      sentence: 'long.zst asks for 1.1 GB of memory to be unpacked.',
    })
  })

  const hasZstd = spawnSync('zstd', ['--version']).status === 0
  it.skipIf(!hasZstd)('is what zstd itself writes, at any level (skipped where there is no zstd)', async () => {
    for (const level of ['-1', '-3', '-19', '--long=27']) {
      const bytes = execFileSync('zstd', [level, '-q', '-c'], { input: TEXT, maxBuffer: 2 ** 26 })
      expect((await unpack({ name: 'a.zst', bytes: new Uint8Array(bytes) })).content).toBe(TEXT)
    }
  })
})
