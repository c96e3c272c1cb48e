/**
 * Dissector: one captured frame → one packet, header by header, down to the innermost flow.
 *
 * Nothing is made per packet: the same frame and packet are filled again. A tunnel's content is the packet; where it
 * can't be read, the tunnel itself is.
 */

import type { CaptureRecord } from '../record'
import { emptyPacket } from '../packet'
import { copyFlow, Fragment, Layer, newFrame, unread, type Frame } from './frame'
import { etherInIp, gre, ipInIp } from './gre'
import { ip4 } from './ip4'
import { authentication, ip6, ip6Extension, ip6Fragment } from './ip6'
import { layerOfLink, linkInWords } from './link-types'
import { ciscoHdlc, cooked, cooked2, ethernet, ip, loop, loopbackNull, ppp } from './links'
import { llc } from './llc'
import { mpls } from './mpls'
import { pppoe } from './ppp'
import { icmp, laterFragment, portless, portsOnly, tcp, udp } from './transport'
import { geneve, gtpUser, vxlan } from './udp-tunnels'
import { radiotap, wireless } from './wireless'

/** Headers of one frame: real ones have a dozen at most. */
const MOST_HEADERS = 32

export class Dissector {
  /** Filled by `dissect`. */
  readonly packet = emptyPacket()
  private readonly frame = newFrame(this.packet, emptyPacket())
  private linkType = -1
  private firstLayer: Layer | null = null
  private unreadLink = ''

  /** @returns why the packet could not be read, or null: it is in `packet` */
  dissect(record: CaptureRecord): string | null {
    const { linkType } = record.interface
    if (linkType !== this.linkType) {
      this.linkType = linkType
      this.firstLayer = layerOfLink(linkType)
      this.unreadLink = `frames of a link that is not read here (${linkInWords(linkType)})`
    }
    if (this.firstLayer === null) return this.unreadLink
    this.begin(record)
    return this.read(this.firstLayer) ? null : this.frame.reason
  }

  private begin(record: CaptureRecord): void {
    const { frame, packet } = this
    packet.frame = record.frame
    packet.seconds = record.seconds
    packet.nanoseconds = record.nanoseconds
    packet.wireBytes = record.wireBytes
    packet.bytes = record.bytes
    packet.vlan = 0
    frame.bytes = record.bytes
    frame.at = record.dataAt
    frame.wireEnd = record.dataAt + Math.max(0, record.wireBytes - record.interface.checkBytes)
    frame.end = Math.min(record.dataAt + record.capturedBytes, frame.wireEnd)
    frame.isInTunnel = false
    frame.fragment = Fragment.none
  }

  private read(first: Layer): boolean {
    const { frame } = this
    let layer = first
    for (let headers = 0; headers < MOST_HEADERS && layer > Layer.unread; headers++) layer = readHeader(frame, layer)
    if (layer === Layer.read) return true
    if (layer !== Layer.unread) unread(frame, `more than ${MOST_HEADERS} headers, one in the other`)
    if (frame.isInTunnel) copyFlow(frame.tunnel, frame.packet)
    return frame.isInTunnel
  }
}

/** A switch over small numbers, which is faster than a table of functions: all of it is compiled as one. */
function readHeader(frame: Frame, layer: Layer): Layer {
  switch (layer) {
    case Layer.ethernet:
      return ethernet(frame)
    case Layer.cooked:
      return cooked(frame)
    case Layer.cooked2:
      return cooked2(frame)
    case Layer.loopbackNull:
      return loopbackNull(frame)
    case Layer.loop:
      return loop(frame)
    case Layer.wireless:
      return wireless(frame)
    case Layer.radiotap:
      return radiotap(frame)
    case Layer.ppp:
      return ppp(frame)
    case Layer.ciscoHdlc:
      return ciscoHdlc(frame)
    case Layer.ip:
      return ip(frame)
    case Layer.llc:
      return llc(frame)
    case Layer.mpls:
      return mpls(frame)
    case Layer.pppoe:
      return pppoe(frame)
    case Layer.ip4:
      return ip4(frame)
    case Layer.ip6:
      return ip6(frame)
    case Layer.ip6Extension:
      return ip6Extension(frame)
    case Layer.ip6Fragment:
      return ip6Fragment(frame)
    case Layer.authentication:
      return authentication(frame)
    case Layer.tcp:
      return tcp(frame)
    case Layer.udp:
      return udp(frame)
    case Layer.icmp:
      return icmp(frame)
    case Layer.portsOnly:
      return portsOnly(frame)
    case Layer.portless:
      return portless(frame)
    case Layer.laterFragment:
      return laterFragment(frame)
    case Layer.gre:
      return gre(frame)
    case Layer.ipInIp:
      return ipInIp(frame)
    case Layer.etherInIp:
      return etherInIp(frame)
    case Layer.vxlan:
      return vxlan(frame)
    case Layer.geneve:
      return geneve(frame)
    case Layer.gtpUser:
      return gtpUser(frame)
    default:
      return layer
  }
}
