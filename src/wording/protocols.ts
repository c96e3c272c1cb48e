/**
 * Protocols: a protocol by name where a file has its number.
 *
 * Source: IANA, Assigned Internet Protocol Numbers, https://www.iana.org/assignments/protocol-numbers/
 */

const NAMES: ReadonlyMap<string, string> = new Map([
  ['1', 'ICMP'],
  ['6', 'TCP'],
  ['17', 'UDP'],
  ['47', 'GRE'],
  ['50', 'ESP'],
  ['58', 'ICMPv6'],
  ['132', 'SCTP'],
])

/** "17" → "UDP"; a name, and a number that few know, stay as they are. */
export const protocolWords = (text: string): string => NAMES.get(text) ?? text

/** As logs write the protocol whose ports are types and codes. */
export const ICMP = /^(icmp6?|icmpv6|ipv6-icmp|1|58)$/i
