import { describe, expect, it } from 'vitest'
import type { ColumnOverride, ColumnProfile } from '../../../src/engine/table/column'
import { decideColumns } from '../../../src/engine/table/decide'
import { tableOf, type PlainColumn } from '../support/tables'

const ROWS = 200
const column = <T>(make: (row: number) => T): T[] => Array.from({ length: ROWS }, (_, row) => make(row))

const decide = (columns: Record<string, PlainColumn>, overrides: readonly ColumnOverride[] = []) =>
  decideColumns(tableOf(columns), overrides)

/** The profile of the first column named. */
function profile(columns: Record<string, PlainColumn>, overrides: readonly ColumnOverride[] = []): ColumnProfile {
  return decide(columns, overrides).profiles[0]!
}

const words = (count: number): string[] => column((row) => `w${row % count}`)

describe('a column is taken for', () => {
  it.each<[string, string, PlainColumn, string, string, string]>([
    ['a number', 'hot', column((row) => row % 7), 'number', 'feature', 'counts; scaled'],
    ['amounts', 'x', column((row) => (row % 7) - 3.5), 'number', 'feature', 'amounts; scaled'],
    ['a share', 'serror_rate', column((row) => (row % 5) / 4), 'number', 'feature', 'a share already; scaled'],
    [
      'a log number',
      'src_bytes',
      column((row) => (row === 3 ? 381_709_090 : row)),
      'number',
      'feature',
      'spans 9 powers of ten: log scale',
    ],
    [
      'a log number of short reach',
      'ttl',
      column((row) => 100 + (row % 100)),
      'number',
      'feature',
      'goes from 100 to 199: log scale',
    ],
    [
      'a rare number',
      'urgent',
      column((row) => (row === 9 ? 3 : 0)),
      'number',
      'feature',
      '0 in 99.5 % of rows: kept, held down',
    ],
    ['a rare yes', 'land', column((row) => (row === 9 ? 1 : 0)), 'yes-no', 'feature', 'yes in 1 row: kept, held down'],
    [
      'a rare no',
      'local',
      column((row) => (row === 9 ? 'F' : 'T')),
      'yes-no',
      'feature',
      'no in 1 row: kept, held down',
    ],
    [
      'yes or no in words',
      'internal',
      column((row) => (row % 2 ? 'true' : 'false')),
      'yes-no',
      'feature',
      'two values; scaled',
    ],
    ['a category', 'proto', words(3), 'category', 'feature', '3 words repeat: each becomes a level'],
    ['a category with rare words', 'app', words(66), 'category', 'feature', '66 words; 36 rare ones fold into “other”'],
    [
      'a code',
      'Protocol',
      column((row) => (row % 2 ? 6 : 17)),
      'category',
      'feature',
      '2 numbers that stand for words',
    ],
    [
      'a destination port',
      'dport',
      column((row) => (row % 2 ? 80 : 443)),
      'port',
      'feature',
      '2 ports, each a word and not an amount',
    ],
    [
      'a source port',
      'sport',
      column((row) => 50_000 + row),
      'port',
      'identity',
      'chosen afresh for nearly every flow: not compared',
    ],
    [
      'a translated source port',
      'NAT Source Port',
      column((row) => row),
      'port',
      'identity',
      'made up by the translating device for every flow: not compared',
    ],
    [
      'a source address',
      'saddr',
      words(20),
      'address',
      'identity',
      'says who, not what: used for what each host did lately',
    ],
    [
      'an address by its values',
      'peer',
      column((row) => `10.0.0.${row % 9}`),
      'address',
      'identity',
      'addresses: say who, not what, and are not compared',
    ],
    ['a time', 'ts', column((row) => row), 'time', 'time', 'when a flow began: puts flows in order, is not compared'],
    [
      'a time by its values',
      'seen',
      column((row) => `2017-07-07 03:30:${String(row % 60).padStart(2, '0')}`),
      'time',
      'time',
      'when a flow began: puts flows in order, is not compared; no zone in the file: taken as UTC',
    ],
    [
      'an epoch time by name and values',
      'event_time_utc',
      column((row) => 1_655_072_474 + row),
      'time',
      'time',
      'when a flow began: puts flows in order, is not compared; seconds since 1970, UTC by definition',
    ],
    ['a flow id by name', 'uid', words(20), 'identifier', 'identity', 'names the flow: tells no kind of flow apart'],
    [
      'an identifier by its values',
      'ref',
      words(ROWS),
      'identifier',
      'identity',
      '200 different ones in 200 rows: names flows, tells no kind of flow apart',
    ],
    [
      'a counter of rows',
      'counter',
      column((row) => row + 1),
      'identifier',
      'identity',
      '200 different ones in 200 rows: names flows, is no amount',
    ],
    [
      'free text',
      'message',
      column((row) => `connection ${row} was closed by the remote side`),
      'text',
      'ignored',
      '200 different ones in 200 rows: free text, not compared',
    ],
    [
      'nothing, if constant',
      'num_outbound_cmds',
      column(() => 0),
      'number',
      'ignored',
      'always 0: tells nothing apart',
    ],
    [
      'a truth that is always the same',
      'local_orig',
      column(() => 'T'),
      'yes-no',
      'ignored',
      'always T: tells nothing apart',
    ],
    ['nothing, if empty', 'tunnel', column(() => ''), 'text', 'ignored', 'empty in every row: tells nothing apart'],
    [
      'a note of the file’s maker',
      '__split',
      words(2),
      'text',
      'ignored',
      'a note by whoever made the file, as its name’s two underscores say',
    ],
  ])('%s', (_, name, cells, type, role, reason) => {
    expect(profile({ [name]: cells })).toMatchObject({ type, role, reason, decidedBy: 'engine' })
  })

  it('a feature although its name is that of an object’s own part', () => {
    const { profiles } = decide({ ['__proto__']: column((row) => row % 7), constructor: words(3) })
    expect(profiles.map(({ name, role }) => [name, role])).toEqual([
      ['__proto__', 'feature'],
      ['constructor', 'feature'],
    ])
  })

  it('what it is elsewhere too if there are few rows: nothing is nearly unique among fifty', () => {
    expect(profile({ ref: Array.from({ length: 50 }, (_, row) => `r${row}`) }).type).toBe('category')
  })

  it('a number although "paid" ends in "id"', () => {
    expect(profile({ paid: column((row) => (row * 37) % 1009) }).type).toBe('number')
    expect(profile({ xidId: column((row) => (row * 37) % 1009) }).type).toBe('identifier')
  })

  it('a log number from beyond 100 on, as in the reference recipe', () => {
    expect(profile({ x: column((row) => (row % 2 ? 100 : 1)) }).transform).toBe('none')
    expect(profile({ x: column((row) => (row % 3 ? 101 : 1)) }).transform).toBe('log1p')
    expect(profile({ x: column((row) => (row % 3 ? -101 : 1)) }).transform).toBe('log1p')
  })

  it('a duration although it is written like a time of day', () => {
    expect(profile({ duration: column((row) => `00:00:0${row % 7}`) }).role).toBe('feature')
  })
})

describe('a column’s profile', () => {
  it('tells gaps, infinities and cells that are no numbers, and says so in the reason', () => {
    const values = column((row) => (row === 0 ? NaN : row === 1 ? Infinity : row % 5))
    expect(profile({ rate: values })).toMatchObject({
      missingCount: 1,
      infiniteCount: 1,
      reason: 'counts; scaled; empty in 0.5 %, filled with the median and flagged; infinite in 1 row, flagged',
    })
  })

  it('has a distribution in numbers, on the scale that is used', () => {
    expect(profile({ x: column((row) => row % 7) }).distribution).toMatchObject({
      kind: 'numbers',
      scale: 'linear',
      smallest: 0,
      median: 3,
      largest: 6,
    })
    expect(profile({ x: column((row) => row * 100) }).distribution).toMatchObject({ kind: 'numbers', scale: 'log' })
  })

  it('has the twelve commonest levels, and how many rows say something else', () => {
    const { distribution, foldedLevelCount, distinctCount } = profile({ app: words(40) })
    expect([foldedLevelCount, distinctCount]).toEqual([10, 40])
    expect(distribution).toMatchObject({ kind: 'levels', otherCount: 140 })
    expect(distribution.kind === 'levels' && distribution.levels[0]).toEqual({ text: 'w0', count: 5 })
    expect(distribution.kind === 'levels' && distribution.levels.length).toBe(12)
  })

  it('has numbers for a yes or no in numbers, words for one in words', () => {
    expect(profile({ a: column((row) => row % 2) }).distribution.kind).toBe('numbers')
    expect(profile({ a: column((row) => (row % 2 ? 'T' : 'F')) }).distribution.kind).toBe('levels')
  })

  it('shows when flows happened, whatever way that is written', () => {
    const seen = column((row) => `7/7/2017 0${1 + (row % 9)}:30`)
    expect(profile({ Timestamp: seen }).distribution).toMatchObject({ kind: 'numbers', largest: 1499419800 })
  })

  it('is empty if there is nothing to show', () => {
    expect(profile({ a: column(() => '') }).distribution).toEqual({ kind: 'empty' })
  })
})

describe('the ground truth', () => {
  const plain = { bytes: column((row) => row % 9), proto: words(3) }
  const kinds = column((row) => ['normal', 'neptune', 'normal', 'smurf'][row % 4]!)
  const roles = (columns: Record<string, PlainColumn>, overrides: readonly ColumnOverride[] = []) =>
    new Map(decide({ ...plain, ...columns }, overrides).profiles.map(({ name, role }) => [name, role]))

  it.each([
    'label',
    'Label',
    'class',
    'attack_cat',
    'detailed-label',
    'is_attack',
    'malicious',
    '__truth',
    'attackDescription',
  ])('is found as %s', (name) => {
    expect(roles({ [name]: kinds }).get(name)).toBe('ground truth')
  })

  it.each(['target', 'category', 'type', 'outcome'])('is found as %s only if its values say so', (name) => {
    expect(roles({ [name]: kinds }).get(name)).toBe('ground truth')
    expect(roles({ [name]: words(4) }).get(name)).toBe('feature')
  })

  it('is found in zeros and ones where the name leaves no doubt', () => {
    expect(roles({ target: column((row) => row % 2) }).get('target')).toBe('ground truth')
    expect(roles({ type: column((row) => row % 2) }).get('type')).toBe('feature')
  })

  it('is the one of several that tells most kinds apart; the others are left out, never compared', () => {
    const found = roles({ label: column((row) => row % 2), attack_cat: kinds })
    expect([found.get('label'), found.get('attack_cat')]).toEqual(['ignored', 'ground truth'])
  })

  it('is the one filled in every row before one with gaps', () => {
    const found = roles({ __truth: column((row) => row % 2), __kind: column((row) => (row % 2 ? `k${row % 5}` : '')) })
    expect([found.get('__truth'), found.get('__kind')]).toEqual(['ground truth', 'ignored'])
  })

  it('is given away by the difficulty that NSL-KDD appends', () => {
    const { profiles, notes } = decide({ ...plain, class: kinds, difficulty: column((row) => row % 21) })
    expect(profiles[3]).toMatchObject({
      role: 'ignored',
      badge: 'left out',
      reason: 'follows the ground truth: would leak it',
    })
    expect(notes.find(({ id }) => id === 'leak:difficulty')?.title).toBe('difficulty would leak the answer')
  })

  it('is not compared even where it has too many values to check against', () => {
    const found = profile({ label: column((row) => row * 3) })
    expect(found).toMatchObject({ role: 'ignored', meaning: 'ground truth' })
    expect(found.reason).toContain('left out, to be safe')
    expect(roles({ attack_id: column((row) => row * 3), label: kinds }).get('label')).toBe('ground truth')
  })

  it('says what it says, in words', () => {
    const reasonOf = (cells: PlainColumn): string => decide({ label: cells }).profiles[0]!.reason
    expect(reasonOf(kinds)).toBe('“normal” and 2 other words: only to check')
    expect(reasonOf(column((row) => row % 2))).toBe('“0” and “1”: only to check')
    expect(reasonOf(column(() => 'BENIGN'))).toBe('always “BENIGN”: only to check, and nothing to check against')
  })

  it('is a firewall’s action only in the data set published for predicting it', () => {
    const action = column((row) => (row % 2 ? 'allow' : 'deny'))
    const uci = {
      'Source Port': column((row) => row),
      'NAT Source Port': column((row) => row),
      'NAT Destination Port': column((row) => row % 3),
      'Elapsed Time (sec)': column((row) => row % 60),
      pkts_sent: column((row) => row % 4),
      pkts_received: column((row) => row % 5),
    }
    expect(roles({ ...uci, Action: action }).get('Action')).toBe('ground truth')
    expect(roles({ action }).get('action')).toBe('feature')
  })

  it('is the column that the analyst names, and then the one found is left out', () => {
    const found = roles({ label: kinds, verdict2: words(2) }, [{ name: 'verdict2', role: 'ground truth' }])
    expect([found.get('verdict2'), found.get('label')]).toEqual(['ground truth', 'ignored'])
  })

  it('passes to the next if the analyst compares the first', () => {
    const found = roles({ label: column((row) => row % 2), attack_cat: kinds }, [
      { name: 'attack_cat', role: 'feature' },
    ])
    expect([found.get('label'), found.get('attack_cat')]).toEqual(['ground truth', 'feature'])
  })
})

describe('the time', () => {
  it('that counts is when flows began; others are times too', () => {
    const { profiles } = decide({ Ltime: column((row) => row + 1), Stime: column((row) => row) })
    expect(profiles.map(({ role, meaning }) => [role, meaning])).toEqual([
      ['time', null],
      ['time', 'start time'],
    ])
  })

  it('is the end of flows where no beginning is told', () => {
    expect(profile({ Ltime: column((row) => row + 1) }).meaning).toBe('start time')
  })
})
