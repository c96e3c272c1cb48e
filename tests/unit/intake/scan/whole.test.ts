import { describe, expect, it } from 'vitest'
import { readWithPapa, readWithScanner } from './support/reading'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('the scanner', () => {
  it.each(['a,b\n1,2\n3,4\n', 'a,b\r\n1,"x ""y"" z"\r\n"3" ,4\r\n,\r\n5\r\n6,"a\r\nb"'])(
    '%j reads as PapaParse does',
    async (text) => {
      const bytes = bytesOf(text)
      expect(await readWithScanner(bytes, {}, 1)).toEqual(await readWithPapa(bytes, {}))
    },
  )
})
