/**
 * TCP flags: the bits that begin, carry and end a connection. Source: RFC 9293, section 3.1.
 */

export const TcpFlag = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32 } as const
