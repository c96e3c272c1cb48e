/**
 * Zip: one file in an archive, or several of one kind.
 *
 * What is stored as it is, is not copied. Sizes are those of the directory, so that entries whose header says "later" are no matter.
 * Source: PKWARE APPNOTE 6.3.10.
 */

import { count } from '../../../wording/numbers'
import { refusal, success, type Failure, type Outcome } from '../../failure'
import { portionOf } from '../../numeric/portion'
import type { Pulse } from '../../numeric/pulse'
import { bundleOf } from '../bundle'
import type { ByteStore, Converter } from '../conversion'
import { startsWith } from '../encoding'
import { partOfSource } from '../joined-source'
import type { ByteSource } from '../source'
import { baseName, chooseEntries } from './archive-entries'
import { ByteFeed } from './byte-feed'
import { inflateInto } from './inflate-into'
import { unpackInto } from './unpack-into'
import { Unpacked } from './unpacked'
import { packedStart, readZipDirectory, type ZipEntry } from './zip-directory'

const LOCAL_HEADER = [0x50, 0x4b, 3, 4] as const
const [STORED, DEFLATED] = [0, 8]
const METHOD_NAMES: Readonly<Record<number, string>> = {
  9: 'Deflate64',
  12: 'bzip2',
  14: 'LZMA',
  93: 'Zstandard',
  95: 'xz',
  98: 'PPMd',
}

export const zip: Converter = {
  name: 'zip',
  recognise: ({ bytes }) => startsWith(bytes, LOCAL_HEADER),
  convert: async (source, _, __, store, pulse) => {
    const directory = await readZipDirectory(source)
    if (directory === null) return noDirectory(source)
    if (directory.some(({ path }) => path === '[Content_Types].xml')) return officeDocument(source)
    const chosen = chooseEntries(source, 'a zip archive', directory)
    if (!chosen.ok) return chosen
    const { entries, warnings } = chosen.value
    const read = await readEntries(source, entries, store, pulse)
    if (!read.ok) return read
    const { files, damage } = read.value
    return success({
      kind: 'container',
      container: 'zip',
      inside: bundleOf(files),
      warnings: [...warnings, ...damage],
      partlyRead: damage.length > 0,
    })
  },
}

interface ReadEntries {
  readonly files: readonly ByteSource[]
  readonly damage: readonly string[]
}

async function readEntries(
  source: ByteSource,
  entries: readonly ZipEntry[],
  store: ByteStore,
  pulse: Pulse,
): Promise<Outcome<ReadEntries>> {
  const files: ByteSource[] = []
  const damage: string[] = []
  for (const [index, entry] of entries.entries()) {
    const portion = portionOf(pulse, index / entries.length, (index + 1) / entries.length)
    const read = await readEntry(source, entry, store, portion)
    if (!read.ok) return read
    files.push(read.value.inside)
    damage.push(...read.value.warnings)
  }
  return success({ files, damage })
}

async function readEntry(
  source: ByteSource,
  entry: ZipEntry,
  store: ByteStore,
  pulse: Pulse,
): Promise<Outcome<{ readonly inside: ByteSource; readonly warnings: readonly string[] }>> {
  const { path, method, packedBytes, isEncrypted } = entry
  if (isEncrypted) return encrypted(source, path)
  if (method !== STORED && method !== DEFLATED) return unknownMethod(source, entry)
  const start = await packedStart(source, entry)
  if (start === null) return noEntry(source, entry)
  if (method === STORED) {
    return success({ inside: partOfSource(baseName(path), source, start, start + packedBytes), warnings: [] })
  }
  return unpackInto(store, baseName(path), async (sink) => {
    const packed = partOfSource(path, source, start, start + packedBytes)
    const unpacked = new Unpacked(packed, sink, pulse)
    const stop = await inflateInto(new ByteFeed(packed), unpacked)
    if (unpacked.sizeBytes === 0) return noEntry(source, entry)
    const isWhole = stop === 'end' && unpacked.checkSum() === entry.crc && unpacked.sizeBytes === entry.sizeBytes
    return success({ container: 'zip', warnings: isWhole ? [] : [damaged(source, entry, unpacked.sizeBytes)] })
  })
}

const damaged = ({ name }: ByteSource, { path, sizeBytes }: ZipEntry, unpackedBytes: number): string =>
  `${path} in ${name} is damaged: ${count(unpackedBytes)} bytes of ${count(sizeBytes)} were unpacked, and their check sum doesn’t fit.`

const refuse = (source: ByteSource, sentence: string, details: Omit<Failure, 'code' | 'sentence'>): Outcome<never> =>
  refusal('unsupported-format', sentence, { where: source.name, ...details })

const noDirectory = (source: ByteSource): Outcome<never> =>
  refuse(source, `${source.name} is a zip archive whose list of files is missing.`, {
    found: `no list at the end of ${count(source.sizeBytes)} bytes: it was cut off, most likely`,
    needed: 'a zip archive that is whole',
    advice: 'Copy or download it again, then drop it here.',
  })

const officeDocument = (source: ByteSource): Outcome<never> =>
  refuse(source, `${source.name} is an Office document, which Flotsam does not read.`, {
    found: 'a zip archive with [Content_Types].xml in it, as documents, sheets and slides are',
    needed: 'text in columns: comma, semicolon, tab or pipe between the cells, one flow a line',
    advice: 'Save the sheet as CSV and drop that.',
  })

const encrypted = (source: ByteSource, path: string): Outcome<never> =>
  refuse(source, `${path} in ${source.name} is encrypted.`, {
    found: 'an entry that only a password opens',
    needed: 'an archive without a password',
    advice: 'Unpack it with the password and drop what is inside.',
  })

const unknownMethod = (source: ByteSource, { path, method }: ZipEntry): Outcome<never> =>
  refuse(source, `${path} in ${source.name} is packed with ${METHOD_NAMES[method] ?? `method ${method}`}.`, {
    found: `compression method ${method}`,
    needed: 'entries that are stored or deflated, as nearly all are',
    advice: 'Unpack it and drop what is inside.',
  })

const noEntry = (source: ByteSource, { path, headerAt }: ZipEntry): Outcome<never> =>
  refuse(source, `${path} in ${source.name} can’t be unpacked.`, {
    found: `damage at byte ${count(headerAt)}, where the archive’s list says it begins`,
    needed: 'a zip archive that is whole',
    advice: 'Copy or download it again, then drop it here.',
  })
