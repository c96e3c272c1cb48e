import { describe, expect, it } from 'vitest'
import { LONGEST_CELL } from '../../../../src/engine/intake/row-splitter'
import { compare, KERNEL, PLAIN } from './support/compare'
import { readWithPapa } from './support/reading'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const long = 'x'.repeat(LONGEST_CELL + 1)
const lines = (count: number): string => '1,2\n'.repeat(count)
const wideRow = (cellCount: number): string => Array.from({ length: cellCount }, (_, index) => index % 10).join(',')

const files: Readonly<Record<string, string>> = {
  'a quote that opens on the last line': 'a,b\n1,2\n3,"4\n',
  'a quote that would swallow the rest': `a,b\n1,2\n"x\ny",2\n3,"4\n${lines(20)}`,
  'a quote that swallows over a million characters': `a,b\n1,"2\n${lines(300_000)}`,
  'a cell of over a million characters': `a,b\n${lines(5)}3,${long}\n`,
  'a quoted cell of over a million characters': `a,b\n${lines(5)}1,"${long}"\n1,2\n`,
  'a quoted cell of a million characters': `a,b\n${lines(5)}1,"${'x'.repeat(LONGEST_CELL)}"\n1,2\n`,
  'a row of three million characters': `a,b\n${lines(5)}${wideRow(1_500_000)}\n1,2\n`,
  'a row without end': `a,b\n1,2\n${wideRow(3_000_000)}`,
  'a header of over a million characters': `${long.slice(0, 600_000)},${long.slice(0, 600_000)}\n1,2\n`,
  'text behind a closing quote, over many lines': `a,b\n1,"x" y,\n${lines(200)}3",4\n${lines(3)}`,
  'lines of one cell among rows of 300': `${wideRow(300)}\n`.repeat(300).replaceAll('\n1', '\nx\n1'),
  'rows of 700 cells': `${wideRow(700)}\n`.repeat(90),
  'nothing but a header': 'a,b,c\n',
  'rows without a line end': 'a,b\n1,2',
}

describe('at the limits the scanner does what PapaParse’s path does', () => {
  it.each(Object.entries(files))('%s', async (_, text) => {
    const file = { bytes: bytesOf(text), options: { delimiter: ',' } }
    const papa = await readWithPapa(file.bytes, file.options)
    for (const [open, rangeCount, chunkBytes] of [
      [KERNEL, 1, 262_144],
      [PLAIN, 3, 100_000],
    ] as const) {
      const cut = { rangeCount, grain: { chunkBytes, pieceBytes: 65_536, open } }
      const { found, expected } = (await compare(file, cut, papa))!
      if ('failure' in expected) expect(found).toEqual(expected)
      else expect('facts' in found && found.facts).toEqual(expected.facts)
    }
  })
})
