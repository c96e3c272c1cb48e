/**
 * Made JSON: logs as their publishers describe them, from a seed.
 *
 * Sources: docs.zeek.org, "conn.log" and "JSON format logs"; docs.suricata.io, "Eve JSON Format"; learn.microsoft.com, "Flow logging for
 * network security groups" and "Virtual network flow logs"; cloud.google.com, "About VPC Flow Logs records".
 */

import { seededRandom } from '../../../../src/engine/numeric/random'

type Random = ReturnType<typeof seededRandom>

const whole = (random: Random, below: number): number => random.below(below)
const one = <T>(random: Random, choices: readonly T[]): T => choices[whole(random, choices.length)]!
const inside = (random: Random): string => `10.0.${whole(random, 4)}.${1 + whole(random, 200)}`
const outside = (random: Random): string => `203.0.113.${1 + whole(random, 200)}`
const time = (second: number): string => new Date(1_700_000_000_000 + second * 1000).toISOString()
const lines = (objects: readonly unknown[]): string => objects.map((object) => `${JSON.stringify(object)}\n`).join('')

const SERVICES = [
  ['tcp', 443, 'ssl', 'tls'],
  ['tcp', 80, 'http', 'http'],
  ['udp', 53, 'dns', 'dns'],
  ['tcp', 22, 'ssh', 'ssh'],
] as const

/** Keys that a connection has no value for are left out, as Zeek leaves them. */
export function zeekLines(rowCount: number, seed = 1, isoTimes = false): string {
  const random = seededRandom(seed)
  return lines(
    Array.from({ length: rowCount }, (_, row) => {
      const [proto, port, service] = one(random, SERVICES)
      const isAnswered = random.next() < 0.8
      return {
        ts: isoTimes ? time(row) : 1_700_000_000 + row + whole(random, 1_000_000) / 1e6,
        uid: `C${seed}x${row}`,
        'id.orig_h': inside(random),
        'id.orig_p': 32_768 + whole(random, 28_000),
        'id.resp_h': outside(random),
        'id.resp_p': port,
        proto,
        ...(isAnswered ? { service, duration: whole(random, 10_000_000) / 1e6 } : {}),
        ...(isAnswered ? { orig_bytes: whole(random, 5000), resp_bytes: whole(random, 500_000) } : {}),
        conn_state: isAnswered ? 'SF' : 'S0',
        missed_bytes: 0,
        history: isAnswered ? 'ShADadFf' : 'S',
        orig_pkts: 1 + whole(random, 20),
        orig_ip_bytes: 60 + whole(random, 6000),
        resp_pkts: isAnswered ? 1 + whole(random, 40) : 0,
        resp_ip_bytes: isAnswered ? 60 + whole(random, 60_000) : 0,
      }
    }),
  )
}

export interface EveCounts {
  readonly flows: number
  readonly dns: number
  /** Every so many flows there is an alert. */
  readonly alertEvery: number
}

export const SIGNATURE = 'ET SCAN Potential SSH Scan, "outbound"'

/** Alerts stand before their flow or behind it in turn. */
export function eveLines({ flows, dns, alertEvery }: EveCounts, seed = 1): string {
  const random = seededRandom(seed)
  const events: unknown[] = []
  for (let row = 0; row < flows; row++) {
    const [proto, port, , app] = one(random, SERVICES)
    const start = time(row).replace('Z', '000+0000')
    const common = {
      timestamp: time(row + 60).replace('Z', '000+0000'),
      flow_id: 1_000_000_000_000_000 + row * 7919,
      in_iface: 'eth0',
    }
    const ends = {
      src_ip: inside(random),
      src_port: 32_768 + whole(random, 28_000),
      dest_ip: outside(random),
      dest_port: port,
    }
    const flow = {
      ...common,
      event_type: 'flow',
      ...ends,
      proto: proto.toUpperCase(),
      app_proto: app,
      flow: {
        pkts_toserver: 1 + whole(random, 50),
        pkts_toclient: whole(random, 50),
        bytes_toserver: 60 + whole(random, 5000),
        bytes_toclient: whole(random, 90_000),
        start,
        end: time(row + 5).replace('Z', '000+0000'),
        age: whole(random, 60),
        state: one(random, ['closed', 'new', 'established']),
        reason: one(random, ['timeout', 'shutdown']),
        alerted: alertEvery > 0 && row % alertEvery === 0,
      },
      ...(proto === 'tcp'
        ? {
            tcp: {
              tcp_flags: '1b',
              tcp_flags_ts: '1b',
              tcp_flags_tc: '1a',
              syn: true,
              fin: true,
              psh: true,
              ack: true,
              state: 'closed',
            },
          }
        : {}),
    }
    const alert = {
      ...common,
      event_type: 'alert',
      ...ends,
      alert: {
        action: 'allowed',
        gid: 1,
        signature_id: 2_003_068,
        rev: 7,
        signature: SIGNATURE,
        category: 'Attempted Recon',
        severity: 2,
      },
    }
    const isAlerted = alertEvery > 0 && row % alertEvery === 0
    if (isAlerted && row % (2 * alertEvery) === 0) events.push(alert, flow)
    else if (isAlerted) events.push(flow, alert)
    else events.push(flow)
    if (row < dns)
      events.push({
        ...common,
        event_type: 'dns',
        ...ends,
        dns: { type: 'query', rrname: 'example.org', answers: [{ ttl: 5 }] },
      })
  }
  return lines(events)
}

/** @param version 1: no states and no counts @returns the file as Azure writes it, and how many flows it holds */
export function nsgFile(
  recordCount: number,
  version: 1 | 2,
  seed = 1,
): { readonly text: string; readonly flowCount: number } {
  const random = seededRandom(seed)
  let flowCount = 0
  const records = Array.from({ length: recordCount }, (_, minute) => ({
    time: time(60 * minute),
    systemId: '00000000-0000-0000-0000-000000000001',
    macAddress: '000D3AF87856',
    category: 'NetworkSecurityGroupFlowEvent',
    resourceId: '/SUBSCRIPTIONS/0/RESOURCEGROUPS/WEB/PROVIDERS/MICROSOFT.NETWORK/NETWORKSECURITYGROUPS/WEB-NSG',
    operationName: 'NetworkSecurityGroupFlowEvents',
    properties: {
      Version: version,
      flows: ['DefaultRule_AllowInternetOutBound', 'UserRule_ssh'].map((rule) => ({
        rule,
        flows: [
          {
            mac: '000D3AF87856',
            flowTuples: Array.from({ length: 1 + whole(random, 5) }, () => {
              flowCount++
              const ends = `${1_700_000_000 + 60 * minute},${inside(random)},${outside(random)},${44_000 + whole(random, 900)},443,T,O,A`
              if (version === 1) return ends
              const state = one(random, ['B', 'C', 'E'])
              return state === 'B'
                ? `${ends},B,,,,`
                : `${ends},${state},${whole(random, 99)},${whole(random, 9000)},${whole(random, 99)},${whole(random, 90_000)}`
            }),
          },
        ],
      })),
    },
  }))
  return { text: JSON.stringify({ records }), flowCount }
}

export function vnetFile(recordCount: number, seed = 1): string {
  const random = seededRandom(seed)
  const records = Array.from({ length: recordCount }, (_, minute) => ({
    time: time(60 * minute),
    flowLogVersion: 4,
    flowLogGUID: '00000000-0000-0000-0000-000000000002',
    macAddress: '00224871C205',
    category: 'FlowLogFlowEvent',
    flowLogResourceID: '/SUBSCRIPTIONS/0/FLOWLOGS/VNET',
    targetResourceID: '/subscriptions/0/virtualNetworks/vnet01',
    operationName: 'FlowLogFlowEvent',
    flowRecords: {
      flows: [
        {
          aclID: '00000000-1234-abcd-ef00-c1c2c3c4c5c6',
          flowGroups: [
            {
              rule: 'DefaultRule_AllowInternetOutBound',
              flowTuples: [
                `${1_700_000_000_000 + 60_000 * minute},${inside(random)},${outside(random)},23956,443,6,O,B,NX,0,0,0,0`,
                `${1_700_000_000_500 + 60_000 * minute},${inside(random)},${outside(random)},23957,443,6,O,E,NX,3,767,2,1580`,
              ],
            },
          ],
        },
      ],
    },
  }))
  return JSON.stringify({ records }, null, 2)
}

/** As Cloud Logging exports them: 64-bit counts are strings. */
export function gcpEntries(rowCount: number, seed = 1): readonly unknown[] {
  const random = seededRandom(seed)
  return Array.from({ length: rowCount }, (_, row) => ({
    insertId: `1gt4b${row}`,
    jsonPayload: {
      bytes_sent: String(100 + whole(random, 90_000)),
      connection: {
        dest_ip: outside(random),
        dest_port: one(random, [443, 53, 22]),
        protocol: one(random, [6, 17]),
        src_ip: inside(random),
        src_port: 32_768 + whole(random, 28_000),
      },
      end_time: time(row + 5),
      packets_sent: String(1 + whole(random, 90)),
      reporter: one(random, ['SRC', 'DEST']),
      rtt_msec: String(whole(random, 90)),
      start_time: time(row),
    },
    logName: 'projects/web/logs/compute.googleapis.com%2Fvpc_flows',
    timestamp: time(row + 7),
  }))
}
