/**
 * Packet: what a capture tells of one packet once its headers have been read, and whoever takes packets one by one.
 *
 * The same object is filled again for every packet, so that millions of them cost no memory: whoever wants to keep a
 * field copies it.
 */

/** IP protocol numbers (IANA, "Assigned Internet Protocol Numbers") that have ports or types here. */
export const IpProtocol = { icmp: 1, tcp: 6, udp: 17, icmp6: 58, sctp: 132 } as const

export interface Packet {
  /** Place in the capture, from 1. */
  frame: number
  /** Since 1970, UTC: whole seconds, and nanoseconds below one second. */
  seconds: number
  nanoseconds: number
  /** Bytes of the packet on the wire, link header included. */
  wireBytes: number
  /** Holds both addresses, good until the next packet. */
  bytes: Uint8Array
  sourceAt: number
  destinationAt: number
  /** Bytes of an address: 4 or 16. */
  addressLength: 4 | 16
  /** Of the innermost IP header. */
  protocol: number
  /** 0 where the protocol has none; for ICMP the type and the code. */
  sourcePort: number
  destinationPort: number
  /** Bytes from the innermost IP header to the packet's end, as the header says, not as captured. */
  ipBytes: number
  /** Bytes behind the transport header, as the IP header says. */
  payloadBytes: number
  /** The low byte of the flags: FIN 1, SYN 2, RST 4, PSH 8, ACK 16, URG 32, ECE 64, CWR 128; 0 where it is no TCP. */
  tcpFlags: number
  /** Unsigned 32 bits; 0 where it is no TCP. */
  sequence: number
  acknowledgement: number
  /** TCP's receive window as it stands in the header. */
  window: number
  /** 0 where there is no tag; the outermost one. */
  vlan: number
  /** A fragment after the first: its ports are those of its datagram, and it has no header of TCP, UDP … to read. */
  laterFragment: boolean
}

export interface PacketSink {
  /** @param packet good until the call returns */
  packet(packet: Packet): void
  /** A packet that is no flow's: counted by its reason, "ARP", "a fragment whose first part is missing" … */
  unread(reason: string, frame: number): void
}

export const emptyPacket = (): Packet => ({
  frame: 0,
  seconds: 0,
  nanoseconds: 0,
  wireBytes: 0,
  bytes: new Uint8Array(0),
  sourceAt: 0,
  destinationAt: 0,
  addressLength: 4,
  protocol: 0,
  sourcePort: 0,
  destinationPort: 0,
  ipBytes: 0,
  payloadBytes: 0,
  tcpFlags: 0,
  sequence: 0,
  acknowledgement: 0,
  window: 0,
  vlan: 0,
  laterFragment: false,
})
