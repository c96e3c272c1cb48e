/**
 * Zip directory: the list of files at the end of a zip archive.
 *
 * Source: PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16 and 4.5.3 (zip64).
 */

import { decodeHead } from '../encoding'
import { readSlice, type ByteSource } from '../source'
import type { NamedEntry } from './archive-entries'
import { uint16, uint32, uint64 } from './little-endian'

export interface ZipEntry extends NamedEntry {
  readonly method: number
  readonly isEncrypted: boolean
  readonly packedBytes: number
  readonly crc: number
  /** Of the header that stands before what is packed. */
  readonly headerAt: number
}

const END_SIGNATURE = 0x06054b50
const END_BYTES = 22
const LONGEST_COMMENT = 65_535
const LOCATOR_SIGNATURE = 0x07064b50
const LOCATOR_BYTES = 20
const END_64_SIGNATURE = 0x06064b50
const END_64_BYTES = 56
const ENTRY_SIGNATURE = 0x02014b50
const ENTRY_BYTES = 46
const LOCAL_SIGNATURE = 0x04034b50
const LOCAL_BYTES = 30
/** A place that only zip64's field has. */
const ELSEWHERE = 0xffffffff
const ZIP_64_FIELD = 1
/** 100,000 entries with long names. */
const LARGEST_DIRECTORY = 33_554_432

/** @returns null where there is none, as in an archive that was cut off. @throws SourceLost */
export async function readZipDirectory(source: ByteSource): Promise<readonly ZipEntry[] | null> {
  const place = await findDirectory(source)
  if (place === null) return null
  const { start, size } = place
  if (start < 0 || size > LARGEST_DIRECTORY || start + size > source.sizeBytes) return null
  return entriesIn(await readSlice(source, start, start + size))
}

interface Place {
  readonly start: number
  readonly size: number
}

async function findDirectory(source: ByteSource): Promise<Place | null> {
  const tailStart = Math.max(0, source.sizeBytes - END_BYTES - LONGEST_COMMENT - LOCATOR_BYTES)
  const tail = await readSlice(source, tailStart, source.sizeBytes)
  let at = tail.length - END_BYTES
  while (at >= 0 && uint32(tail, at) !== END_SIGNATURE) at--
  if (at < 0) return null
  const [size, start] = [uint32(tail, at + 12), uint32(tail, at + 16)]
  const locatorAt = at - LOCATOR_BYTES
  if (locatorAt < 0 || uint32(tail, locatorAt) !== LOCATOR_SIGNATURE) return { start, size }
  const end64At = uint64(tail, locatorAt + 8)
  if (end64At + END_64_BYTES > source.sizeBytes) return null
  const end64 = await readSlice(source, end64At, end64At + END_64_BYTES)
  if (uint32(end64, 0) !== END_64_SIGNATURE) return null
  return { start: uint64(end64, 48), size: uint64(end64, 40) }
}

function entriesIn(directory: Uint8Array): readonly ZipEntry[] | null {
  const entries: ZipEntry[] = []
  for (let at = 0; at + ENTRY_BYTES <= directory.length;) {
    if (uint32(directory, at) !== ENTRY_SIGNATURE) return null
    const nameLength = uint16(directory, at + 28)
    const fieldsLength = uint16(directory, at + 30)
    const end = at + ENTRY_BYTES + nameLength + fieldsLength + uint16(directory, at + 32)
    if (end > directory.length) return null
    const flags = uint16(directory, at + 8)
    const name = directory.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameLength)
    const fieldsAt = at + ENTRY_BYTES + nameLength
    entries.push({
      path: decodeHead(name, flags & 0x800 ? 'utf-8' : 'latin-1'),
      method: uint16(directory, at + 10),
      isEncrypted: (flags & 1) !== 0,
      crc: uint32(directory, at + 16),
      ...sizesOf(directory, at, directory.subarray(fieldsAt, fieldsAt + fieldsLength)),
    })
    at = end
  }
  return entries
}

/** Sizes and place stand in the entry, or each in its turn in zip64's field. */
function sizesOf(
  directory: Uint8Array,
  at: number,
  fields: Uint8Array,
): Pick<ZipEntry, 'sizeBytes' | 'packedBytes' | 'headerAt'> {
  const wide = zip64Field(fields)
  let next = 0
  const [sizeBytes, packedBytes, headerAt] = [24, 20, 42].map((place) => {
    const value = uint32(directory, at + place)
    if (value !== ELSEWHERE || next + 8 > wide.length) return value
    next += 8
    return uint64(wide, next - 8)
  }) as [number, number, number]
  return { sizeBytes, packedBytes, headerAt }
}

function zip64Field(fields: Uint8Array): Uint8Array {
  for (let at = 0; at + 4 <= fields.length;) {
    const length = uint16(fields, at + 2)
    if (uint16(fields, at) === ZIP_64_FIELD) return fields.subarray(at + 4, at + 4 + length)
    at += 4 + length
  }
  return new Uint8Array(0)
}

/** Where what is packed begins; null if no header stands where the directory says. @throws SourceLost */
export async function packedStart(source: ByteSource, { headerAt, packedBytes }: ZipEntry): Promise<number | null> {
  if (headerAt + LOCAL_BYTES > source.sizeBytes) return null
  const header = await readSlice(source, headerAt, headerAt + LOCAL_BYTES)
  if (uint32(header, 0) !== LOCAL_SIGNATURE) return null
  const start = headerAt + LOCAL_BYTES + uint16(header, 26) + uint16(header, 28)
  return start + packedBytes > source.sizeBytes ? null : start
}
