import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../src/engine/failure'
import { decodeHead } from '../../../src/engine/intake/encoding'
import { foreignFormat } from '../../../src/engine/intake/foreign'

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0))

function failureOf(bytes: readonly number[], name = 'flows.csv'): Failure | null {
  const head = Uint8Array.from(bytes)
  return foreignFormat(name, 5214, head, decodeHead(head, 'latin-1'), false)
}

describe('a file that is no delimited text', () => {
  it.each([
    ['a bzip2 archive', ascii('BZh9')],
    ['an xz archive', [0xfd, ...ascii('7zXZ'), 0]],
    ['a 7-Zip archive', [...ascii('7z'), 0xbc, 0xaf, 0x27, 0x1c]],
    ['a RAR archive', ascii('Rar!')],
    ['a picture (PNG)', [0x89, ...ascii('PNG\r\n')]],
    ['a picture (JPEG)', [0xff, 0xd8, 0xff, 0xe0]],
    ['a picture (GIF)', ascii('GIF89a')],
    ['a PDF document', ascii('%PDF-1.7')],
    ['a program (ELF)', [0x7f, ...ascii('ELF')]],
    ['a database (SQLite)', ascii('SQLite format 3')],
    ['an encrypted Parquet file', ascii('PARE')],
    ['a web page', ascii('\n<!DOCTYPE html>\n<html>')],
    ['an XML document', ascii('<?xml version="1.0"?>')],
    ['JSON, but no list of objects', ascii('{\n  "port": 80,\n  "names": ["a", "b"]\n}')],
    ['JSON, but no list of objects', ascii('[1, 2, 3]')],
  ])('is refused as %s', (what, bytes) => {
    expect(failureOf(bytes)).toMatchObject({
      code: 'unsupported-format',
      sentence: `flows.csv is ${what}, which Flotsam does not read.`,
    })
  })

  it('shows its bytes, the odd ones first', () => {
    const bytes = [0x0c, 0xa5, ...Array<number>(100).fill(7)]
    expect(failureOf(bytes, 'nfcapd.2017')).toEqual({
      code: 'unsupported-format',
      sentence: 'nfcapd.2017 is an nfdump capture, which Flotsam does not read.',
      found: 'the bytes 0c a5, which begin an nfdump capture',
      needed:
        'a table or a log of flows (CSV, Zeek, EVE or other JSON, Parquet, Arrow), packed or not, or a packet capture',
      where: 'byte 0 of 5,214',
      advice: expect.stringContaining('nfdump -r FILE -o csv') as string,
      bytes: { offset: 0, head: bytes.slice(0, 64), oddLength: 2 },
    })
  })

  it('is a web page with its title, under whatever name', () => {
    const page = failureOf(ascii('<!DOCTYPE html>\n<html lang="en">\n<title>Sign in</title>'))
    expect(page?.found).toBe('text that begins “<!DOCTYPE html>”, and the page title “Sign in”')
    expect(page?.advice).toContain('sign-in page')
    expect(page?.bytes?.oddLength).toBe(15)
  })

  it('is a Windows program only if its header points to one', () => {
    const header = [...ascii('MZ'), ...Array<number>(58).fill(32), 64, 0, 32, 32]
    expect(failureOf([...header, ...ascii('PE'), 0, 0])?.sentence).toContain('a Windows program')
    expect(failureOf(ascii(`MZ,PE\n${'1,2\n'.repeat(40)}`))).toBeNull()
  })

  it('may be binary of no known kind: the first byte that can’t be text is named', () => {
    const bytes = [...ascii('abcdefghijklmnopqrstuvwxyz'), ...Array<number>(40).fill(0)]
    expect(failureOf(bytes)).toMatchObject({
      code: 'not-a-table',
      sentence: 'flows.csv is not text: 40 of its first 66 bytes can’t be characters.',
      found: 'a NUL byte at byte 26, and more like it',
      bytes: { offset: 26, oddLength: 1 },
    })
  })

  it.each([
    ['a CSV', 'proto,bytes\ntcp,1\n'],
    ['a CSV with JSON in its cells', 'proto,extra\ntcp,"{""a"": 1}"\n'],
    ['a CSV whose first column begins with a bracket', '[proto],bytes\ntcp,1\n'],
    ['a CSV with accents in Latin-1', 'ort,bytes\nK\xf6ln,1\n'],
    ['a CSV with one NUL in it', `proto,bytes\n${'tcp,1\n'.repeat(50)}\0`],
  ])('is not what %s is taken for', (_, text) => {
    expect(failureOf(ascii(text))).toBeNull()
  })
})
