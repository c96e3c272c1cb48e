/**
 * KDD: a file of KDD connection features, which comes without a header, gets its column names.
 *
 * Sources: the task description of KDD Cup 1999 (41 features and the class) and NSL-KDD (M. Tavallaee et al., CISDA
 * 2009, doi:10.1109/CISDA.2009.5356528), which appends how many of 21 learners got the row right.
 */

/** The 41 features, in the files' order. */
// prettier-ignore
export const KDD_FEATURES: readonly string[] = [
  'duration', 'protocol_type', 'service', 'flag', 'src_bytes', 'dst_bytes', 'land', 'wrong_fragment', 'urgent', 'hot',
  'num_failed_logins', 'logged_in', 'num_compromised', 'root_shell', 'su_attempted', 'num_root', 'num_file_creations',
  'num_shells', 'num_access_files', 'num_outbound_cmds', 'is_host_login', 'is_guest_login', 'count', 'srv_count',
  'serror_rate', 'srv_serror_rate', 'rerror_rate', 'srv_rerror_rate', 'same_srv_rate', 'diff_srv_rate',
  'srv_diff_host_rate', 'dst_host_count', 'dst_host_srv_count', 'dst_host_same_srv_rate', 'dst_host_diff_srv_rate',
  'dst_host_same_src_port_rate', 'dst_host_srv_diff_host_rate', 'dst_host_serror_rate', 'dst_host_srv_serror_rate',
  'dst_host_rerror_rate', 'dst_host_srv_rerror_rate',
]

const PROTOCOLS: ReadonlySet<string> = new Set(['tcp', 'udp', 'icmp'])
/** How a connection ended, in the words of the tool that made the features (Bro). */
const STATES: ReadonlySet<string> = new Set([
  'SF',
  'S0',
  'S1',
  'S2',
  'S3',
  'REJ',
  'RSTO',
  'RSTR',
  'RSTOS0',
  'SH',
  'OTH',
])
/** Columns 25 to 31 are shares. */
const SHARES: readonly [number, number] = [24, 31]

/**
 * @param rows the first rows of a file, all of one width
 * @returns the schema and its names, or null if the rows are something else
 */
export function recogniseKdd(
  rows: readonly (readonly string[])[],
): { readonly schema: string; readonly names: readonly string[] } | null {
  const width = rows[0]?.length ?? 0
  if (width < 41 || width > 43 || !rows.every(isConnection)) return null
  if (width === 41) return { schema: 'KDD', names: KDD_FEATURES }
  const classes = rows.map((cells) => cells[41]!.trim())
  if (!classes.every((text) => /^[a-z_]+\.?$/i.test(text))) return null
  if (width === 43)
    return isDifficulty(rows) ? { schema: 'NSL-KDD', names: [...KDD_FEATURES, 'class', 'difficulty'] } : null
  return {
    schema: classes.every((text) => text.endsWith('.')) ? 'KDD99' : 'NSL-KDD',
    names: [...KDD_FEATURES, 'class'],
  }
}

const isConnection = (cells: readonly string[]): boolean =>
  PROTOCOLS.has(cells[1]!.trim()) && STATES.has(cells[3]!.trim()) && cells.slice(...SHARES).every(isShare)

const isShare = (text: string): boolean => text.trim() !== '' && Number(text) >= 0 && Number(text) <= 1

const isDifficulty = (rows: readonly (readonly string[])[]): boolean =>
  rows.every((cells) => /^\s*(1?\d|2[01])\s*$/.test(cells[42]!))
