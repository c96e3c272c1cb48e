/**
 * Pcapng interface: what an interface description block says, its options read with care.
 *
 * Source: IETF draft-ietf-opsawg-pcapng-02 sections 3.5 (options) and 4.2 (the block).
 */

import { decodeHead } from '../encoding'
import { clockOf } from './clock'
import { captureInterface, type CaptureInterface } from './record'

const OptionCode = { end: 0, name: 2, resolution: 9, checkBits: 13, timeOffset: 14 } as const

/** Microseconds, where the file doesn't say. */
const USUAL_RESOLUTION = 6
/** A name is for reading: longer ones are cut. */
const LONGEST_NAME_BYTES = 200

/**
 * @param body the block without its type, its lengths: from the link type on
 * An option that runs beyond the block ends the list; one of an impossible length is passed over.
 */
export function readInterface(body: DataView, little: boolean): CaptureInterface {
  const found = { name: '', resolution: USUAL_RESOLUTION, checkBytes: 0, timeOffset: 0 }
  let at = 8
  while (at + 4 <= body.byteLength) {
    const code = body.getUint16(at, little)
    const length = body.getUint16(at + 2, little)
    at += 4
    if (code === OptionCode.end || at + length > body.byteLength) break
    if (code === OptionCode.name) found.name = textOf(body, at, Math.min(length, LONGEST_NAME_BYTES))
    else if (code === OptionCode.resolution && length === 1) found.resolution = body.getUint8(at)
    else if (code === OptionCode.checkBits && length === 1) found.checkBytes = Math.floor(body.getUint8(at) / 8)
    else if (code === OptionCode.timeOffset && length === 8) found.timeOffset = Number(body.getBigInt64(at, little))
    at += length + ((4 - (length & 3)) & 3)
  }
  return captureInterface(body.getUint16(0, little), {
    name: found.name,
    snapLengthBytes: body.getUint32(4, little),
    checkBytes: found.checkBytes,
    clock: clockOf(found.resolution, found.timeOffset),
  })
}

/** UTF-8, without the NUL that some writers put behind it. */
const textOf = (view: DataView, at: number, length: number): string =>
  decodeHead(new Uint8Array(view.buffer, view.byteOffset + at, length), 'utf-8').replace(/\0.*$/s, '')
