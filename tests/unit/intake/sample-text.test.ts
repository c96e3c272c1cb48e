import { describe, expect, it } from 'vitest'
import { planReading } from '../../../src/engine/intake/plan'
import { canBeSampled, sampleText, sampleWords } from '../../../src/engine/intake/sample-text'
import { bytesSource, type ByteSource } from '../../../src/engine/intake/source'
import { seededRandom } from '../../../src/engine/numeric/random'
import { silentPulse } from '../../../src/engine/numeric/pulse'

const random = seededRandom(5)
const LINES = Array.from(
  { length: 120_000 },
  (_, row) => `${row},10.0.0.${random.below(255)},${'x'.repeat(random.below(40))}\n`,
)
const TEXT = `number,source,words\n${LINES.join('')}`
const source = bytesSource('flows.csv', new TextEncoder().encode(TEXT))
const planned = planReading('flows.csv', TEXT.slice(0, 2000), false, {})
if (!planned.ok) throw new Error(planned.failure.sentence)
const plan = planned.value

const textOf = async (of: ByteSource): Promise<string> => new TextDecoder().decode(await of.read(0, of.sizeBytes))

describe('a sample of a text', () => {
  it('is its header and whole lines, in order, from all over it, of about the size that was asked for', async () => {
    const sample = await sampleText(source, plan, 1_000_000, silentPulse)
    expect(sample.stretches.length).toBe(3)
    expect(sample.sizeBytes).toBeGreaterThan(990_000)
    expect(sample.sizeBytes).toBeLessThan(1_000_300)
    const [header, ...lines] = (await textOf(sample)).trimEnd().split('\n')
    expect(header).toBe('number,source,words')
    const numbers = lines.map((line) => Number(line.split(',')[0]))
    for (const [place, line] of lines.entries()) expect(`${line}\n`).toBe(LINES[numbers[place]!])
    expect(numbers.every((number, place) => place === 0 || number > numbers[place - 1]!)).toBe(true)
    expect(numbers[0]).toBe(0)
    expect(numbers.at(-1)!).toBeGreaterThan(80_000)
  })

  it('says where each stretch begins in the file, and which of its lines is the first', async () => {
    const sample = await sampleText(source, plan, 2_000_000, silentPulse)
    const lines = (await textOf(sample)).split('\n')
    expect(sample.parts.length).toBe(7)
    for (const [index, { name, firstLine }] of sample.parts.entries()) {
      const { start } = sample.stretches[index]!
      expect(name).toBe(`byte ${start.toLocaleString('en-US')}`)
      expect(TEXT.slice(start).startsWith(`${lines[firstLine - 1]!}\n`)).toBe(true)
    }
    expect(sampleWords(sample, source)).toMatch(
      /^This is a sample: 7 stretches spread evenly over the file, 2\.0 MB of \d\.\d MB\./,
    )
  })

  it('has no line twice, though stretches of long lines may run into each other', async () => {
    const long = (row: number): string => `${row},10.0.0.1,${'y'.repeat(row % 7 === 0 ? 700_000 : 20_000)}\n`
    const text = `number,source,words\n${Array.from({ length: 100 }, (_, row) => long(row)).join('')}`
    const bytes = new TextEncoder().encode(text)
    for (const share of [0.3, 0.6, 0.95]) {
      const sample = await sampleText(bytesSource('long.csv', bytes), plan, share * bytes.length, silentPulse)
      const [, ...lines] = (await textOf(sample)).trimEnd().split('\n')
      const numbers = lines.map((line) => Number(line.split(',')[0]))
      expect(numbers.every((number, place) => place === 0 || number > numbers[place - 1]!)).toBe(true)
      expect(lines.every((line, place) => `${line}\n` === long(numbers[place]!))).toBe(true)
    }
  })

  it('is not taken where a line can’t be told by its bytes: cells with line breaks, two bytes a letter', () => {
    expect(canBeSampled(plan, 'utf-8', TEXT.slice(0, 2000))).toBe(true)
    expect(canBeSampled(plan, 'utf-16le', TEXT.slice(0, 2000))).toBe(false)
    expect(canBeSampled(plan, 'utf-8', 'number,source\n1,"a ""quoted"" one"\n2,b\n')).toBe(true)
    expect(canBeSampled(plan, 'utf-8', 'number,source\n1,"two\nlines"\n2,b\n')).toBe(false)
  })
})
