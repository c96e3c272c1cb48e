import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { sharedFile } from '../../table/opened'
import { compare, KERNEL, PLAIN } from './support/compare'

const folder = sharedFile('csv/spectrum/csvs/')
const names = folder === null ? [] : readdirSync(folder).filter((name) => name.endsWith('.csv'))

describe.skipIf(names.length === 0)('the files of csv-spectrum', () => {
  it.each(names)('%s', async (name) => {
    const bytes = new Uint8Array(readFileSync(new URL(name, folder!)))
    for (const open of [KERNEL, PLAIN]) {
      for (const chunkBytes of [1, 3, 64, 262_144]) {
        const comparison = await compare(
          { bytes, options: {} },
          { rangeCount: 2, grain: { chunkBytes, pieceBytes: 13, open } },
        )
        expect(comparison?.found).toEqual(comparison?.expected)
      }
    }
  })
})
