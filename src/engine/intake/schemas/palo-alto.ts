/**
 * Palo Alto: traffic logs of PAN-OS as they are forwarded, without a header, in the documented order. Each version of PAN-OS has
 * added fields at the end; those that aren't known here are called by their place.
 *
 * Source: docs.paloaltonetworks.com, PAN-OS "Syslog Field Descriptions", "Traffic Log Fields" (5.0 to 10.1).
 */

import { normalisedName } from '../names'
import type { SkipRule } from '../skip-rules'
import type { Headerless } from './headerless'

export const PALO_ALTO = 'Palo Alto traffic log'

// prettier-ignore
export const PALO_ALTO_FIELDS: readonly string[] = [
  'Future Use 1', 'Receive Time', 'Serial Number', 'Type', 'Threat/Content Type', 'Future Use 2', 'Generated Time',
  'Source Address', 'Destination Address', 'NAT Source IP', 'NAT Destination IP', 'Rule Name', 'Source User',
  'Destination User', 'Application', 'Virtual System', 'Source Zone', 'Destination Zone', 'Inbound Interface',
  'Outbound Interface', 'Log Action', 'Future Use 3', 'Session ID', 'Repeat Count', 'Source Port', 'Destination Port',
  'NAT Source Port', 'NAT Destination Port', 'Flags', 'Protocol', 'Action', 'Bytes', 'Bytes Sent', 'Bytes Received',
  'Packets', 'Start Time', 'Elapsed Time', 'Category', 'Future Use 4', 'Sequence Number', 'Action Flags',
  'Source Country', 'Destination Country', 'Future Use 5', 'Packets Sent', 'Packets Received', 'Session End Reason',
  'Device Group Hierarchy Level 1', 'Device Group Hierarchy Level 2', 'Device Group Hierarchy Level 3',
  'Device Group Hierarchy Level 4', 'Virtual System Name', 'Device Name', 'Action Source', 'Source VM UUID',
  'Destination VM UUID', 'Tunnel ID/IMSI', 'Monitor Tag/IMEI', 'Parent Session ID', 'Parent Start Time', 'Tunnel Type',
  'SCTP Association ID', 'SCTP Chunks', 'SCTP Chunks Sent', 'SCTP Chunks Received', 'Rule UUID', 'HTTP/2 Connection',
]

/** Where a line says what kind of log entry it is. */
const TYPE_AT = 3
/** The fields that all versions since 5.0 have. */
const FEWEST_FIELDS = 46
const OTHER_TYPES =
  'THREAT|SYSTEM|CONFIG|HIPMATCH|HIP-MATCH|USERID|URL|DATA|WILDFIRE|GLOBALPROTECT|DECRYPTION|AUTHENTICATION|AUTH|CORRELATION|GTP|SCTP|IPTAG|TUNNEL'

export function recognisePaloAlto(rows: readonly (readonly string[])[]): Headerless | null {
  const fieldCount = rows[0]!.length
  const isTraffic = (cells: readonly string[]): boolean => cells[TYPE_AT]!.trim() === 'TRAFFIC'
  if (fieldCount < FEWEST_FIELDS || !rows.every((cells) => isTraffic(cells) || isOther(cells))) return null
  if (!rows.some(isTraffic)) return null
  const names = Array.from({ length: fieldCount }, (_, index) => PALO_ALTO_FIELDS[index] ?? `column ${index + 1}`)
  return { schema: PALO_ALTO, names }
}

const isOther = (cells: readonly string[]): boolean => OTHER_TYPES.split('|').includes(cells[TYPE_AT]!.trim())

/** Firewalls forward entries of all kinds to one place; those of threats and of the system are no sessions. */
export function paloAltoSkipRules(names: readonly string[]): readonly SkipRule[] {
  const column = names.findIndex((name) => normalisedName(name) === 'type')
  if (column < 0) return []
  return [
    { kind: 'cell', rule: OTHER_ENTRIES, column, texts: OTHER_TYPES.split('|') },
    {
      kind: 'line',
      rule: `${OTHER_ENTRIES}, of another width`,
      patterns: [`(?:[^,"]*,){${column}}(?:${OTHER_TYPES}),.*`],
    },
  ]
}

const OTHER_ENTRIES = 'log entries that are no traffic'
