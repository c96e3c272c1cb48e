/** Flow exports with a header, or with an order that their publishers document. */

import { describe, expect, it } from 'vitest'
import { AWS_FIELDS } from '../../../../src/engine/intake/schemas/aws'
import { PALO_ALTO_FIELDS } from '../../../../src/engine/intake/schemas/palo-alto'
import { UNSW_FEATURES } from '../../../../src/engine/intake/schemas/unsw'
import { clock, lines, madeFlows, ROWS, type MadeFlow } from './support/made'
import { ledgerByPapa, textsOf, understood } from './support/understood'

const flows = madeFlows(3)
const rowsOf = (row: (flow: MadeFlow) => string): readonly string[] => flows.map(row)

const NFDUMP_HEADER =
  'ts,te,td,sa,da,sp,dp,pr,flg,fwd,stos,ipkt,ibyt,opkt,obyt,in,out,sas,das,smk,dmk,dtos,dir,nh,nhb,svln,dvln,ismc,odmc,idmc,osmc,mpls1,mpls2,mpls3,mpls4,mpls5,mpls6,mpls7,mpls8,mpls9,mpls10,cl,sl,al,ra,eng,exid,tr'
const nfdump = (flow: MadeFlow): string => {
  const known: Readonly<Record<string, string | number>> = {
    ts: clock(flow.seconds),
    te: clock(flow.seconds + flow.duration),
    td: flow.duration,
    sa: flow.source,
    da: flow.destination,
    sp: flow.sourcePort,
    dp: flow.destinationPort,
    pr: flow.protocol.toUpperCase(),
    flg: flow.protocol === 'tcp' ? '...AP.SF' : '........',
    ipkt: flow.packets,
    ibyt: flow.bytes,
    nh: '0.0.0.0',
    tr: clock(flow.seconds),
  }
  return NFDUMP_HEADER.split(',')
    .map((name) => known[name] ?? 0)
    .join(',')
}

describe('nfdump’s CSV', () => {
  const text = lines(NFDUMP_HEADER, rowsOf(nfdump), [
    'Summary',
    'flows,bytes,packets,avg_bps,avg_pps,avg_bpp',
    '200,123456,4567,890,12,27',
  ])

  it('ends in a summary that is skipped by rule', async () => {
    const { file, ledger, column } = await understood(text)
    expect(file).toMatchObject({ format: 'CSV', schema: 'nfdump', headerFound: true })
    expect(ledger).toMatchObject({ readCount: 203, usedCount: ROWS, refusedCount: 0, skippedCount: 3 })
    expect(ledger.skipped).toEqual([{ rule: 'lines of nfdump’s summary', count: 3 }])
    expect(column('sa')).toMatchObject({ type: 'address', meaning: 'source address' })
    expect(column('dp')).toMatchObject({ type: 'port', role: 'feature' })
    expect(column('ibyt')).toMatchObject({ type: 'number', unit: 'bytes', meaning: 'bytes sent' })
    expect(column('ts')).toMatchObject({ type: 'time', meaning: 'start time' })
    expect(column('te').type).toBe('time')
  })

  it('in its newer form too', async () => {
    const row = (flow: MadeFlow): string =>
      `${clock(flow.seconds)}.120,${flow.duration},${flow.protocol.toUpperCase()},${flow.source},${flow.sourcePort},${flow.destination},${flow.destinationPort},${flow.packets},${flow.bytes},1`
    const header = 'firstSeen,duration,proto,srcAddr,srcPort,dstAddr,dstPort,packets,bytes,flows'
    const { file, ledger, withRole } = await understood(lines(header, rowsOf(row), 'No matched flows'))
    expect(file.schema).toBe('nfdump')
    expect(ledger).toMatchObject({ usedCount: ROWS, skippedCount: 1, refusedCount: 0 })
    expect(withRole('identity')).toEqual(['srcAddr', 'srcPort', 'dstAddr'])
    expect(withRole('time')).toEqual(['firstSeen'])
  })

  it('is counted alike by PapaParse', async () => {
    expect((await ledgerByPapa(text)).skipped).toEqual([{ rule: 'lines of nfdump’s summary', count: 3 }])
  })
})

/** Information elements by their names in IANA's registry (RFC 7012), as collectors write them into CSV. */
describe('IPFIX by the names of its information elements', () => {
  const elements = (flow: MadeFlow): Readonly<Record<string, string | number>> => ({
    flowStartMilliseconds: flow.seconds * 1000,
    flowEndMilliseconds: Math.round((flow.seconds + flow.duration) * 1000),
    flowDurationMilliseconds: Math.round(flow.duration * 1000),
    sourceIPv4Address: flow.source,
    destinationIPv4Address: flow.destination,
    sourceTransportPort: flow.sourcePort,
    destinationTransportPort: flow.destinationPort,
    protocolIdentifier: flow.protocol === 'tcp' ? 6 : 17,
    octetDeltaCount: flow.bytes,
    packetDeltaCount: flow.packets,
    tcpControlBits: flow.protocol === 'tcp' ? 27 : 0,
    ipClassOfService: flow.index % 3 === 0 ? 184 : 0,
    ingressInterface: 1 + (flow.index % 4),
    egressInterface: 12,
    flowEndReason: 1 + (flow.index % 3),
    bgpSourceAsNumber: 64_496 + (flow.index % 5),
  })
  const names = Object.keys(elements(flows[0]!))
  const text = lines(
    names.join(','),
    rowsOf((flow) => Object.values(elements(flow)).join(',')),
  )

  it('is known, with the meaning and the unit of every element', async () => {
    const { file, ledger, column, withRole } = await understood(text)
    expect(file).toMatchObject({ format: 'CSV', schema: 'IPFIX', headerFound: true })
    expect(ledger).toMatchObject({ usedCount: ROWS, refusedCount: 0, skippedCount: 0 })
    expect(withRole('time')).toEqual(['flowStartMilliseconds', 'flowEndMilliseconds'])
    expect(withRole('identity')).toEqual(['sourceIPv4Address', 'destinationIPv4Address', 'sourceTransportPort'])
    expect(withRole('ignored')).toEqual(['egressInterface'])
    expect(column('flowStartMilliseconds').meaning).toBe('start time')
    expect(column('flowDurationMilliseconds')).toMatchObject({ meaning: 'duration', unit: 'milliseconds' })
    expect(column('octetDeltaCount')).toMatchObject({ meaning: 'bytes both ways', unit: 'bytes' })
    expect(column('packetDeltaCount')).toMatchObject({ meaning: 'packets both ways', unit: 'packets' })
    expect(column('destinationTransportPort')).toMatchObject({ type: 'port', role: 'feature' })
    for (const code of [
      ...['protocolIdentifier', 'tcpControlBits', 'ipClassOfService', 'ingressInterface', 'flowEndReason'],
      'bgpSourceAsNumber',
    ])
      expect([code, column(code).type]).toEqual([code, 'category'])
  })

  it('is the same by its IPv6 addresses', async () => {
    const { file, column } = await understood(
      text.replaceAll('IPv4Address', 'IPv6Address').replaceAll(/10\.0\.(\d+)\.(\d+)/g, '2001:db8::$1:$2'),
    )
    expect(file.schema).toBe('IPFIX')
    expect(column('sourceIPv6Address').meaning).toBe('source address')
  })
})

describe('AWS VPC flow logs', () => {
  const record = (flow: MadeFlow): string => {
    if (flow.index % 50 === 7)
      return `2 123456789012 eni-0a1b2c3d - - - - - - - ${flow.seconds} ${flow.seconds + 60} - NODATA`
    if (flow.index % 50 === 9)
      return `2 123456789012 eni-0a1b2c3d - - - - - - - ${flow.seconds} ${flow.seconds + 60} - SKIPDATA`
    const number = flow.protocol === 'tcp' ? 6 : 17
    const action = flow.index % 5 === 0 ? 'REJECT' : 'ACCEPT'
    return `2 123456789012 eni-0a1b2c3d ${flow.source} ${flow.destination} ${flow.sourcePort} ${flow.destinationPort} ${number} ${flow.packets} ${flow.bytes} ${flow.seconds} ${flow.seconds + 60} ${action} OK`
  }
  const SKIPPED = [
    { rule: 'capture windows without traffic (NODATA)', count: 4 },
    { rule: 'capture windows that were not logged (SKIPDATA)', count: 4 },
  ]

  it('without a header get the default fields; windows without records are skipped by rule', async () => {
    const text = lines(rowsOf(record))
    const { file, ledger, column, rows } = await understood(text)
    expect(file).toMatchObject({ format: 'text with spaces', schema: 'AWS VPC flow log', headerFound: false })
    expect(rows.columnNames).toEqual(AWS_FIELDS)
    expect(ledger).toMatchObject({ readCount: ROWS, usedCount: 192, refusedCount: 0, skipped: SKIPPED })
    expect(column('srcaddr').missingCount).toBe(0)
    expect(column('log-status').reason).toBe('always OK: tells nothing apart')
    expect(column('protocol').type).toBe('category')
    expect(column('action').meaning).toBe('action')
    expect(column('start').meaning).toBe('start time')
    expect(column('end').type).toBe('time')
    expect((await ledgerByPapa(text)).skipped).toEqual(SKIPPED)
  })

  it('with a header, in an order of their own', async () => {
    const own = (flow: MadeFlow): string => record(flow).split(' ').reverse().join(' ')
    const { file, ledger } = await understood(lines([...AWS_FIELDS].reverse().join(' '), rowsOf(own)))
    expect(file).toMatchObject({ schema: 'AWS VPC flow log', headerFound: true })
    expect(ledger).toMatchObject({ usedCount: 192, skipped: SKIPPED })
  })
})

describe('Palo Alto traffic logs', () => {
  const entry = (flow: MadeFlow, type = 'TRAFFIC'): string => {
    const time = clock(flow.seconds, '/')
    const known: Readonly<Record<string, string | number>> = {
      'Future Use 1': 1,
      'Receive Time': time,
      'Serial Number': '001801000001',
      Type: type,
      'Threat/Content Type': 'end',
      'Generated Time': time,
      'Source Address': flow.source,
      'Destination Address': flow.destination,
      'NAT Source IP': '0.0.0.0',
      'NAT Destination IP': '0.0.0.0',
      'Rule Name': '"allow, all"',
      Application: 'web-browsing',
      'Session ID': 10_000 + flow.index,
      'Source Port': flow.sourcePort,
      'Destination Port': flow.destinationPort,
      Protocol: flow.protocol,
      Action: 'allow',
      Bytes: flow.bytes,
      'Bytes Sent': flow.bytes >> 2,
      'Bytes Received': flow.bytes - (flow.bytes >> 2),
      Packets: flow.packets,
      'Start Time': time,
      'Elapsed Time': Math.round(flow.duration),
      'Sequence Number': 5_000_000 + flow.index,
    }
    return PALO_ALTO_FIELDS.slice(0, 46)
      .map((name) => known[name] ?? '')
      .join(',')
  }

  it('as they are forwarded get the documented names; other entries are skipped by rule', async () => {
    const text = lines(
      flows.map((flow) => entry(flow, flow.index % 40 === 3 ? 'SYSTEM' : 'TRAFFIC')),
      ['1,2023/11/14 22:13:20,001801000001,THREAT,url,1,short'],
    )
    const { file, ledger, column, withRole } = await understood(text)
    expect(file).toMatchObject({ format: 'CSV', schema: 'Palo Alto traffic log', headerFound: false })
    expect(ledger).toMatchObject({ readCount: 201, usedCount: 195, refusedCount: 0, skippedCount: 6 })
    expect(ledger.skipped.map(({ count }) => count)).toEqual([5, 1])
    expect(column('Destination Port')).toMatchObject({ type: 'port', role: 'feature' })
    expect(column('Bytes Received').meaning).toBe('bytes returned')
    expect(withRole('identity')).toContain('Session ID')
    expect((await ledgerByPapa(text)).skipped).toEqual(ledger.skipped)
  })

  it('exported with a header are known by its names', async () => {
    const header =
      'Domain,Receive Time,Serial #,Type,Threat/Content Type,Source address,Destination address,NAT Source IP,NAT Destination IP,Source Zone,Destination Zone,Session ID,Source Port,Destination Port,IP Protocol,Action,Bytes'
    const row = (flow: MadeFlow): string =>
      `1,${clock(flow.seconds, '/')},0018,TRAFFIC,end,${flow.source},${flow.destination},0.0.0.0,0.0.0.0,trust,untrust,${7000 + flow.index},${flow.sourcePort},${flow.destinationPort},${flow.protocol},allow,${flow.bytes}`
    const { file, column } = await understood(lines(header, rowsOf(row)))
    expect(file).toMatchObject({ schema: 'Palo Alto traffic log', headerFound: true })
    expect(column('Source address')).toMatchObject({ type: 'address', meaning: 'source address' })
    expect(column('IP Protocol').meaning).toBe('protocol')
  })
})

describe('UNSW-NB15', () => {
  const value = (name: string, flow: MadeFlow): string | number => {
    const isAttack = flow.index % 20 === 4
    const known: Readonly<Record<string, string | number>> = {
      srcip: flow.source,
      sport: flow.sourcePort,
      dstip: flow.destination,
      dsport: flow.destinationPort,
      proto: flow.protocol,
      state: flow.protocol === 'tcp' ? 'FIN' : 'CON',
      dur: flow.duration,
      sbytes: flow.bytes,
      dbytes: flow.bytes >> 1,
      service: flow.destinationPort === 53 ? 'dns' : '-',
      Stime: flow.seconds,
      Ltime: flow.seconds + 1,
      attack_cat: isAttack ? ' Fuzzers ' : '',
      Label: isAttack ? 1 : 0,
    }
    return known[name] ?? flow.random.below(9)
  }

  it('in its raw files, which have no header, gets its 49 names', async () => {
    const row = (flow: MadeFlow): string => UNSW_FEATURES.map((name) => value(name, flow)).join(',')
    const { file, rows, column, withRole, ledger } = await understood(lines(rowsOf(row)))
    expect(file).toMatchObject({ format: 'CSV', schema: 'UNSW-NB15', headerFound: false })
    expect(rows.columnNames).toEqual(UNSW_FEATURES)
    expect(ledger).toMatchObject({ usedCount: ROWS, refusedCount: 0 })
    expect(withRole('ground truth')).toEqual(['Label'])
    expect(column('attack_cat').role).toBe('ignored')
    expect(column('Stime').meaning).toBe('start time')
    expect(column('dsport').type).toBe('port')
  })

  it('in its training set is known by the header', async () => {
    const names = ['id', ...UNSW_FEATURES.slice(4).filter((name) => !/^[SL]time$/.test(name)), 'rate']
    const row = (flow: MadeFlow): string => [flow.index, ...names.slice(1).map((name) => value(name, flow))].join(',')
    const { file, withRole } = await understood(lines(names.join(',').toLowerCase(), rowsOf(row)))
    expect(file).toMatchObject({ schema: 'UNSW-NB15', headerFound: true })
    expect(withRole('identity')).toEqual(['id'])
  })
})

describe('Argus’ binetflow', () => {
  it('keeps ports in hex as they are written', async () => {
    const row = (flow: MadeFlow): string =>
      flow.index % 50 === 0
        ? `${clock(flow.seconds, '/')}.5,0.1,icmp,${flow.source},0x0303,   ->,${flow.destination},0x1c00,URP,0,,1,70,70,flow=Background`
        : `${clock(flow.seconds, '/')}.5,${flow.duration},${flow.protocol},${flow.source},${flow.sourcePort},  <->,${flow.destination},${flow.destinationPort},CON,0,0,${flow.packets},${flow.bytes},${flow.bytes >> 1},flow=${flow.index % 9 ? 'Background' : 'From-Botnet-V42'}`
    const header = 'StartTime,Dur,Proto,SrcAddr,Sport,Dir,DstAddr,Dport,State,sTos,dTos,TotPkts,TotBytes,SrcBytes,Label'
    const opened = await understood(lines(header, rowsOf(row)))
    const { file, column } = opened
    expect(file.schema).toBe('Argus')
    expect(column('Dport')).toMatchObject({ type: 'port', role: 'feature', missingCount: 0 })
    expect((await textsOf(opened, 'Dport'))[0]).toBe('0x1c00')
    expect(column('Dir')).toMatchObject({ type: 'category', distinctCount: 2 })
    expect(column('Label').role).toBe('ground truth')
    expect(column('StartTime').meaning).toBe('start time')
  })
})

describe('other exporters', () => {
  it('nProbe’s and NF-UNSW-NB15-v2’s names are NetFlow', async () => {
    const header =
      'IPV4_SRC_ADDR,L4_SRC_PORT,IPV4_DST_ADDR,L4_DST_PORT,PROTOCOL,L7_PROTO,IN_BYTES,IN_PKTS,OUT_BYTES,OUT_PKTS,TCP_FLAGS,FLOW_DURATION_MILLISECONDS,Label,Attack'
    const row = (flow: MadeFlow): string =>
      `${flow.source},${flow.sourcePort},${flow.destination},${flow.destinationPort},${flow.protocol === 'tcp' ? 6 : 17},${flow.index % 3}.178,${flow.bytes},${flow.packets},${flow.bytes >> 1},${flow.packets >> 1},27,${Math.round(flow.duration * 1000)},${flow.index % 10 ? 0 : 1},${flow.index % 10 ? 'Benign' : 'Fuzzers'}`
    const { file, column, withRole } = await understood(lines(header, rowsOf(row)))
    expect(file.schema).toBe('NetFlow')
    expect(column('PROTOCOL').type).toBe('category')
    expect(column('FLOW_DURATION_MILLISECONDS')).toMatchObject({ unit: 'milliseconds', meaning: 'duration' })
    expect(withRole('ground truth')).toHaveLength(1)
  })

  it('SiLK’s rwcut parts by pipes and pads; its class and type are no ground truth', async () => {
    const row = (flow: MadeFlow): string =>
      `${flow.source.padStart(15)}|${flow.destination.padStart(15)}|${String(flow.sourcePort).padStart(5)}|${String(flow.destinationPort).padStart(5)}|${flow.protocol === 'tcp' ? '  6' : ' 17'}|${String(flow.packets).padStart(10)}|${String(flow.bytes).padStart(10)}|${clock(flow.seconds, '/', 'T')}.120|${flow.duration.toFixed(3).padStart(9)}|    all|${flow.index % 2 ? 'in' : 'out'}|`
    const header =
      '            sIP|            dIP|sPort|dPort|pro|   packets|     bytes|                  sTime| duration|  class|   type|'
    const { file, column, withRole, ledger } = await understood(lines(header, rowsOf(row)))
    expect(file).toMatchObject({ format: 'text with pipes', schema: 'SiLK rwcut', headerFound: true })
    expect(ledger).toMatchObject({ usedCount: ROWS, refusedCount: 0 })
    expect(column('sIP')).toMatchObject({ type: 'address', meaning: 'source address' })
    expect(column('pro')).toMatchObject({ type: 'category', meaning: 'protocol' })
    expect(column('sTime').meaning).toBe('start time')
    expect(withRole('ground truth')).toEqual([])
  })

  it('Wireshark’s packet list is packets, and a note says so', async () => {
    const row = (flow: MadeFlow): string =>
      `"${flow.index + 1}","${flow.index}.250000","${flow.source}","${flow.destination}","TCP","${60 + flow.index}","${flow.sourcePort}  >  ${flow.destinationPort} [SYN] Seq=0, Win=1024"`
    const header = '"No.","Time","Source","Destination","Protocol","Length","Info"'
    const { file, notes, column } = await understood(lines(header, rowsOf(row)))
    expect(file.schema).toBe('Wireshark packet list')
    expect(notes.map(({ title }) => title)).toContain('Each row is a packet, not a flow')
    expect(column('No.').role).toBe('identity')
  })
})
