import { describe, expect, it } from 'vitest'
import { success } from '../../../src/engine/failure'
import { memoryStore, type Converter } from '../../../src/engine/intake/conversion'
import { convert } from '../../../src/engine/intake/converters'
import { bytesSource } from '../../../src/engine/intake/source'
import { silentPulse } from '../../../src/engine/numeric/pulse'

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A container of a kind that no one has: "wrapped:" before what is inside. */
const wrapping: Converter = {
  name: 'wrapping',
  recognise: ({ text }) => text.startsWith('wrapped:'),
  convert: async (source, _, __, store) => {
    const sink = store.open(`inside ${source.name}`)
    await sink.write((await source.read(0, source.sizeBytes)).subarray(8))
    return success({ kind: 'container', container: 'wrap', inside: await sink.finish(), warnings: ['unwrapped'] })
  },
}

const convertText = (text: string, options = {}) =>
  convert(bytesSource('flows.wrap', encoded(text)), options, memoryStore, silentPulse, [wrapping])

describe('converting', () => {
  it('leaves a file that no converter knows as it is', async () => {
    const source = bytesSource('flows.csv', encoded('a,b\n1,2\n'))
    const converted = await convert(source, {}, memoryStore, silentPulse, [wrapping])
    expect(converted).toMatchObject({ ok: true, value: { plan: null, containers: [], converted: null, warnings: [] } })
    expect(converted.ok && converted.value.text).toBe(source)
  })

  it('recognises anew what was inside a container', async () => {
    const converted = await convertText('wrapped:wrapped:a,b\n1,2\n')
    if (!converted.ok) throw new Error(converted.failure.sentence)
    const { text, containers, warnings } = converted.value
    expect(new TextDecoder().decode(await text.read(0, text.sizeBytes))).toBe('a,b\n1,2\n')
    expect(text.name).toBe('inside inside flows.wrap')
    expect(containers).toEqual(['wrap', 'wrap'])
    expect(warnings).toEqual(['unwrapped', 'unwrapped'])
  })

  it('refuses what is packed without end', async () => {
    expect(await convertText('wrapped:'.repeat(5))).toMatchObject({
      ok: false,
      failure: { code: 'unsupported-format', found: 'wrap in wrap in wrap, and one more inside' },
    })
  })

  it('converts nothing where the analyst says it is text', async () => {
    expect(await convertText('wrapped:a', { anyway: true })).toMatchObject({ ok: true, value: { containers: [] } })
  })
})
