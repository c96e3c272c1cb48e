/**
 * Service families: what kind of work a service or a destination port stands for, in the analyst's words.
 *
 * Sources: IANA Service Name and Transport Protocol Port Number Registry; Zeek's service names; KDD's service names.
 */

export interface ServiceFamily {
  /** As a title says it alone: "Web", "DNS". */
  readonly words: string
  readonly services: readonly string[]
  readonly ports: readonly number[]
  /** Asks for a password, so it can be guessed at. */
  readonly login?: true
  /** Speaks at fixed intervals by design, so a regular beat says nothing. */
  readonly regular?: true
  /** Calls out to everybody; that nobody answers is usual. */
  readonly callsOut?: true
}

export const SERVICE_FAMILIES: readonly ServiceFamily[] = [
  {
    words: 'Web',
    services: ['http', 'https', 'http_443', 'http_8001', 'http_2784', 'quic', 'http2', 'www'],
    ports: [80, 443, 8000, 8008, 8080, 8443, 8888],
  },
  { words: 'DNS', services: ['dns', 'domain', 'domain_u'], ports: [53, 853], regular: true },
  {
    words: 'Mail',
    services: ['smtp', 'smtps', 'imap', 'imap4', 'imaps', 'pop3', 'pop_3', 'pop_2', 'pop3s'],
    ports: [25, 109, 110, 143, 465, 587, 993, 995],
    login: true,
  },
  { words: 'SSH', services: ['ssh'], ports: [22], login: true },
  {
    words: 'Telnet',
    services: ['telnet', 'login', 'shell', 'exec', 'klogin', 'kshell'],
    ports: [23, 512, 513, 514],
    login: true,
  },
  { words: 'Remote desktop', services: ['rdp', 'vnc', 'rfb', 'x11', 'X11'], ports: [3389, 5900, 5901], login: true },
  {
    words: 'File transfer',
    services: ['ftp', 'ftp_data', 'ftp-data', 'tftp', 'tftp_u', 'sftp'],
    ports: [20, 21, 69, 989, 990],
    login: true,
  },
  { words: 'File sharing', services: ['smb', 'nfs', 'cifs', 'dce_rpc', 'afs'], ports: [111, 135, 139, 445, 2049] },
  { words: 'Backup', services: ['rsync', 'bacula', 'nbu'], ports: [873, 9101, 9102, 9103, 10000, 13724] },
  { words: 'Clock (NTP)', services: ['ntp', 'ntp_u', 'time', 'tim_i'], ports: [37, 123], regular: true },
  { words: 'Ping', services: ['icmp', 'eco_i', 'ecr_i', 'echo'], ports: [7], regular: true },
  {
    words: 'Address lease (DHCP)',
    services: ['dhcp', 'bootp'],
    ports: [67, 68, 546, 547],
    regular: true,
    callsOut: true,
  },
  {
    words: 'Discovery on the LAN',
    services: ['netbios_ns', 'netbios_dgm', 'netbios_ssn', 'netbios-ns', 'mdns', 'llmnr', 'ssdp', 'nbns'],
    ports: [137, 138, 1900, 3702, 5353, 5355],
    regular: true,
    callsOut: true,
  },
  {
    words: 'Monitoring',
    services: ['snmp', 'syslog', 'netstat', 'systat'],
    ports: [161, 162, 10050, 10051, 9100],
    regular: true,
  },
  {
    words: 'Directory',
    services: ['ldap', 'ldaps', 'krb', 'krb_tcp', 'kerberos', 'radius'],
    ports: [88, 389, 464, 636, 1812, 1813, 3268, 3269],
  },
  {
    words: 'Database',
    services: ['mysql', 'postgresql', 'postgres', 'sql_net', 'mssql', 'tds', 'mongodb', 'redis'],
    ports: [1433, 1521, 3306, 5432, 6379, 27017],
    login: true,
  },
  { words: 'Voice', services: ['sip', 'rtp', 'stun'], ports: [3478, 5004, 5060, 5061] },
  {
    words: 'VPN',
    services: ['openvpn', 'ipsec', 'ike', 'wireguard', 'pptp', 'l2tp', 'teredo', 'ayiya'],
    ports: [500, 1194, 1701, 1723, 4500, 51820],
  },
  { words: 'Printing', services: ['ipp', 'printer', 'lpd'], ports: [515, 631, 9200] },
  { words: 'News', services: ['nntp', 'nnsp'], ports: [119, 433, 563] },
  { words: 'Chat', services: ['irc', 'IRC', 'xmpp'], ports: [5222, 5269, 6667, 6697] },
]

const byService = new Map(
  SERVICE_FAMILIES.flatMap((family) => family.services.map((name) => [name.toLowerCase(), family] as const)),
)
const byPort = new Map(SERVICE_FAMILIES.flatMap((family) => family.ports.map((port) => [port, family] as const)))

/** TLS says nothing of what is inside: there the port decides, and without one it is the web. */
const ENCRYPTED = new Set(['ssl', 'tls'])

/** Zeek calls NetBIOS and multicast look-ups "dns" too; the port knows better. */
const LAN_LOOK_UPS = byPort.get(137)!

/**
 * @param service the file's own word, '' or null where it has none; Zeek may list several: "gssapi,smb"
 * @param port destination port, NaN where there is none
 */
export function familyOf(service: string | null, port: number): ServiceFamily | null {
  if (byPort.get(port) === LAN_LOOK_UPS) return LAN_LOOK_UPS
  const names = service === null ? [] : service.toLowerCase().split(/[,;|+ ]/)
  for (const name of names) {
    const family = byService.get(name)
    if (family) return family
  }
  return byPort.get(port) ?? (names.some((name) => ENCRYPTED.has(name)) ? byService.get('https')! : null)
}
