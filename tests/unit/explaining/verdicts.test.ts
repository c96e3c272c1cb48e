import { describe, expect, it } from 'vitest'
import { sampleFlows, type SampleFlow } from '../../../src/engine/intake/sample-day'
import type { ColumnProfile } from '../../../src/engine/table/column'
import type { Table } from '../../../src/engine/table/table'
import { rowsPerCluster } from '../../../src/engine/explaining/cluster-bands'
import { clusterFacts } from '../../../src/engine/explaining/facts/cluster-facts'
import { makeUpOf } from '../../../src/engine/explaining/facts/make-up'
import type { Verdict } from '../../../src/engine/explaining/findings'
import { readTraffic } from '../../../src/engine/explaining/traffic'
import { judgeCluster } from '../../../src/engine/explaining/verdicts/judge-cluster'
import { isSuspicious } from '../../../src/wording/verdict-words'
import { seededRandom } from '../../../src/engine/numeric/random'
import { tableOf } from '../support/tables'
import { connTable, sampleDayByKind, withMeanings } from './sample-traffic'

const PLANTED: Readonly<Record<string, Verdict['kind']>> = {
  'port scan': 'port scan',
  'SYN flood': 'flood',
  exfiltration: 'exfiltration',
  'SSH brute force': 'brute force',
  beacon: 'beacon',
}

function verdictsOf(
  table: Table,
  profiles: readonly ColumnProfile[],
  assignments: Uint8Array,
  clusterCount: number,
  share = 1,
): Verdict[] {
  const traffic = readTraffic(table, profiles)
  const all = makeUpOf(
    traffic,
    Uint32Array.from({ length: table.rowCount }, (_, row) => row),
  )
  return rowsPerCluster(assignments, clusterCount).map((rows) => judgeCluster(clusterFacts(traffic, rows, all, share)))
}

const verdictOfAll = (table: Table, profiles: readonly ColumnProfile[]): Verdict =>
  verdictsOf(table, profiles, new Uint8Array(table.rowCount), 1)[0]!

describe('verdicts on the sample day, one cluster per kind of traffic', () => {
  it.each(Array.from({ length: 20 }, (_, index) => index + 1))('are right for every kind, seed %i', (seed) => {
    const { table, profiles, kinds, assignments } = sampleDayByKind(seed)
    const verdicts = verdictsOf(table, profiles, assignments, kinds.length)
    kinds.forEach((kind, cluster) => {
      const verdict = verdicts[cluster]!
      const planted = PLANTED[kind]
      expect(`${kind}: ${verdict.kind}`).toBe(`${kind}: ${planted ?? 'ordinary'}`)
      if (planted) {
        expect(['strong', 'likely']).toContain(verdict.strength)
        expect(verdict.evidenceFor.length).toBeGreaterThanOrEqual(3)
        expect(verdict.title).toMatch(/^Looks like /)
      }
      for (const sentence of [...verdict.evidenceFor, ...verdict.evidenceAgainst])
        expect(sentence).not.toMatch(/NaN|undefined|null|Infinity/)
    })
  })

  it('names the everyday services', () => {
    const { table, profiles, kinds, assignments } = sampleDayByKind(7)
    const titles = verdictsOf(table, profiles, assignments, kinds.length).map(({ title }) => title)
    const titleOf = (kind: SampleFlow['kind']): string => titles[kinds.indexOf(kind)]!
    expect(titleOf('web')).toBe('Web, completed')
    expect(titleOf('dns')).toBe('DNS')
    expect(titleOf('mail')).toBe('Mail, completed')
    expect(titleOf('ssh')).toBe('SSH, completed')
    expect(titleOf('backup')).toBe('Backup, completed')
    expect(titleOf('ntp')).toBe('Clock (NTP)')
  })
})

describe('no alarm on ordinary traffic', () => {
  const ordinary = (seed: number): SampleFlow[] => sampleFlows(seed).filter(({ kind }) => !(kind in PLANTED))

  it.each([1, 2, 3, 4, 5, 6])('however it is cut, seed %i', (seed) => {
    const flows = ordinary(seed)
    const { table, profiles } = connTable(flows)
    const random = seededRandom(seed)
    const cuts: Record<string, (flow: SampleFlow, row: number) => number> = {
      'by outcome': ({ state }) => ['SF', 'S0', 'REJ', 'RSTO', 'RSTR', 'S1'].indexOf(state),
      'by hour': ({ start }) => Math.floor(start / 3600),
      'by size': ({ bytesSent }) => Math.floor(Math.log10(1 + bytesSent)),
      'by service and outcome': ({ service, state }) =>
        ['ssl', 'http', 'dns', 'ssh', 'smtp', 'smb', 'ntp', '-'].indexOf(service) * 2 + (state === 'SF' ? 0 : 1),
      'at random': () => random.below(5),
    }
    for (const [name, cut] of Object.entries(cuts)) {
      const assignments = Uint8Array.from(flows, cut)
      for (const verdict of verdictsOf(table, profiles, assignments, Math.max(...assignments) + 1)) {
        expect(`${name}: ${isSuspicious(verdict.kind) ? verdict.title : 'no alarm'}`).toBe(`${name}: no alarm`)
      }
    }
  })

  it('calls a host that calls a clock every few minutes a clock', () => {
    const { table, profiles } = connTable(
      ordinary(3).filter(({ kind, source }) => kind === 'ntp' && source === '10.20.1.20'),
    )
    expect(table.rowCount).toBeGreaterThan(12)
    expect(verdictOfAll(table, profiles).kind).toBe('ordinary')
  })

  it('calls a backup to a server inside a backup', () => {
    const { table, profiles } = connTable(ordinary(3).filter(({ kind }) => kind === 'backup'))
    expect(verdictOfAll(table, profiles).kind).toBe('ordinary')
  })
})

describe('verdicts are honest about what a file can tell', () => {
  const only = (kind: SampleFlow['kind']): SampleFlow[] => sampleFlows(1).filter((flow) => flow.kind === kind)

  it('does not call unanswered calls a flood without times', () => {
    const { table, profiles } = connTable(only('SYN flood'), ['ts'])
    const verdict = verdictOfAll(table, profiles)
    expect(verdict.kind).toBe('refused')
    expect(verdict.title).toBe('Unanswered connections')
  })

  it('does not call tries a port scan without source addresses', () => {
    const { table, profiles } = connTable(only('port scan'), ['id.orig_h'])
    expect(verdictOfAll(table, profiles).title).toBe('Refused connections')
  })

  it('does not call uploads exfiltration without addresses', () => {
    const { table, profiles } = connTable(only('exfiltration'), ['id.orig_h', 'id.resp_h'])
    expect(verdictOfAll(table, profiles).kind).toBe('ordinary')
  })

  it('does not look for a beat in a thinned sample', () => {
    const { table, profiles } = connTable(only('beacon'))
    expect(verdictsOf(table, profiles, new Uint8Array(table.rowCount), 1, 0.5)[0]!.kind).toBe('ordinary')
  })

  it('leaves a table that is no traffic unnamed, and says why', () => {
    const table = tableOf({ height: [1, 2, 3, 4], colour: ['red', 'blue', 'red', 'red'] })
    const verdict = verdictOfAll(table, withMeanings(table, {}))
    expect(verdict).toMatchObject({ kind: 'unnamed', title: 'Mixed traffic', strength: 'none', evidenceFor: [] })
    expect(verdict.evidenceAgainst[0]).toContain('the file does not say')
  })
})

/** Rows of KDD features, all alike. */
function kdd(
  rowCount: number,
  cells: Readonly<Record<string, number | string>>,
): { table: Table; profiles: ColumnProfile[] } {
  const usual = {
    protocol_type: 'tcp',
    service: 'http',
    flag: 'SF',
    src_bytes: 200,
    dst_bytes: 2000,
    num_failed_logins: 0,
    count: 4,
    srv_count: 4,
    serror_rate: 0,
    rerror_rate: 0,
    same_srv_rate: 1,
    diff_srv_rate: 0,
    srv_diff_host_rate: 0,
    dst_host_diff_srv_rate: 0.04,
  }
  const columns = Object.entries({ ...usual, ...cells }).map(([name, cell]) => [
    name,
    new Array<typeof cell>(rowCount).fill(cell),
  ])
  const table = tableOf(Object.fromEntries(columns) as Record<string, string[]>)
  return {
    table,
    profiles: withMeanings(table, {
      protocol_type: { meaning: 'protocol' },
      service: { meaning: 'service' },
      flag: { meaning: 'connection state' },
      src_bytes: { meaning: 'bytes sent', unit: 'bytes' },
      dst_bytes: { meaning: 'bytes returned', unit: 'bytes' },
    }),
  }
}

describe('verdicts on KDD features', () => {
  const verdict = (cells: Readonly<Record<string, number | string>>): Verdict => {
    const { table, profiles } = kdd(50, cells)
    return verdictOfAll(table, profiles)
  }

  it.each([
    [
      'Looks like a SYN flood',
      { flag: 'S0', service: 'private', src_bytes: 0, dst_bytes: 0, count: 175, same_srv_rate: 0.1 },
    ],
    ['Looks like a ping flood', { protocol_type: 'icmp', service: 'ecr_i', src_bytes: 1032, dst_bytes: 0, count: 480 }],
    [
      'Looks like a ping sweep',
      { protocol_type: 'icmp', service: 'eco_i', src_bytes: 8, dst_bytes: 0, srv_diff_host_rate: 1 },
    ],
    [
      'Looks like a port scan',
      { flag: 'REJ', service: 'private', src_bytes: 0, dst_bytes: 0, diff_srv_rate: 1, same_srv_rate: 0.01 },
    ],
    [
      'Looks like password guessing',
      { flag: 'RSTO', service: 'telnet', num_failed_logins: 1, src_bytes: 125, dst_bytes: 179 },
    ],
    ['Refused connections', { flag: 'REJ', service: 'private', src_bytes: 0, dst_bytes: 0, rerror_rate: 1 }],
    ['Web, completed', {}],
    ['DNS', { protocol_type: 'udp', service: 'domain_u' }],
  ])('%s', (title, cells) => expect(verdict(cells as Record<string, number | string>).title).toBe(title))

  it('puts numbers in the evidence', () => {
    const { evidenceFor } = verdict({ flag: 'S0', src_bytes: 0, dst_bytes: 0, count: 175 })
    expect(evidenceFor[0]).toBe('SYN never answered 100 % (state S0; all flows 100 %)')
    expect(evidenceFor).toContain('median 175 calls to the same host in 2 s; all flows 175')
  })
})

describe('a column that happens to be called count', () => {
  it('is not taken for calls in two seconds', () => {
    const table = tableOf({
      flag: new Array<string>(60).fill('S0'),
      count: new Array<number>(60).fill(500),
    })
    const profiles = withMeanings(table, { flag: { meaning: 'connection state' } })
    expect(verdictOfAll(table, profiles).title).toBe('Unanswered connections')
  })
})

describe('verdicts on a firewall log', () => {
  it('says what was denied', () => {
    const table = tableOf({
      'Destination Port': [23, 445, 23, 3389],
      Action: ['deny', 'drop', 'deny', 'allow'],
      'Bytes Sent': [60, 66, 60, 900],
    })
    const profiles = withMeanings(table, {
      'Destination Port': { meaning: 'destination port', type: 'port' },
      Action: { meaning: 'action' },
      'Bytes Sent': { meaning: 'bytes sent', unit: 'bytes' },
    })
    expect(verdictOfAll(table, profiles)).toMatchObject({ kind: 'refused', title: 'Denied by the firewall' })
  })
})
