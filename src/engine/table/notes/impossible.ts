/**
 * Impossible notes: values that no traffic has, such as a negative duration or port 70,000; whoever made the file went wrong there.
 */

import { count, number, share } from '../../../wording/numbers'
import { plural } from '../../../wording/sentences'
import type { ColumnProfile, DoctorNote, Meaning } from '../column'
import type { ColumnFacts } from '../column-facts'
import type { DoctorCase } from '../doctor'
import { unitOf } from '../meanings'
import { sampledNumbers } from './sampled'

export function impossibleNotes(found: DoctorCase): DoctorNote[] {
  const used = found.profiles.filter(
    ({ role, decidedBy }) => role !== 'ground truth' && !(role === 'ignored' && decidedBy === 'analyst'),
  )
  const findings = used.flatMap((profile) => findingsIn(profile, found.columns[profile.index]!))
  return [...findings.map(noteOf), ...DIRECTIONS.flatMap((direction) => emptyPackets(found, used, direction))]
}

interface Finding {
  readonly profile: ColumnProfile
  readonly title: string
  readonly text: string
}

const noteOf = ({ profile, title, text }: Finding): DoctorNote => ({
  id: `impossible:${profile.name}`,
  title,
  text,
  state: 'note',
  columns: [profile.name],
  remedies:
    profile.role === 'feature' ? [{ label: 'Leave out', overrides: [{ name: profile.name, role: 'ignored' }] }] : [],
})

function findingsIn(profile: ColumnProfile, facts: ColumnFacts): Finding[] {
  const said = negative(facts) ?? beyondPorts(profile, facts) ?? beyondOne(facts) ?? beyondOctets(profile, facts)
  return said === null ? [] : [{ profile, ...said }]
}

type Said = Omit<Finding, 'profile'> | null

const AMOUNTS: ReadonlySet<Meaning | null> = new Set<Meaning>([
  'duration',
  'bytes sent',
  'bytes returned',
  'bytes both ways',
  'packets sent',
  'packets returned',
  'packets both ways',
])

/** Where a sensor writes −1 for "not there" (CICFlowMeter's window sizes without a SYN) it is a word and no mistake. */
const NOT_THERE = -1

function negative({ name, meaning, unit, measure, cells }: ColumnFacts): Said {
  if (measure.kind !== 'numbers' || (unit === null && !AMOUNTS.has(meaning)) || unit === 'share') return null
  const least = AMOUNTS.has(meaning) ? 0 : NOT_THERE
  if (!(measure.smallest < least)) return null
  const where = rowsWith(cells, (value) => value < least)
  return {
    title: `${name} is negative`,
    text: `${name} goes down to ${number(measure.smallest)}${where}. No amount is less than nothing: a counter that ran over, or a clock that was set back.`,
  }
}

const LAST_PORT = 65_535

function beyondPorts({ type, meaning }: ColumnProfile, { name, measure, cells }: ColumnFacts): Said {
  const isPort = type === 'port' || meaning === 'source port' || meaning === 'destination port'
  if (!isPort || measure.kind !== 'numbers') return null
  const [isHigh, isLow] = [measure.largest > LAST_PORT, measure.smallest < 0]
  if (!isHigh && !isLow) return null
  const where = rowsWith(cells, (value) => value > LAST_PORT || value < 0)
  return {
    title: `${name} holds what is no port`,
    text: `A port lies in 0 to ${count(LAST_PORT)}; ${name} has ${number(isHigh ? measure.largest : measure.smallest)}${where}. Its columns may be shifted there.`,
  }
}

/** "Down/Up Ratio" may be 6; a rate may be one of bytes per second. So most of the column has to lie within 0 and 1. */
function beyondOne({ name, measure, cells }: ColumnFacts): Said {
  if (measure.kind !== 'numbers' || unitOf(name) !== 'share' || /ratio$/i.test(name)) return null
  if (!(measure.highTypical <= 1 && measure.largest > 1 && measure.smallest >= 0)) return null
  return {
    title: `${name} is more than the whole`,
    text: `A share lies in 0 to 1; ${name} goes up to ${number(measure.largest)}${rowsWith(cells, (value) => value > 1)}.`,
  }
}

/** Different addresses looked at: 50,000 take 5 to 8 ms (2026-11-26, Node 20, one idle core). */
const MOST_ADDRESSES = 50_000
const DOTTED = /^\d{1,3}(?:\.\d{1,3}){3}$/
const BEYOND_OCTET = /(?:^|\.)(?:25[6-9]|2[6-9]\d|[3-9]\d\d)(?:\.|$)/

function beyondOctets({ type }: ColumnProfile, { name, cells }: ColumnFacts): Said {
  if (type !== 'address' || cells.kind !== 'texts' || cells.distinct === null) return null
  const { texts, counts } = cells.distinct
  const isWrong = (text: string): boolean => DOTTED.test(text) && BEYOND_OCTET.test(text)
  const wrong = texts
    .slice(0, MOST_ADDRESSES)
    .flatMap((text, code) => (isWrong(text) && counts[code]! > 0 ? [code] : []))
  if (wrong.length === 0) return null
  const rowCount = wrong.reduce((sum, code) => sum + counts[code]!, 0)
  return {
    title: `${name} holds what is no address`,
    text: `The four numbers of an address lie in 0 to 255; ${name} has “${texts[wrong[0]!]!}”, such as ${count(rowCount)} ${plural(rowCount, 'row')} have.`,
  }
}

/** " in 3 rows"; nothing where the different numbers are too many to be told apart. */
function rowsWith({ distinct }: ColumnFacts['cells'], isWrong: (value: number) => boolean): string {
  if (distinct?.numbers == null) return ''
  const { numbers, counts } = distinct
  const rowCount = numbers.reduce((sum, value, code) => sum + (isWrong(value) ? counts[code]! : 0), 0)
  return `, in ${count(rowCount)} ${plural(rowCount, 'row')}`
}

const DIRECTIONS = [
  ['bytes sent', 'packets sent'],
  ['bytes returned', 'packets returned'],
  ['bytes both ways', 'packets both ways'],
] as const

/** A larger share of rows is worth a word; below, a cut-off flow or two. */
const WORTH_A_WORD = 0.005

function emptyPackets(
  { table }: DoctorCase,
  used: readonly ColumnProfile[],
  [bytesMeaning, packetsMeaning]: (typeof DIRECTIONS)[number],
): DoctorNote[] {
  const [bytes, packets] = [bytesMeaning, packetsMeaning].map((meaning) => used.find((one) => one.meaning === meaning))
  if (bytes === undefined || packets === undefined) return []
  const [byteCounts, packetCounts] = [sampledNumbers(table, bytes.index), sampledNumbers(table, packets.index)]
  if (byteCounts === null || packetCounts === null) return []
  const wrong = byteCounts.filter((value, row) => value > 0 && packetCounts[row] === 0).length
  const wrongShare = wrong / byteCounts.length
  if (wrongShare < WORTH_A_WORD) return []
  return [
    {
      id: `no-packets:${bytes.name}`,
      title: 'Bytes without a packet',
      text: `In ${share(wrongShare)} of rows ${bytes.name} is more than 0 while ${packets.name} is 0. One of the two was counted wrongly.`,
      state: 'note',
      columns: [bytes.name, packets.name],
      remedies: [{ label: `Leave ${packets.name} out`, overrides: [{ name: packets.name, role: 'ignored' }] }],
    },
  ]
}
