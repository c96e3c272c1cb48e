/**
 * Fingerprint: FNV-1a, 64 bits, over bytes as they stream past.
 *
 * The prime is 2⁴⁰ + 0x1b3, so hash × prime mod 2⁶⁴ needs one multiplication by 435 per half and a shift by 8. The low
 * product stays below 2⁴¹, which a double holds exactly.
 * Source: Fowler, Noll, Vo; IETF draft-eastlake-fnv, section 5.
 */
export class Fingerprint {
  private high = 0xcbf29ce4
  private low = 0x84222325

  add(bytes: Uint8Array): void {
    let { high, low } = this
    for (let i = 0; i < bytes.length; i++) {
      low = (low ^ bytes[i]!) >>> 0
      const product = low * 0x1b3
      const carry = (product - (product >>> 0)) / 0x100000000
      high = (Math.imul(high, 0x1b3) + (low << 8) + carry) | 0
      low = product >>> 0
    }
    this.high = high
    this.low = low
  }

  /** The 8 bytes, highest first. */
  bytes(): Uint8Array {
    const bytes = new Uint8Array(8)
    const view = new DataView(bytes.buffer)
    view.setInt32(0, this.high)
    view.setInt32(4, this.low)
    return bytes
  }

  /** 16 hex digits. */
  text(): string {
    return hex(this.high) + hex(this.low)
  }
}

const hex = (half: number): string => (half >>> 0).toString(16).padStart(8, '0')
