import { describe, expect, it } from 'vitest'
import { withDistinctTitles } from '../../../../src/engine/explaining/stories/distinct-story-titles'
import { storiesHeadline } from '../../../../src/engine/explaining/stories/story-headline'
import { storyFacts, storyTitles } from '../../../../src/engine/explaining/stories/story-title'
import type { StoryReason } from '../../../../src/engine/explaining/stories/story-reason'
import type { Story } from '../../../../src/engine/explaining/stories/story'
import { readTraffic } from '../../../../src/engine/explaining/traffic'
import { sampleFlows, type SampleFlow } from '../../../../src/engine/intake/sample-day'
import type { Meaning } from '../../../../src/engine/table/column'
import { connTable, withMeanings } from '../sample-traffic'
import { tableOf } from '../../support/tables'

const everyRow = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, row) => row)

const days = new Map<number, ReturnType<typeof sampleFlows>>()

/** What the planted flows of a kind are called, where nothing is known of their reasons. */
function titleOf(kind: SampleFlow['kind'], seed: number, atMost = Infinity): string {
  const day = days.get(seed) ?? sampleFlows(seed)
  days.set(seed, day)
  const flows = day.filter((flow) => flow.kind === kind)
  const some = flows.slice(0, atMost)
  const { table, profiles } = connTable(some)
  return storyTitles(readTraffic(table, profiles), everyRow(some.length), [])[0]
}

describe('the title of a story with addresses', () => {
  it.each([1, 2, 3, 42])('says what was planted in the sample day, seed %i', (seed) => {
    expect(titleOf('port scan', seed)).toMatch(/^10\.20\.\d+\.\d+ tried [34]\d\d ports of 10\.20\.0\.\d+$/)
    expect(titleOf('SYN flood', seed)).toMatch(
      /^\d+ callers called 10\.20\.0\.\d+ port 443 [78]\d\d times, and nobody answered$/,
    )
    expect(titleOf('exfiltration', seed)).toMatch(/^Much sent to a host outside: \d+ MB from 10\.20\.\d+\.\d+ to /)
    expect(titleOf('SSH brute force', seed)).toMatch(/ opened 1\d\d SSH sessions at 10\.20\.0\.\d+$/)
    expect(titleOf('beacon', seed)).toMatch(/^10\.20\.\d+\.\d+ calls [\d.]+ every (4 min|3 min 59 s|4 min 1 s)/)
  })

  it('says of one flow no more than whose it is', () => {
    expect(titleOf('port scan', 42, 1)).toMatch(
      /^Values that rarely go together, .*from 10\.20\.[\d.]+ to 10\.20\.[\d.]+$/,
    )
  })
})

const ROWS = {
  service: ['whois', 'whois', 'whois', 'ftp'],
  flag: ['REJ', 'REJ', 'REJ', 'REJ'],
  src_bytes: [0, 0, 0, 0],
}
const MEANINGS: Readonly<Record<string, { meaning: Meaning }>> = {
  service: { meaning: 'service' },
  flag: { meaning: 'connection state' },
  src_bytes: { meaning: 'bytes sent' },
}
const table = tableOf(ROWS)
const profiles = withMeanings(table, MEANINGS)
const reason = (column: string, said: Partial<StoryReason>): StoryReason => ({
  column,
  profile: profiles.find(({ name }) => name === column),
  direction: null,
  text: '',
  textCount: 1,
  textShare: 1,
  ...said,
})
const port = (name: string): StoryReason['profile'] => ({ ...profiles[0]!, name, meaning: 'destination port' })
const titles = (rows: readonly number[], ...reasons: StoryReason[]): readonly string[] =>
  storyTitles(readTraffic(table, profiles), Uint32Array.from(rows), reasons)

describe('the title of a story without addresses', () => {
  it('says what is odd in the column that adds most, and how the calls ended', () => {
    expect(titles([0, 1, 2], reason('service', { text: 'whois' }))[0]).toBe('Calls to whois, refused')
    expect(titles([0], reason('service', { text: 'whois' }))[0]).toBe('Call to whois, refused')
    expect(titles([0, 3], reason('service', { textCount: 12, textShare: 0.3 }))[0]).toBe(
      'Calls to 12 services, refused',
    )
    expect(titles([0, 1], reason('flag', { text: 'REJ' }))[0]).toBe('Calls to whois refused')
    expect(titles([0, 3], reason('src_bytes', { direction: 'more', text: '0' }))[0]).toBe(
      'More bytes sent than usual, refused',
    )
    expect(titles([0, 3], reason('src_bytes', { direction: 'less', text: '' }))[0]).toBe('Bytes sent missing, refused')
  })

  it('does not say a port again that NAT has left as it was', () => {
    const called = { ...reason('Destination Port', { text: '3389' }), profile: port('Destination Port') }
    const nat = reason('NAT Destination Port', { text: '3389' })
    expect(titles([0], nat, called)[0]).toBe('Call to port 3389, refused')
    expect(titles([0], { ...nat, text: '8080' }, called)[0]).toBe('Call to port 8080 after NAT, refused')
  })

  it('calls no port what is a type or a code of ICMP', () => {
    const pings = tableOf({ proto: ['icmp', 'icmp', 'udp'], 'id.resp_p': ['136', '136', '53'] })
    const known = withMeanings(pings, { proto: { meaning: 'protocol' }, 'id.resp_p': { meaning: 'destination port' } })
    const odd = { ...reason('id.resp_p', { text: '136' }), profile: port('id.resp_p') }
    const titleOfRows = (...rows: number[]): string =>
      storyTitles(readTraffic(pings, known), Uint32Array.from(rows), [odd])[0]
    expect(titleOfRows(0, 1)).toBe('ICMP with type or code 136')
    expect(titleOfRows(0, 2)).toBe('Calls to port 136')
  })

  it('has longer ones behind it, of the next reasons', () => {
    const [, longer] = titles(
      [0, 1],
      reason('flag', { text: 'REJ' }),
      reason('src_bytes', { direction: 'more', text: '0' }),
    )
    expect(longer).toBe('Calls to whois refused, more bytes sent than usual')
  })

  it('takes a reason that speaks for all before one that does not', () => {
    const mixed = reason('flag', { textCount: 3, textShare: 0.4 })
    expect(titles([0, 3], mixed, reason('src_bytes', { direction: 'more', text: '0' }))[0]).toMatch(
      /^More bytes sent than usual/,
    )
  })

  it('stands beside what the flows have in common', () => {
    expect(storyFacts(readTraffic(table, profiles), everyRow(4))).toBe('several services · REJ')
    const numbered = tableOf({ protocol: ['6', '6'] })
    const known = withMeanings(numbered, { protocol: { meaning: 'protocol' } })
    expect(storyFacts(readTraffic(numbered, known), everyRow(2))).toBe('TCP')
    expect(storyFacts(readTraffic(table, profiles), Uint32Array.of(0, 1))).toBe('whois · REJ')
  })
})

const story = (exampleLine: number, flowCount = 2, isRest = false): Omit<Story, 'title'> => ({
  reason: '',
  reasonColumn: null,
  flowCount,
  rows: new Uint32Array(flowCount),
  exampleRow: 0,
  exampleLine,
  partOf: null,
  highestScore: 2,
  clusters: [],
  facts: '',
  first: null,
  last: null,
  attackCount: null,
  isRest,
})

describe('the titles of stories', () => {
  it('are never the same: a later one says more, at last the line of its example', () => {
    const told = withDistinctTitles([
      { story: story(5), titles: ['Calls left open', 'Calls left open, more bytes sent than usual'] },
      { story: story(6), titles: ['Calls left open', 'Calls left open, more bytes sent than usual'] },
      { story: story(1007), titles: ['Calls left open', 'Calls left open, more bytes sent than usual'] },
    ])
    expect(told.map(({ title }) => title)).toEqual([
      'Calls left open',
      'Calls left open, more bytes sent than usual',
      'Calls left open (line 1,007 and others)',
    ])
  })
})

describe('the headline of the stories', () => {
  const named = (...stories: Omit<Story, 'title'>[]): Story[] =>
    stories.map((one) => ({ ...one, title: 'Calls to whois, refused' }))

  it('says how many there are, and names an only one', () => {
    expect(storiesHeadline(0, [])).toBe('No flow scores above the threshold')
    expect(storiesHeadline(1, named(story(5, 1)))).toBe('1 flow does not belong: calls to whois, refused')
    expect(storiesHeadline(9, named(story(5, 9)))).toBe(
      '9 flows do not belong. They make one story: Calls to whois, refused',
    )
    expect(storiesHeadline(100, named(story(5, 60), story(6, 30), story(7, 10, true)))).toBe(
      '100 flows do not belong. They make two stories, and the largest holds 60 of them',
    )
    expect(storiesHeadline(2, named(story(5, 1), story(6, 1)))).toBe('2 flows do not belong. They make two stories')
  })
})
