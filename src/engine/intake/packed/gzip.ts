/**
 * Gzip: one file, packed in one member or in many, one behind the other (as logrotate, cat and bgzip leave them).
 *
 * A file that was cut off or damaged gives what could be unpacked before, with a warning that says where it ended.
 * Source: RFC 1952.
 */

import { count } from '../../../wording/numbers'
import { refusal, success, type Outcome } from '../../failure'
import type { Converter } from '../conversion'
import { startsWith } from '../encoding'
import type { ByteSource } from '../source'
import { ByteFeed } from './byte-feed'
import { inflateInto } from './inflate-into'
import { uint16, uint32 } from './little-endian'
import { nameInside } from './name-inside'
import { Unpacked } from './unpacked'
import { unpackInto } from './unpack-into'

const MAGIC = [0x1f, 0x8b] as const
const DEFLATE = 8
const HEADER_BYTES = 10
const TRAILER_BYTES = 8
/** Bits of the flags. */
const [HAS_CHECK, HAS_EXTRA, HAS_NAME, HAS_COMMENT, RESERVED] = [2, 4, 8, 16, 0xe0]
/** An extra field has 64 kB at most; a name or a comment that is longer than this is none. */
const LONGEST_HEADER = 131_072

export const gzip: Converter = {
  name: 'gzip',
  recognise: ({ bytes }) => startsWith(bytes, [...MAGIC, DEFLATE]),
  convert: (source, _, __, store, pulse) =>
    unpackInto(store, nameInside(source.name, /\.(gz|gzip|bgz)$/i, /\.(tgz)$/i), async (sink) => {
      const unpacked = new Unpacked(source, sink, pulse)
      const [warning, partlyRead] = await readMembers(source, unpacked)
      if (unpacked.sizeBytes === 0 && warning !== null) return nothingInside(source, warning)
      return success({ container: 'gzip', warnings: warning === null ? [] : [warning], partlyRead })
    }),
}

/** @returns what is wrong with the file, if anything, and whether something of it could not be read */
async function readMembers(
  source: ByteSource,
  unpacked: Unpacked,
): Promise<readonly [warning: string | null, partlyRead: boolean]> {
  const feed = new ByteFeed(source)
  for (let member = 1; !feed.isAtEnd; member++) {
    const start = feed.offset
    if (!(await skipHeader(feed)))
      return member === 1 ? [damaged(source, start), true] : [trailing(source, start, unpacked), false]
    const before = unpacked.sizeBytes
    const stop = await inflateInto(feed, unpacked)
    if (stop === 'cut off') return [cutOff(source, unpacked), true]
    if (stop === 'broken') return [damaged(source, feed.offset), true]
    const wrong = await checkTrailer(feed, source, unpacked, unpacked.sizeBytes - before)
    if (wrong !== null) return [wrong, true]
  }
  return [null, false]
}

/** @returns false if no member begins here */
async function skipHeader(feed: ByteFeed): Promise<boolean> {
  const fixed = await feed.ahead(HEADER_BYTES)
  if (fixed.length < HEADER_BYTES || !startsWith(fixed, [...MAGIC, DEFLATE])) return false
  const flags = fixed[3]!
  if ((flags & RESERVED) !== 0) return false
  const bytes = flags === 0 ? fixed : await feed.ahead(LONGEST_HEADER)
  let at = HEADER_BYTES
  if (flags & HAS_EXTRA) at += at + 2 <= bytes.length ? 2 + uint16(bytes, at) : 2
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if ((flags & flag) === 0) continue
    const end = bytes.indexOf(0, at)
    if (end < 0) return false
    at = end + 1
  }
  if (flags & HAS_CHECK) at += 2
  if (at > bytes.length) return false
  feed.use(at)
  return true
}

async function checkTrailer(
  feed: ByteFeed,
  source: ByteSource,
  unpacked: Unpacked,
  memberBytes: number,
): Promise<string | null> {
  const checkSum = unpacked.checkSum()
  const trailer = await feed.ahead(TRAILER_BYTES)
  if (trailer.length < TRAILER_BYTES) return cutOff(source, unpacked)
  const fits = uint32(trailer, 0) === checkSum && uint32(trailer, 4) === memberBytes % 2 ** 32
  const at = feed.offset
  feed.use(TRAILER_BYTES)
  return fits ? null : `The check sum of ${source.name} at byte ${count(at)} doesn’t fit: some of it may be damaged.`
}

const cutOff = ({ name, sizeBytes }: ByteSource, { sizeBytes: unpackedBytes }: Unpacked): string =>
  `${name} is cut off at byte ${count(sizeBytes)}: the ${count(unpackedBytes)} bytes that could be unpacked were read, the last line may be incomplete.`

const damaged = ({ name }: ByteSource, offset: number): string =>
  `${name} is damaged near byte ${count(offset)}: what could be unpacked before was read, the rest is missing.`

const trailing = ({ name, sizeBytes }: ByteSource, offset: number, { sizeBytes: unpackedBytes }: Unpacked): string =>
  `The last ${count(sizeBytes - offset)} bytes of ${name}, from byte ${count(offset)}, are no gzip and were left out; ${count(unpackedBytes)} bytes were unpacked before.`

const nothingInside = ({ name, sizeBytes }: ByteSource, warning: string): Outcome<never> =>
  refusal('unreadable-file', `Nothing of ${name} can be unpacked.`, {
    found: warning,
    needed: 'a gzip file that is whole at least at its beginning',
    where: `${count(sizeBytes)} bytes`,
    advice: 'Copy or download it again, then drop it here.',
  })
