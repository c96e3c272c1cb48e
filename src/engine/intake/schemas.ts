/**
 * Schemas: the traffic exports that are known by the names of their columns.
 */

import { KDD_FEATURES } from './kdd'
import { normalisedName } from './names'
import { AWS, awsSkipRules } from './schemas/aws'
import { NFDUMP, NFDUMP_SKIP } from './schemas/nfdump'
import { PALO_ALTO, paloAltoSkipRules } from './schemas/palo-alto'
import { UNSW } from './schemas/unsw'
import type { SkipRule } from './skip-rules'

interface Schema {
  readonly name: string
  /** Each entry is a column that must be there, under any of the names listed. */
  readonly columns: readonly (readonly string[])[]
}

/** A packet list names no flows: a note says so (table/notes/sources.ts). */
export const PACKET_LIST = 'Wireshark packet list'
export const CIC_FLOW_METER = 'CICFlowMeter'
export const SILK = 'SiLK rwcut'

const all = (names: string): readonly (readonly string[])[] => names.split(' ').map((name) => name.split('|'))

/** Asked in this order: what is more particular comes first. */
const SCHEMAS: readonly Schema[] = [
  { name: 'NSL-KDD', columns: [...KDD_FEATURES, 'difficulty'].map((name) => [normalisedName(name)]) },
  { name: 'KDD', columns: KDD_FEATURES.map((name) => [normalisedName(name)]) },
  { name: 'Zeek conn', columns: all('idorigh idresph connstate|origpkts|uid proto') },
  {
    name: CIC_FLOW_METER,
    columns: all('flowduration totalfwdpackets|totfwdpkts|totalfwdpacket flowiatmean fwdiattotal|fwdiattot'),
  },
  { name: UNSW, columns: all('sttl dttl sload dload ctsrvsrc ctsrvdst') },
  {
    name: 'UCI firewall log',
    columns: all('natsourceport natdestinationport action elapsedtimesec pktssent pktsreceived'),
  },
  { name: NFDUMP, columns: all('td sa da sp dp ipkt|pkt ibyt|byt') },
  { name: NFDUMP, columns: all('firstseen duration proto srcaddr srcport dstaddr dstport packets bytes') },
  { name: 'Argus', columns: all('srcaddr dstaddr dur totpkts totbytes') },
  { name: 'Argus', columns: all('saddr daddr dur pkts|spkts bytes|sbytes state') },
  {
    name: 'NetFlow',
    columns: all('ipv4srcaddr|ipv6srcaddr ipv4dstaddr|ipv6dstaddr l4srcport l4dstport inbytes|inpkts'),
  },
  {
    name: 'IPFIX',
    columns: all(
      'sourceipv4address|sourceipv6address destinationipv4address|destinationipv6address protocolidentifier',
    ),
  },
  {
    name: AWS,
    columns: all('srcaddr|pktsrcaddr dstaddr|pktdstaddr interfaceid|vpcid|accountid|logstatus packets|bytes'),
  },
  {
    name: PALO_ALTO,
    columns: all('sourceaddress destinationaddress natsourceip sourcezone destinationzone sessionid action'),
  },
  { name: 'Fortinet traffic log', columns: all('srcip dstip policyid sentbyte|rcvdbyte logid|devid|vd') },
  { name: SILK, columns: all('sip dip sport dport packets bytes stime') },
  { name: PACKET_LIST, columns: all('no time source destination protocol length info') },
  {
    name: 'Suricata EVE flow',
    columns: [['eventtype'], ['flowid'], ['srcip'], ['destip'], ['flowbytestoserver', 'netflowbytes']],
  },
  {
    name: 'Suricata EVE alert',
    columns: [['eventtype'], ['srcip'], ['destip'], ['alertsignature'], ['alertseverity']],
  },
  {
    name: 'Azure VNet flow log',
    columns: [['srcip'], ['destip'], ['direction'], ['flowstate'], ['encryption'], ['rule'], ['mac'], ['resource']],
  },
  {
    name: 'Azure NSG flow log',
    columns: [['srcip'], ['destip'], ['direction'], ['action'], ['rule'], ['mac'], ['resource']],
  },
  {
    name: 'GCP VPC flow log',
    columns: [
      ['jsonpayloadconnectionsrcip', 'connectionsrcip'],
      ['jsonpayloadconnectiondestip', 'connectiondestip'],
      ['jsonpayloadreporter', 'reporter'],
    ],
  },
]

/** @returns the schema's name, or null if the columns are nobody's in particular */
export function schemaOf(columnNames: readonly string[]): string | null {
  const present = new Set(columnNames.map(normalisedName))
  return SCHEMAS.find(({ columns }) => columns.every((names) => names.some((name) => present.has(name))))?.name ?? null
}

/** What is no flow by a schema's own rule. */
export function skipRulesOf(schema: string | null, columnNames: readonly string[]): readonly SkipRule[] {
  if (schema === AWS) return awsSkipRules(columnNames)
  if (schema === NFDUMP) return NFDUMP_SKIP
  return schema === PALO_ALTO ? paloAltoSkipRules(columnNames) : []
}
