/**
 * Story teller: what a story says, from its flagged rows: title, main reason, hosts, times, the line of its strangest flow.
 */

import type { NamedStory } from '../explaining/stories/distinct-story-titles'
import type { ReasonedFlows } from '../explaining/stories/reasoned-flows'
import type { Story } from '../explaining/stories/story'
import { reasonLine, storyReasons, tellingReasons } from '../explaining/stories/story-reason'
import { storyFacts, storyTitles } from '../explaining/stories/story-title'
import { readTraffic, readTrafficColumns, type Traffic } from '../explaining/traffic'
import type { Pulse } from '../numeric/pulse'
import { columnsOf } from '../scoring/part-costs'
import type { Table } from '../table/table'
import { moment } from '../../wording/moments'
import { lowerFirst } from '../../wording/sentences'
import type { FoundPattern } from './grouping'
import { reasonInput, type JudgedRows } from './judged-rows'
import { rowFactsOf } from './row-facts'

/** Title, reason and times of a story are of so many of its flows, the strangest ones; counts are of all. */
const TOLD_FROM = 20_000

/** The flows of a story: as the stories were formed, and as places among all that are flagged, strangest first. */
export interface ToldFlows {
  readonly members: readonly number[]
  readonly places: Uint32Array
  readonly isRest: boolean
}

export type StoryTeller = (told: ToldFlows, flows: ReasonedFlows) => Promise<NamedStory>

/** @param flagged rows, strangest first */
export function storyTeller(judged: JudgedRows, flagged: Uint32Array, pulse: Pulse): StoryTeller {
  const { rows: file, profiles, model, scores, assignments, attacks, patterns } = judged
  const columns = columnsOf(model)
  const readRows = async (rows: Uint32Array): Promise<ReadRows> => {
    const table = await file.tableAt(rows)
    await readTrafficColumns(table, profiles, pulse)
    const own = Uint32Array.from({ length: table.rowCount }, (_, place) => place)
    return { table, traffic: readTraffic(table, profiles), own }
  }
  const patternsRead = new Map<FoundPattern, ReadRows>()
  const readPattern = async (pattern: FoundPattern): Promise<ReadRows> => {
    const read = patternsRead.get(pattern) ?? (await readRows(pattern.rows))
    patternsRead.set(pattern, read)
    return read
  }
  return async ({ members, places, isRest }, flows) => {
    const rows = places.map((place) => flagged[place]!)
    const { table, traffic, own } = await readRows(rows.slice(0, TOLD_FROM))
    const pattern = isRest ? null : patternAround(rows, patterns)
    const whole = pattern === null ? { traffic, own } : await readPattern(pattern)
    const [facts] = await rowFactsOf(file, model, rows.slice(0, 1))
    const input = reasonInput(judged, facts!)
    const reasons = tellingReasons(storyReasons(columns, flows, members, profiles, table, own), input)
    const reason = reasonLine(input, reasons[0], table, own)
    const story: NamedStory['story'] = {
      reason: isRest ? `The strangest: ${lowerFirst(reason)}` : reason,
      reasonColumn: isRest ? null : (reasons[0]?.column ?? null),
      flowCount: rows.length,
      rows,
      exampleRow: rows[0]!,
      exampleLine: facts!.sourceLine,
      highestScore: scores[rows[0]!]!,
      clusters: clustersOf(rows, assignments),
      facts: storyFacts(traffic, own),
      partOf: pattern && { title: pattern.title, flows: pattern.flows },
      ...timesOf(whole.traffic, whole.own),
      attackCount: attacks === null ? null : countAttacks(rows, attacks),
      isRest,
    }
    return { story, titles: isRest ? [REST_TITLE] : storyTitles(whole.traffic, whole.own, reasons) }
  }
}

interface ReadRows {
  readonly table: Table
  readonly traffic: Traffic
  /** All of them. */
  readonly own: Uint32Array
}

/** Of a story's flows; a stray one doesn't make it another story. */
const NEARLY_ALL = 0.8

/** The pattern that the threshold cuts a story out of; null if there is none. */
function patternAround(rows: Uint32Array, patterns: readonly FoundPattern[]): FoundPattern | null {
  const own = new Set(rows)
  const held = ({ rows: all }: FoundPattern): number => all.reduce((sum, row) => sum + Number(own.has(row)), 0)
  return (
    patterns.find((pattern) => pattern.rows.length > rows.length && held(pattern) >= NEARLY_ALL * rows.length) ?? null
  )
}

const REST_TITLE = 'Other flows, each strange in its own way'

function clustersOf(rows: Uint32Array, assignments: Uint8Array): Story['clusters'] {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(assignments[row]!, (counts.get(assignments[row]!) ?? 0) + 1)
  return [...counts]
    .map(([clusterIndex, flowCount]) => ({ clusterIndex, flowCount }))
    .sort((a, b) => b.flowCount - a.flowCount || a.clusterIndex - b.clusterIndex)
}

function countAttacks(rows: Uint32Array, attacks: Uint8Array): number {
  let attackCount = 0
  for (const row of rows) attackCount += attacks[row]!
  return attackCount
}

function timesOf({ seconds }: Traffic, places: Uint32Array): Pick<Story, 'first' | 'last'> {
  let [first, last] = [Infinity, -Infinity]
  for (const place of places) {
    const time = seconds?.[place] ?? NaN
    if (time < first) first = time
    if (time > last) last = time
  }
  return first > last ? { first: null, last: null } : { first: moment(first), last: moment(last) }
}
