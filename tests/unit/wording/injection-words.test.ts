import { describe, expect, it } from 'vitest'
import type { InjectionReport, PlantedKind, Trial } from '../../../src/engine/injection/report'
import { endsWords, injectionHeadline, kindSentence, methodWords } from '../../../src/wording/injection-words'

const trial = (strength: number, bestRank: number, crowd: Trial['crowd'] = null): Trial => ({
  strength,
  flowCount: strength,
  bestRank,
  bestSourceRank: null,
  inTopCount: 0,
  crowd,
})
const scan: PlantedKind = {
  kind: 'port scan',
  obstacle: null,
  ends: { source: '10.0.0.5', destination: '10.0.0.9', port: null },
  flowsStandAlone: false,
  likeLine: 1234,
  usualBytes: null,
  gapSeconds: null,
  trials: [trial(5, 40), trial(20, 12), trial(200, 1)],
  seenFrom: 20,
  sourceSeenFrom: null,
}
const report: InjectionReport = {
  seed: 3,
  topCount: 20,
  method: 'fitted anew',
  rowCount: 19_601,
  sampledRowCount: 19_601,
  kinds: [scan, { ...scan, kind: 'flood', seenFrom: null }, { ...scan, kind: 'beacon', obstacle: 'no times' }],
}

describe('what was found of a planted attack', () => {
  it('names the strength from which on it would be seen', () => {
    expect(kindSentence(scan, 20)).toBe('A port scan would stand in the top 20 from 20 ports on.')
    expect(kindSentence({ ...scan, seenFrom: 5 }, 20)).toBe(
      'A port scan would stand in the top 20 even at the weakest strength tried, 5 ports.',
    )
  })

  it('says how much an exfiltration carries', () => {
    const carried = { ...scan, kind: 'exfiltration', usualBytes: 783, seenFrom: 200 } as const
    expect(kindSentence(carried, 20)).toBe(
      'An exfiltration would stand in the top 20 from 200 times the usual bytes sent (157 kB) on.',
    )
  })

  it('says that it was not seen, and what stands before it', () => {
    const crowd = { source: '10.0.0.66', flowCount: 382 }
    const missed = { ...scan, seenFrom: null, trials: [trial(5, 900), trial(200, 404, crowd)] }
    expect(kindSentence(missed, 20)).toBe(
      'A port scan would not stand in the top 20 at any strength tried, up to 200 ports: its best place is 404, behind 382 flows of 10.0.0.66.',
    )
    const mixed = { ...missed, trials: [trial(5, 900), trial(200, 404, { ...crowd, flowCount: 100 })] }
    expect(kindSentence(mixed, 20)).toMatch(/its best place is 404\.$/)
  })

  it('doesn’t hide that a weaker one was seen and the strongest not', () => {
    const odd = { ...scan, seenFrom: null, trials: [trial(5, 9), trial(20, 12), trial(200, 30)] }
    expect(kindSentence(odd, 20)).toBe('A port scan would stand in the top 20 at 5 and 20, but not at 200 ports.')
  })

  it('adds the place among sources only where that says more', () => {
    const added = ' With every source listed once, it would from 5 ports on.'
    expect(kindSentence({ ...scan, sourceSeenFrom: 5 }, 20)).toContain(added)
    expect(kindSentence({ ...scan, sourceSeenFrom: 20 }, 20)).not.toContain('every source')
  })

  it('says why a kind can’t be planted', () => {
    expect(kindSentence(report.kinds[2]!, 20)).toBe('A beacon can’t be planted: no column says when a flow began.')
  })

  it('names the hosts and the line that lent the cells', () => {
    expect(endsWords(scan)).toBe('10.0.0.5 to 10.0.0.9; all else as in line 1,234')
    const alone = { ...scan, ends: { source: null, destination: null, port: '53' }, flowsStandAlone: true }
    expect(endsWords(alone)).toMatch(/^port 53; all else as in line 1,234; nothing in this file says/)
  })
})

describe('the whole', () => {
  it('counts only what could be planted', () => {
    expect(injectionHeadline(report)).toBe('One of two test attacks would stand in the top 20')
    expect(injectionHeadline({ ...report, kinds: [report.kinds[2]!] })).toBe(
      'No test attack can be planted in this file',
    )
  })

  it('says how it was scored, and of how many flows', () => {
    expect(methodWords(report)).toContain('a copy of the 19,601 flows, and all of them were scored anew')
    const large = { ...report, method: 'frozen', rowCount: 1_000_000, sampledRowCount: 32_768 } as const
    expect(methodWords(large)).toContain('by the model of this run')
    expect(methodWords(large)).toContain('chosen from 32,768 flows')
  })
})
