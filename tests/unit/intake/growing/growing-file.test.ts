import { describe, expect, it } from 'vitest'
import { GrowingFile } from '../../../../src/engine/intake/growing/growing-file'
import { lastLines } from '../../../../src/engine/intake/growing/last-lines'
import { bytesSource, type ByteSource } from '../../../../src/engine/intake/source'
import { silentPulse } from '../../../../src/engine/numeric/pulse'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const sourceOf = (text: string): ByteSource => bytesSource('made.log', bytesOf(text))
const LINE_FEED = 10

function readWhole(text: string): GrowingFile {
  const file = new GrowingFile()
  for (let from = 0; from < text.length; from += 700) file.advance(bytesOf(text.slice(from, from + 700)))
  return file
}

const HEADER = `${'column,'.repeat(400)}\n`
const first = `${HEADER}${'a,1\n'.repeat(1000)}`

describe('whether a growing file is still the same', () => {
  it('is no change while it stays or grows', async () => {
    const file = readWhole(first)
    expect(file.position).toBe(first.length)
    expect(await file.change(sourceOf(first))).toBeNull()
    expect(await file.change(sourceOf(`${first}b,2\n`))).toBeNull()
    expect(await new GrowingFile().change(sourceOf(''))).toBeNull()
  })

  it('is seen where it was cut short', async () => {
    expect(await readWhole(first).change(sourceOf(first.slice(0, -1)))).toBe('cut short')
    expect(await readWhole(first).change(sourceOf(''))).toBe('cut short')
  })

  it('is seen where another stands in its place, as long or longer, under the same header', async () => {
    const file = readWhole(first)
    expect(await file.change(sourceOf(`${HEADER}${'b,1\n'.repeat(1000)}`))).toBe('another file')
    expect(await file.change(sourceOf(`x${first}`))).toBe('another file')
    file.beginAnew()
    expect(await file.change(sourceOf('anything'))).toBeNull()
  })

  it('is seen from the middle too', async () => {
    const file = new GrowingFile()
    await file.goTo(sourceOf(first), 4000)
    expect(await file.change(sourceOf(first))).toBeNull()
    expect(await file.change(sourceOf(`${first.slice(0, 3990)}!${first.slice(3991)}`))).toBe('another file')
  })
})

describe('the last lines of a file', () => {
  it('end behind the last line end, and begin with a whole line that is counted', async () => {
    const found = await lastLines(sourceOf('one\ntwo\nthree\nfour\nfi'), LINE_FEED, 12, silentPulse)
    expect(found).toEqual({ end: 19, start: 8, startLine: 3 })
  })

  it('are all lines of a short file, and none of one without a line end', async () => {
    expect(await lastLines(sourceOf('one\ntwo\n'), LINE_FEED, 100, silentPulse)).toEqual({
      end: 8,
      start: 0,
      startLine: 1,
    })
    expect(await lastLines(sourceOf('one'), LINE_FEED, 100, silentPulse)).toEqual({ end: 0, start: 0, startLine: 1 })
  })

  it('are found across the pieces that a long file is read in', async () => {
    const text = 'a line of it\n'.repeat(200_000)
    const found = await lastLines(sourceOf(text), LINE_FEED, 13 * 10, silentPulse)
    expect(found).toEqual({ end: text.length, start: text.length - 130, startLine: 199_991 })
    const unfinished = `${text}${'x'.repeat(3_000_000)}`
    expect((await lastLines(sourceOf(unfinished), LINE_FEED, 130, silentPulse)).end).toBe(text.length)
  })
})
