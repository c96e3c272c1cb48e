import { describe, expect, it } from 'vitest'
import { zipFile, type ZipMember } from '../../../fixtures/containers/zip-file'
import { encoded, refusalOf, unpack } from '../support/unpacking'

const TEXT = `proto,bytes\n${Array.from({ length: 300 }, (_, row) => `tcp,${row * 37}\n`).join('')}`
const member = (more: Partial<ZipMember> = {}): ZipMember => ({
  path: 'day/flows.csv',
  content: encoded(TEXT),
  ...more,
})
const zipped = (...members: readonly ZipMember[]) => ({ name: 'flows.zip', bytes: zipFile(members) })

describe('zip', () => {
  it.each<readonly [string, Partial<ZipMember>]>([
    ['deflated', {}],
    ['stored', { stored: true }],
    ['with its sizes behind the data', { descriptor: true }],
    ['with wide sizes (zip64)', { zip64: true }],
  ])('gives the file inside: %s', async (_, more) => {
    const { content, containers, text, warnings } = await unpack(zipped(member(more)))
    expect(content).toBe(TEXT)
    expect([containers, text.name, warnings]).toEqual([['zip'], 'flows.csv', []])
  })

  it('is found whatever comment stands behind its list', async () => {
    const bytes = zipFile([member()], 'PK and more words')
    expect((await unpack({ name: 'a.zip', bytes })).content).toBe(TEXT)
  })

  it('takes the table and says what it left', async () => {
    const others = ['README.md', '__MACOSX/day/._flows.csv', 'paper.pdf'].map((path) => member({ path }))
    const { content, warnings } = await unpack(zipped(member(), ...others))
    expect(content).toBe(TEXT)
    expect(warnings).toEqual(['Of the 4 files in flows.zip, README.md, ._flows.csv and paper.pdf were left out.'])
  })

  it('takes Zeek’s connections among its logs', async () => {
    const logs = ['dns.log', 'conn.log', 'http.log'].map((path) => member({ path, content: encoded(`${path}\n1\n`) }))
    const { content, warnings } = await unpack(zipped(...logs))
    expect(content).toBe('conn.log\n1\n')
    expect(warnings).toEqual(['Of the 3 files in flows.zip, dns.log and http.log were left out.'])
  })

  it('puts several tables of one kind together, in the order of their names', async () => {
    const hours = [10, 9].map((hour) =>
      member({ path: `h${hour}.csv`, content: encoded(`proto,bytes\ntcp,${hour}\n`) }),
    )
    const { content, parts } = await unpack(zipped(...hours))
    expect(content).toBe('proto,bytes\ntcp,9\n\ntcp,10\n')
    expect(parts).toEqual([
      { name: 'h9.csv', firstLine: 1, sizeBytes: 18 },
      { name: 'h10.csv', firstLine: 3, sizeBytes: 19 },
    ])
  })

  it.each<readonly [string, readonly ZipMember[], string]>([
    [
      'an Office document',
      [member({ path: '[Content_Types].xml' })],
      'flows.zip is an Office document, which Flotsam does not read.',
    ],
    ['an entry behind a password', [member({ encrypted: true })], 'day/flows.csv in flows.zip is encrypted.'],
    ['an entry packed in another way', [member({ method: 14 })], 'day/flows.csv in flows.zip is packed with LZMA.'],
    [
      'nothing that looks like a table',
      [member({ path: 'README' })],
      'flows.zip holds nothing that looks like a table of flows.',
    ],
  ])('is refused: %s', async (_, members, sentence) => {
    expect((await refusalOf([zipped(...members)])).sentence).toBe(sentence)
  })

  it('that was cut off is refused for its missing list', async () => {
    const { bytes } = zipped(member())
    expect((await refusalOf([{ name: 'cut.zip', bytes: bytes.subarray(0, 300) }])).sentence).toBe(
      'cut.zip is a zip archive whose list of files is missing.',
    )
  })

  it('whose data is damaged says so', async () => {
    const { bytes } = zipped(member({ stored: false }))
    bytes[200]! ^= 0x55
    const { warnings } = await unpack({ name: 'odd.zip', bytes })
    expect(warnings[0]).toMatch(/^day\/flows\.csv in odd\.zip is damaged: [\d,]+ bytes of [\d,]+ were unpacked/)
  })
})
