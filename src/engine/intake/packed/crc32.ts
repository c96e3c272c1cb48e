/**
 * CRC-32: the check sum of gzip and zip, over bytes as they pass.
 *
 * Source: RFC 1952, section 8; four tables at once after Kounavis and Berry, "A systematic approach to building high performance,
 * software-based, CRC generators", ISCC 2005, doi:10.1109/ISCC.2005.18.
 */

const POLYNOMIAL = 0xedb88320

const TABLES = tables()

function tables(): readonly [Int32Array, Int32Array, Int32Array, Int32Array] {
  const made = [0, 1, 2, 3].map(() => new Int32Array(256)) as unknown as ReturnType<typeof tables>
  for (let byte = 0; byte < 256; byte++) {
    let value = byte
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1
    made[0][byte] = value
  }
  for (let byte = 0; byte < 256; byte++) {
    for (let index = 1; index < 4; index++) {
      const before = made[index - 1]![byte]!
      made[index]![byte] = (before >>> 8) ^ made[0][before & 255]!
    }
  }
  return made
}

export class Crc32 {
  private state = -1

  add(bytes: Uint8Array): void {
    const [t0, t1, t2, t3] = TABLES
    let value = this.state
    let at = 0
    for (const end = bytes.length - 3; at < end; at += 4) {
      value ^= bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)
      value = t3[value & 255]! ^ t2[(value >>> 8) & 255]! ^ t1[(value >>> 16) & 255]! ^ t0[value >>> 24]!
    }
    for (; at < bytes.length; at++) value = (value >>> 8) ^ t0[(value ^ bytes[at]!) & 255]!
    this.state = value
  }

  /** uint32 */
  value(): number {
    return ~this.state >>> 0
  }
}
