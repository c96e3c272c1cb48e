/**
 * Held packet: the one packet that waits for the next, because only that one can tell whether its time is right.
 */

import { emptyPacket, type Packet } from '../capture/packet'

/** An IPv6 address. */
const LONGEST_ADDRESS = 16

export class HeldPacket {
  isHeld = false
  stamp = 0
  readonly packet: Packet = emptyPacket()
  private readonly addresses = new Uint8Array(2 * LONGEST_ADDRESS)

  /** @param packet copied, its addresses with it */
  hold(packet: Packet, stamp: number): void {
    const { bytes, sourceAt, destinationAt, addressLength } = packet
    this.addresses.set(bytes.subarray(sourceAt, sourceAt + addressLength))
    this.addresses.set(bytes.subarray(destinationAt, destinationAt + addressLength), LONGEST_ADDRESS)
    const where = { bytes: this.addresses, sourceAt: 0, destinationAt: LONGEST_ADDRESS }
    Object.assign(this.packet, packet, where)
    this.stamp = stamp
    this.isHeld = true
  }
}
