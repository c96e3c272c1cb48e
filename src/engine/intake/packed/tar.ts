/**
 * Tar: files one behind the other, each behind a block that names it. Nothing is copied: an entry is a part of the archive.
 *
 * Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Interchange Format"; GNU tar manual, "Basic Tar Format" (long names).
 */

import { count } from '../../../wording/numbers'
import { success } from '../../failure'
import type { Pulse } from '../../numeric/pulse'
import { bundleOf } from '../bundle'
import type { Converter, Unpacked } from '../conversion'
import { decodeHead } from '../encoding'
import { partOfSource } from '../joined-source'
import { readSlice, type ByteSource } from '../source'
import { baseName, chooseEntries, type NamedEntry } from './archive-entries'

const BLOCK_BYTES = 512
/** Names of pax and GNU; longer ones are cut. */
const LONGEST_NAME_BYTES = 65_536

interface TarEntry extends NamedEntry {
  readonly start: number
}

export const tar: Converter = {
  name: 'tar',
  recognise: ({ bytes }) => bytes.length >= BLOCK_BYTES && isHeader(bytes.subarray(0, BLOCK_BYTES)),
  convert: async (source, _, __, ___, pulse) => {
    const { entries, damage } = await readEntries(source, pulse)
    const chosen = chooseEntries(source, 'a tar archive', entries)
    return chosen.ok ? success(unpacked(source, chosen.value.entries, damage, chosen.value.warnings)) : chosen
  },
}

function unpacked(
  source: ByteSource,
  entries: readonly TarEntry[],
  damage: readonly string[],
  warnings: readonly string[],
): Unpacked {
  const files = entries.map(({ path, start, sizeBytes }) =>
    partOfSource(baseName(path), source, start, start + sizeBytes),
  )
  const said = { warnings: [...damage, ...warnings], partlyRead: damage.length > 0 }
  return { kind: 'container', container: 'tar', inside: bundleOf(files), ...said }
}

interface Listing {
  readonly entries: readonly TarEntry[]
  readonly damage: readonly string[]
}

async function readEntries(source: ByteSource, pulse: Pulse): Promise<Listing> {
  const entries: TarEntry[] = []
  let longName: string | null = null
  for (let at = 0; at + BLOCK_BYTES <= source.sizeBytes;) {
    const block = await readSlice(source, at, at + BLOCK_BYTES)
    if (block.every((byte) => byte === 0)) break
    if (!isHeader(block)) return { entries, damage: [damaged(source, at)] }
    const sizeBytes = numberIn(block.subarray(124, 136))
    const start = at + BLOCK_BYTES
    const kind = String.fromCharCode(block[156]!)
    const end = Math.min(source.sizeBytes, start + sizeBytes)
    if (kind === 'x' || kind === 'L') {
      const bytes = await readSlice(source, start, Math.min(end, start + LONGEST_NAME_BYTES))
      longName = kind === 'L' ? textIn(bytes) : (/\d+ path=([^\n]*)\n/.exec(textIn(bytes))?.[1] ?? longName)
    } else if (kind !== 'g') {
      const path = longName ?? shortName(block)
      if (kind === '0' || kind === '\0') entries.push({ path, start, sizeBytes: end - start })
      longName = null
    }
    if (start + sizeBytes > source.sizeBytes) return { entries, damage: [cutOff(source)] }
    at = start + Math.ceil(sizeBytes / BLOCK_BYTES) * BLOCK_BYTES
    await pulse.breathe()
  }
  return { entries, damage: [] }
}

/** "ustar", and the sum of the block's bytes, its own place taken for blanks. */
function isHeader(block: Uint8Array): boolean {
  if (textIn(block.subarray(257, 262)) !== 'ustar') return false
  let sum = 0
  for (let at = 0; at < BLOCK_BYTES; at++) sum += at >= 148 && at < 156 ? 32 : block[at]!
  return sum === numberIn(block.subarray(148, 156))
}

/** Octal digits; or, where the first bit is set, a binary number, the high byte first (GNU). */
function numberIn(field: Uint8Array): number {
  if ((field[0]! & 0x80) !== 0) return field.subarray(1).reduce((value, byte) => value * 256 + byte, field[0]! & 0x7f)
  const digits = /^[\0 ]*([0-7]*)/.exec(String.fromCharCode(...field))![1]!
  return digits === '' ? 0 : parseInt(digits, 8)
}

function shortName(block: Uint8Array): string {
  const prefix = block[263] === 48 ? textIn(block.subarray(345, 500)) : ''
  const name = textIn(block.subarray(0, 100))
  return prefix === '' ? name : `${prefix}/${name}`
}

const textIn = (bytes: Uint8Array): string => {
  const end = bytes.indexOf(0)
  return decodeHead(end < 0 ? bytes : bytes.subarray(0, end), 'utf-8')
}

const damaged = ({ name }: ByteSource, offset: number): string =>
  `${name} is damaged at byte ${count(offset)}: the files before were read, the rest is missing.`

const cutOff = ({ name, sizeBytes }: ByteSource): string =>
  `${name} is cut off at byte ${count(sizeBytes)}: the last file in it is not whole.`
