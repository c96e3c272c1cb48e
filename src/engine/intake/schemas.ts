/**
 * Schemas: the traffic exports that are known by the names of their columns.
 */

import { KDD_FEATURES } from './kdd'
import { normalisedName } from './names'

interface Schema {
  readonly name: string
  /** Each entry is a column that must be there, under any of the names listed. */
  readonly columns: readonly (readonly string[])[]
}

const SCHEMAS: readonly Schema[] = [
  { name: 'KDD', columns: KDD_FEATURES.map((name) => [normalisedName(name)]) },
  { name: 'Zeek conn', columns: [['idorigh'], ['idresph'], ['connstate', 'origpkts', 'uid'], ['proto']] },
  {
    name: 'CICFlowMeter',
    columns: [
      ['flowduration'],
      ['totalfwdpackets', 'totfwdpkts', 'totalfwdpacket'],
      ['flowiatmean'],
      ['fwdiattotal', 'fwdiattot'],
    ],
  },
  { name: 'UNSW-NB15', columns: [['sttl'], ['dttl'], ['sload'], ['dload'], ['ctsrvsrc'], ['ctsrvdst']] },
  {
    name: 'UCI firewall log',
    columns: [
      ['natsourceport'],
      ['natdestinationport'],
      ['action'],
      ['elapsedtimesec'],
      ['pktssent'],
      ['pktsreceived'],
    ],
  },
  { name: 'nfdump', columns: [['td'], ['sa'], ['da'], ['sp'], ['dp'], ['ipkt'], ['ibyt']] },
  { name: 'Argus', columns: [['srcaddr'], ['dstaddr'], ['dur'], ['totpkts'], ['totbytes']] },
  {
    name: 'NetFlow',
    columns: [['ipv4srcaddr'], ['ipv4dstaddr'], ['l4srcport'], ['l4dstport'], ['inbytes'], ['outbytes']],
  },
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
