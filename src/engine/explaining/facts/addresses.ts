/**
 * Addresses: whether an address is inside or outside the analyst's network, as far as an address can tell.
 *
 * Sources: RFC 1918 and 6598 (private and shared IPv4), RFC 4193 and 4291 (unique local and link-local IPv6), RFC 1112
 * (multicast), RFC 919 (broadcast).
 */

/** Private, shared, link-local, loopback, multicast or broadcast: no way out of the network. */
export function isInside(address: string): boolean {
  if (address.includes(':')) return /^(f[cd]|fe[89ab]|ff|::1$|::$)/i.test(address.trim())
  const parts = address.trim().split('.').map(Number)
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) return false
  const [a, b] = parts as [number, number, number, number]
  return (
    a === 10 ||
    a === 127 ||
    a === 0 ||
    a >= 224 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127)
  )
}
