/**
 * Traffic kinds: what the made flows are made of, with the shares and sizes of their like in NSL-KDD (M. Tavallaee et al., CISDA
 * 2009, doi:10.1109/CISDA.2009.5356528), read off its 20 % training file on 2026-11-25 and rounded.
 */

/** `[low, high]`; drawn evenly on a logarithmic scale, so that most values are small. */
export type Range = readonly [low: number, high: number]

/** A share with two decimals: how often it is 0, how often 1, and where it lies otherwise. */
export type Rate = readonly [zeroShare: number, oneShare: number, low: number, high: number]

/** Log-normal around the median; a spread of 0 is a constant. */
export interface Size {
  readonly zeroShare: number
  readonly median: number
  /** Standard deviation of the natural logarithm. */
  readonly spread: number
}

export interface TrafficKind {
  /** Column 42, the ground truth. */
  readonly className: string
  /** How common it is beside the others; the sum needn't be 1. */
  readonly weight: number
  readonly protocol: 'tcp' | 'udp' | 'icmp'
  /** The first are the commonest. */
  readonly services: readonly string[]
  readonly states: readonly string[]
  readonly durationSeconds: Size
  readonly sourceBytes: Size
  readonly destinationBytes: Size
  readonly loggedInShare: number
  readonly wrongFragmentCount: number
  /** How often one of the counters of what happened inside the session is not 0. */
  readonly contentShare: number
  /** Flows of the last two seconds to the same host, and to the same service: 0 … 511. */
  readonly count: Range
  readonly serviceCount: Range
  /** Of the last hundred flows to the host: 0 … 255. */
  readonly hostCount: Range
  readonly hostServiceCount: Range
  readonly synErrors: Rate
  readonly rejections: Rate
  readonly sameService: Rate
  readonly otherHosts: Rate
  readonly sameSourcePort: Rate
  /** How many of 21 learners got it right. */
  readonly difficulty: Range
}

const NONE: Size = { zeroShare: 1, median: 0, spread: 0 }
const NEVER: Rate = [1, 0, 0, 0]
const ALWAYS: Rate = [0, 0.99, 0.5, 0.99]
const SELDOM: Rate = [0.94, 0.01, 0.01, 0.5]

const of = (median: number, spread = 0, zeroShare = 0): Size => ({ zeroShare, median, spread })

/** An ordinary web session, from which the others are said by their difference. */
const WEB: TrafficKind = {
  className: 'normal',
  weight: 300,
  protocol: 'tcp',
  services: ['http', 'http', 'http', 'http', 'http', 'http_443'],
  states: ['SF'],
  durationSeconds: of(2, 1.4, 0.93),
  sourceBytes: of(245, 0.35),
  destinationBytes: of(1500, 1.4, 0.02),
  loggedInShare: 0.99,
  wrongFragmentCount: 0,
  contentShare: 0.01,
  count: [1, 30],
  serviceCount: [1, 38],
  hostCount: [2, 400],
  hostServiceCount: [140, 700],
  synErrors: [0.95, 0.01, 0.02, 0.5],
  rejections: [0.9, 0.05, 0.02, 0.9],
  sameService: ALWAYS,
  otherHosts: [0.55, 0.03, 0.03, 0.7],
  sameSourcePort: [0.36, 0.02, 0.01, 0.33],
  difficulty: [19, 21],
}

const QUIET = { loggedInShare: 0, contentShare: 0, durationSeconds: NONE } as const
const FLOOD = { ...QUIET, sourceBytes: NONE, destinationBytes: NONE, otherHosts: NEVER } as const

// prettier-ignore
const FLOODED_SERVICES = [
  'private', 'Z39_50', 'courier', 'uucp', 'bgp', 'whois', 'imap4', 'uucp_path', 'iso_tsap', 'ctf', 'nnsp', 'supdup', 'http_443',
  'csnet_ns', 'efs', 'domain', 'gopher', 'vmnet', 'daytime', 'discard', 'hostnames', 'name', 'klogin', 'exec', 'mtp', 'ldap',
  'systat', 'netbios_dgm', 'link', 'login', 'netstat', 'netbios_ns', 'sunrpc', 'kshell', 'netbios_ssn', 'echo', 'nntp', 'ssh',
  'pop_3', 'sql_net', 'telnet', 'smtp', 'ftp', 'finger', 'time', 'auth', 'http', 'rje', 'remote_job', 'pop_2', 'printer', 'shell',
]

/** What a SYN flood looks like where nobody answers. */
const SYN_FLOOD: TrafficKind = {
  ...WEB,
  ...FLOOD,
  className: 'neptune',
  weight: 270,
  services: FLOODED_SERVICES,
  states: ['S0'],
  count: [60, 300],
  serviceCount: [1, 24],
  hostCount: [230, 400],
  hostServiceCount: [1, 40],
  synErrors: [0, 0.9, 0.64, 0.99],
  rejections: NEVER,
  sameService: [0.03, 0.01, 0.01, 0.28],
  sameSourcePort: SELDOM,
}

/** An echo request, as a ping or a sweep sends it. */
const ECHO: TrafficKind = {
  ...WEB,
  ...QUIET,
  weight: 11,
  protocol: 'icmp',
  services: ['eco_i', 'ecr_i', 'urp_i', 'urh_i', 'tim_i', 'red_i'],
  sourceBytes: of(30),
  destinationBytes: NONE,
  count: [1, 9],
  serviceCount: [1, 9],
  hostCount: [4, 400],
  hostServiceCount: [2, 240],
  synErrors: NEVER,
  rejections: NEVER,
  sameService: [0, 0.7, 0.11, 0.5],
  otherHosts: SELDOM,
  sameSourcePort: [0.01, 0.49, 0.02, 0.98],
}

/** A datagram, as a name server's client sends it. */
const DATAGRAM: TrafficKind = {
  ...ECHO,
  weight: 73,
  protocol: 'udp',
  services: ['domain_u'],
  sourceBytes: of(44, 0.08),
  destinationBytes: of(85, 0.4, 0.08),
  count: [1, 290],
  serviceCount: [2, 290],
  hostCount: [58, 500],
  hostServiceCount: [36, 500],
  sameService: [0, 0.89, 0.33, 0.99],
  otherHosts: [0.4, 0.05, 0.01, 0.6],
  sameSourcePort: [0.64, 0.02, 0.01, 0.75],
}

export const TRAFFIC_KINDS: readonly TrafficKind[] = [
  WEB,
  {
    ...WEB,
    weight: 55,
    services: ['smtp', 'smtp', 'smtp', 'pop_3', 'imap4', 'auth'],
    durationSeconds: of(3, 1, 0.5),
    sourceBytes: of(1250, 0.7),
    destinationBytes: of(335, 0.2),
    count: [1, 2],
    serviceCount: [1, 4],
    hostServiceCount: [18, 214],
  },
  {
    ...WEB,
    weight: 40,
    services: ['ftp_data', 'ftp'],
    sourceBytes: of(1500, 2.4),
    destinationBytes: NONE,
    hostServiceCount: [6, 120],
    sameSourcePort: [0.01, 0.04, 0.04, 0.78],
  },
  {
    ...WEB,
    weight: 16,
    services: ['telnet', 'ssh', 'finger', 'X11', 'IRC', 'time', 'nntp', 'shell'],
    states: ['SF', 'SF', 'SF', 'RSTO', 'S1', 'RSTR', 'S3', 'S2'],
    durationSeconds: of(150, 2.2, 0.2),
    sourceBytes: of(200, 1.3),
    destinationBytes: of(5500, 1.8),
    contentShare: 0.3,
    count: [1, 2],
    serviceCount: [1, 2],
    hostServiceCount: [1, 65],
    difficulty: [9, 21],
  },
  { ...WEB, ...FLOOD, weight: 22, states: ['REJ', 'REJ', 'REJ', 'S0'], rejections: [0, 0.75, 0.2, 0.95] },
  DATAGRAM,
  {
    ...DATAGRAM,
    weight: 27,
    services: ['private', 'other', 'ntp_u', 'tftp_u'],
    durationSeconds: of(20, 2.5, 0.9),
    sourceBytes: of(105, 0.3),
    destinationBytes: of(146, 0.2, 0.3),
    count: [1, 9],
    serviceCount: [1, 3],
  },
  ECHO,
  SYN_FLOOD,
  {
    ...SYN_FLOOD,
    weight: 55,
    states: ['REJ', 'REJ', 'REJ', 'RSTO'],
    synErrors: NEVER,
    rejections: [0, 0.95, 0.5, 0.99],
  },
  {
    ...ECHO,
    className: 'ipsweep',
    weight: 28,
    sourceBytes: of(8, 0.1),
    hostCount: [1, 43],
    hostServiceCount: [2, 247],
  },
  {
    ...ECHO,
    className: 'nmap',
    weight: 12,
    sourceBytes: of(8),
    sameSourcePort: [0, 0.7, 0.12, 0.96],
    difficulty: [12, 21],
  },
  {
    ...ECHO,
    className: 'smurf',
    weight: 21,
    services: ['ecr_i'],
    sourceBytes: of(1032),
    count: [53, 900],
    serviceCount: [53, 900],
    hostCount: [107, 500],
    sameService: [0, 1, 0, 0],
  },
  { ...ECHO, className: 'pod', weight: 2, services: ['ecr_i'], sourceBytes: of(1480), wrongFragmentCount: 1 },
  {
    ...SYN_FLOOD,
    className: 'portsweep',
    weight: 23,
    states: ['RSTR', 'RSTR', 'REJ', 'REJ', 'RSTOS0', 'S0'],
    durationSeconds: of(12000, 1.2, 0.6),
    count: [1, 300],
    serviceCount: [1, 2],
    hostServiceCount: [1, 3],
    synErrors: SELDOM,
    rejections: [0.02, 0.9, 0.2, 0.94],
    sameService: [0.04, 0.74, 0.01, 0.5],
    sameSourcePort: [0, 0.5, 0.05, 0.9],
    difficulty: [8, 21],
  },
  {
    ...SYN_FLOOD,
    className: 'satan',
    weight: 16,
    states: ['REJ', 'REJ', 'REJ', 'S0', 'SF'],
    count: [3, 511],
    hostServiceCount: [1, 100],
    synErrors: [0.44, 0, 0.01, 0.21],
    rejections: [0.2, 0.3, 0.11, 0.96],
    sameSourcePort: [0.57, 0.16, 0.01, 0.92],
    difficulty: [10, 21],
  },
  {
    ...DATAGRAM,
    className: 'satan',
    weight: 11,
    services: ['private', 'other'],
    sourceBytes: of(1),
    destinationBytes: of(1),
  },
  {
    ...DATAGRAM,
    className: 'teardrop',
    weight: 7,
    services: ['private'],
    sourceBytes: of(28),
    destinationBytes: NONE,
    wrongFragmentCount: 3,
    count: [5, 142],
    serviceCount: [4, 94],
  },
  {
    ...WEB,
    className: 'back',
    weight: 8,
    services: ['http'],
    states: ['SF', 'SF', 'SF', 'SF', 'RSTR'],
    sourceBytes: of(54540, 0.02),
    destinationBytes: of(8314, 0.02),
    contentShare: 1,
    count: [1, 6],
    serviceCount: [2, 6],
  },
  {
    ...WEB,
    className: 'warezclient',
    weight: 7,
    services: ['ftp_data', 'ftp'],
    durationSeconds: of(40, 2.5, 0.7),
    sourceBytes: of(900, 2.5),
    contentShare: 0.4,
    count: [1, 2],
    serviceCount: [1, 2],
    hostServiceCount: [8, 132],
    difficulty: [10, 20],
  },
  {
    ...WEB,
    className: 'guess_passwd',
    weight: 1,
    services: ['telnet', 'pop_3', 'ftp'],
    states: ['RSTO', 'SF', 'RSTO'],
    sourceBytes: of(125, 0.05),
    destinationBytes: of(180, 0.1),
    loggedInShare: 0,
    contentShare: 1,
    count: [1, 3],
    serviceCount: [1, 3],
    difficulty: [0, 16],
  },
]
