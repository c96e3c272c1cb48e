import { describe, expect, it } from 'vitest'
import { sampleDay, SAMPLE_DAY_NAME, sampleFlows, truthOf } from '../../../src/engine/intake/sample-day'

const HEADER =
  'ts,uid,id.orig_h,id.orig_p,id.resp_h,id.resp_p,proto,service,duration,orig_bytes,resp_bytes,conn_state,orig_pkts,resp_pkts,label'

const countBy = <T>(items: readonly T[], key: (item: T) => string): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1)
  return counts
}

describe('the sample day', () => {
  const text = sampleDay(1)
  const lines = text.trimEnd().split('\n')

  it('is called what it is', () => expect(SAMPLE_DAY_NAME).toBe('sample-working-day.csv'))

  it('is the same text for the same seed and another for another', () => {
    expect(sampleDay(1)).toBe(text)
    expect(sampleDay(2)).not.toBe(text)
  })

  it('has a header and as many fields in every line', () => {
    expect(lines[0]).toBe(HEADER)
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([15]))
    expect(text).not.toMatch(/,(NaN|undefined|-?Infinity),/)
  })

  it('goes from one midnight to the next in order of time', () => {
    const starts = lines.slice(1).map((line) => Number(line.split(',')[0]))
    expect(starts.every((start, index) => index === 0 || start >= starts[index - 1]!)).toBe(true)
    expect(starts[0]! % 86_400).toBeGreaterThanOrEqual(0)
    expect(starts[0]!).toBeGreaterThanOrEqual(1_772_496_000)
    expect(starts[starts.length - 1]!).toBeLessThan(1_772_496_000 + 86_400)
  })

  it.each(Array.from({ length: 20 }, (_, index) => index + 1))('holds what was planted, seed %i', (seed) => {
    const flows = sampleFlows(seed)
    const truths = countBy(flows, truthOf)
    expect(flows.length).toBeGreaterThan(18_500)
    expect(flows.length).toBeLessThan(22_500)
    expect(truths.get('exfiltration')).toBe(12)
    expect(truths.get('beacon')).toBe(120)
    for (const [kind, low, high] of [
      ['port scan', 380, 460],
      ['SYN flood', 760, 860],
      ['SSH brute force', 140, 165],
    ] as const) {
      expect(truths.get(kind)).toBeGreaterThanOrEqual(low)
      expect(truths.get(kind)).toBeLessThanOrEqual(high)
    }
    expect(truths.size).toBe(6)
    expect((flows.length - truths.get('benign')!) / flows.length).toBeLessThan(0.1)
  })

  it('uses no address that is anybody’s', () => {
    const ours =
      /^(10\.20\.[01]\.|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|198\.18\.)\d{1,3}|^198\.18\.\d{1,3}\.\d{1,3}$/
    for (const flow of sampleFlows(3)) {
      expect(flow.source).toMatch(ours)
      expect(flow.destination).toMatch(ours)
    }
  })

  it('is busy by day and quiet by night, but for the backup', () => {
    const web = sampleFlows(4).filter((flow) => flow.kind === 'web')
    const between = (from: number, to: number): number =>
      web.filter((flow) => flow.start >= from * 3600 && flow.start < to * 3600).length
    expect(between(9, 10)).toBeGreaterThan(10 * between(2, 3))
    const backups = sampleFlows(4).filter((flow) => flow.kind === 'backup')
    expect(backups.every((flow) => flow.start >= 3600 && flow.start <= 3.5 * 3600)).toBe(true)
  })
})
