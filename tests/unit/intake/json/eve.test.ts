import { describe, expect, it } from 'vitest'
import { isAttack } from '../../../../src/engine/scoring/ground-truth'
import { converted } from './converted'
import { eveLines, SIGNATURE } from './made-json'
import { opened, rolesOf } from './opened'

const event = (type: string, more: object = {}): string =>
  `${JSON.stringify({ timestamp: '2026-01-01T00:00:00.000000+0100', flow_id: 7, event_type: type, src_ip: '10.0.0.1', ...more })}\n`
const alert = (signature: string, severity: number, more: object = {}): string =>
  event('alert', { alert: { signature, severity, category: 'c' }, ...more })

describe('Suricata’s events', () => {
  it('give a row per flow, and are skipped by what they are', async () => {
    const file = await opened(eveLines({ flows: 300, dns: 40, alertEvery: 10 }))
    expect(file.file).toMatchObject({ format: 'Suricata EVE', schema: 'Suricata EVE flow', unit: 'line' })
    expect(file.ledger).toMatchObject({ readCount: 370, usedCount: 300, skippedCount: 70, refusedCount: 0 })
    expect(file.ledger.skipped).toEqual([
      { rule: 'alert events, joined to their flows by flow_id', count: 30 },
      { rule: 'dns events', count: 40 },
    ])
    expect(rolesOf(file)).toMatchObject({
      timestamp: 'time time',
      flow_id: 'identifier identity',
      src_ip: 'address identity',
      src_port: 'port identity',
      dest_ip: 'address identity',
      dest_port: 'port feature',
      app_proto: 'category feature',
      'flow.bytes_toserver': 'number feature',
      'flow.state': 'category feature',
    })
    expect(file.profiles.find(({ name }) => name === 'flow.start')!.meaning).toBe('start time')
    expect(file.readWarnings).toEqual(['30 alerts: 30 flows with one by their flow_id.'])
  })

  it('give the ground truth, and nothing of an alert is a feature', async () => {
    const file = await opened(eveLines({ flows: 300, dns: 0, alertEvery: 10 }))
    const truths = file.profiles.filter(({ meaning }) => meaning === 'ground truth')
    expect(truths.map(({ name }) => name)).toEqual([
      'flow.alerted',
      'alert',
      'alert.signature',
      'alert.category',
      'alert.severity',
    ])
    expect(truths.filter(({ role }) => role === 'feature')).toEqual([])
    expect(truths.filter(({ role }) => role === 'ground truth')).toHaveLength(1)
  })

  it('join an alert to its flow whether it stands before or behind it, the most severe one of several', async () => {
    const text =
      alert('first', 3) +
      event('flow', { proto: 'TCP' }) +
      alert('worse', 1) +
      alert('as bad', 1) +
      event('flow', { flow_id: 8 })
    const { names, lines, facts } = await converted(text)
    const [, joined, , , quiet] = lines.map((cells) => cells.slice(names.indexOf('alert')))
    expect(names.slice(-4)).toEqual(['alert', 'alert.signature', 'alert.category', 'alert.severity'])
    expect(joined).toEqual(['yes', 'worse', 'c', '1'])
    expect(quiet).toEqual(['no', 'no alert', '', ''])
    expect(isAttack('no alert') || isAttack('no')).toBe(false)
    expect(isAttack(SIGNATURE)).toBe(true)
    expect(facts.skipped).toEqual([{ rule: 'alert events, joined to their flows by flow_id', count: 3 }])
  })

  it('say which alerts belong to no flow', async () => {
    const { facts } = await converted(
      event('flow') + alert('a', 1) + alert('b', 1, { flow_id: 9 }) + event('netflow', { flow_id: 10 }),
    )
    expect(facts.warnings).toEqual([
      '1 netflow event tell of the same traffic as the flow events; both are rows.',
      '2 alerts: 1 flow with one by its flow_id; 1 belongs to no flow of this file.',
    ])
  })

  it('have alerts for rows where there are no flows', async () => {
    const { names, lines, facts } = await converted(
      alert('a', 1) + event('dns', { dns: { rrname: 'x' } }) + alert('b', 2),
    )
    expect(names).not.toContain('dns.rrname')
    expect(lines.map(({ length }) => length)).toEqual([names.length, 0, names.length])
    expect(facts.skipped).toEqual([{ rule: 'dns events', count: 1 }])
    expect(facts.warnings).toEqual([
      'The file has no flow events: its alerts are the rows, and quiet traffic isn’t in it.',
    ])
  })

  it('have every event for a row where there are neither flows nor alerts', async () => {
    const { lines, facts } = await converted(event('dns', { dns: { rrname: 'x' } }) + event('tls'))
    expect(lines.every(({ length }) => length > 0)).toBe(true)
    expect(facts.warnings).toEqual(['The file has neither flow nor alert events: every event is a row.'])
  })
})
