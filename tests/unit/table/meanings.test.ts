import { describe, expect, it } from 'vitest'
import type { Meaning, Unit } from '../../../src/engine/table/column'
import { hintOf, meaningOf, unitOf } from '../../../src/engine/table/meanings'

/** The role names of the reference recipe for detection; each must come out the same way here. */
const REFERENCE: Readonly<Record<string, string>> = {
  id: 'uid|id|flowid|rowid|index|no|frame|tunnelparents|unnamed0',
  time: 'ts|time|timestamp|stime|ltime|starttime|lasttime|date|datetime|endtime|firstseen|datefirstseen|begin|end',
  saddr:
    'idorigh|srcip|sourceip|srcaddr|saddr|src|source|sourceaddress|srcipaddr|ipsrc|sip|clientip|srchost|sourcehost|ipv4srcaddr',
  daddr:
    'idresph|dstip|destinationip|destip|dstaddr|daddr|dst|destination|destinationaddress|dstipaddr|ipdst|dip|serverip|dsthost|destinationhost|ipv4dstaddr',
  sport: 'idorigp|srcport|sourceport|sport|srcpt|spt|l4srcport|clientport',
  dport: 'idrespp|dstport|destinationport|destport|dport|dsport|dstpt|dpt|l4dstport|serverport',
  reply:
    'respbytes|dstbytes|dbytes|resppkts|dpkts|totalbackwardpackets|totbwdpkts|bytesreceived|pktsreceived|outbytes|outpkts|bytestoclient|pktstoclient',
}

const ROLE_OF: ReadonlyMap<Meaning | null, string> = new Map<Meaning | null, string>([
  ['flow id', 'id'],
  ['source address', 'saddr'],
  ['destination address', 'daddr'],
  ['source port', 'sport'],
  ['destination port', 'dport'],
  ['bytes returned', 'reply'],
  ['packets returned', 'reply'],
])

const roleOf = (name: string): string | undefined => {
  const hint = hintOf(name)
  return hint === 'start time' || hint === 'end time' ? 'time' : ROLE_OF.get(meaningOf(name))
}

describe('the reference’s names', () => {
  it.each(Object.entries(REFERENCE).flatMap(([role, names]) => names.split('|').map((name) => [name, role] as const)))(
    '%s means %s',
    (name, role) => {
      expect(roleOf(name)).toBe(role)
    },
  )
})

describe('a column means, by its name', () => {
  it.each<[string, Meaning | null]>([
    ['id.orig_h', 'source address'],
    ['id.resp_p', 'destination port'],
    ['orig_bytes', 'bytes sent'],
    ['resp_pkts', 'packets returned'],
    ['conn_state', 'connection state'],
    [' Source IP', 'source address'],
    ['Flow Duration', 'duration'],
    ['Total Fwd Packets', 'packets sent'],
    ['Tot Bwd Pkts', 'packets returned'],
    [' Total Length of Bwd Packets', 'bytes returned'],
    ['protocol_type', 'protocol'],
    ['src_bytes', 'bytes sent'],
    ['flag', 'connection state'],
    ['sbytes', 'bytes sent'],
    ['dsport', 'destination port'],
    ['Dur', 'duration'],
    ['TotBytes', 'bytes both ways'],
    ['SrcAddr', 'source address'],
    ['sa', 'source address'],
    ['ibyt', 'bytes sent'],
    ['Elapsed Time (sec)', 'duration'],
    ['Bytes Received', 'bytes returned'],
    ['pkts_sent', 'packets sent'],
    ['Action', 'action'],
    ['IPV4_SRC_ADDR', 'source address'],
    ['L7_PROTO', 'service'],
    ['srcip', 'source address'],
    ['rcvdbyte', 'bytes returned'],
    ['source.ip', 'source address'],
    ['network.transport', 'protocol'],
    ['serror_rate', null],
    ['destination_port_guess', null],
    ['', null],
  ])('%s: %s', (name, meaning) => {
    expect(meaningOf(name)).toBe(meaning)
  })

  it.each<[string, ReturnType<typeof hintOf>]>([
    ['Label', 'truth'],
    ['attack_cat', 'truth'],
    ['detailed-label', 'truth'],
    ['target', 'maybe truth'],
    ['__truth', 'truth'],
    ['__kind', 'truth'],
    ['__split', 'annotation'],
    ['__proto__', null],
    ['difficulty', 'leak'],
    ['NAT Source Port', 'NAT source port'],
    ['Stime', 'start time'],
    ['Ltime', 'end time'],
  ])('%s gives the hint %s', (name, hint) => {
    expect(hintOf(name)).toBe(hint)
  })

  it.each<[string, Unit]>([
    ['duration', 'seconds'],
    ['Flow Duration', 'microseconds'],
    ['Flow IAT Mean', 'microseconds'],
    ['FLOW_DURATION_MILLISECONDS', 'milliseconds'],
    ['src_bytes', 'bytes'],
    ['orig_pkts', 'packets'],
    ['serror_rate', 'share'],
    ['generate', null],
    ['hot', null],
  ])('%s counts in %s', (name, unit) => {
    expect(unitOf(name)).toBe(unit)
  })
})
