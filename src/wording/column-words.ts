/**
 * Column words: what a column of a traffic file is called in network words, and which way it pulls.
 *
 * Names are compared without case, spaces, dots and dashes. The meaning found by `table/` decides where a name is not
 * in the tables; the name itself is the last resort. Never guesses from part of a name.
 */

import type { Meaning } from '../engine/table/column'
import { CAPTURE_WORDS } from './column-words-capture'
import { CIC_WORDS } from './column-words-cic'
import { CONTEXT_WORDS } from './column-words-context'
import { KDD_WORDS } from './column-words-kdd'
import { NETWORK_WORDS } from './column-words-network'
import { RECORD_WORDS } from './column-words-records'
import { lowerFirst } from './sentences'

/** [label, and where it differs from "more label" / "less label": what more of it means, what less of it means]. */
export type ColumnWords = readonly [label: string, more?: string, less?: string]

const MEANING_WORDS: Readonly<Record<Meaning, ColumnWords>> = {
  'source address': ['Source address'],
  'destination address': ['Destination address'],
  'source port': ['Source port', 'higher source ports', 'lower source ports'],
  'destination port': ['Destination port', 'higher destination ports', 'lower destination ports'],
  'start time': ['Start', 'later', 'earlier'],
  duration: ['Duration', 'longer flows', 'shorter flows'],
  protocol: ['Protocol'],
  service: ['Service'],
  'connection state': ['Connection state'],
  'bytes sent': ['Bytes sent', 'more bytes sent', 'fewer bytes sent'],
  'bytes returned': ['Bytes returned', 'more bytes returned', 'fewer bytes returned'],
  'bytes both ways': ['Bytes both ways', 'more bytes', 'fewer bytes'],
  'packets sent': ['Packets sent', 'more packets sent', 'fewer packets sent'],
  'packets returned': ['Packets returned', 'more packets returned', 'fewer packets returned'],
  'packets both ways': ['Packets both ways', 'more packets', 'fewer packets'],
  action: ['Action'],
  'flow id': ['Flow id'],
  'ground truth': ['Ground truth'],
}

const TABLES = [KDD_WORDS, RECORD_WORDS, CIC_WORDS, CAPTURE_WORDS, CONTEXT_WORDS, NETWORK_WORDS] as const

/** " Fwd Packets/s" and "fwd_packets_s" are one name; underscores at the ends count, so "__proto__" is not "proto". */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^[^a-z0-9_]+|[^a-z0-9_]+$/g, '')
    .replace(/[^a-z0-9_]+/g, '_')

function entryOf(name: string, meaning: Meaning | null): ColumnWords | null {
  const key = plain(name)
  for (const table of TABLES) {
    const entry = table.get(key)
    if (entry) return entry
  }
  return meaning === null ? null : MEANING_WORDS[meaning]
}

/** "diff_srv_rate" → "Calls to different services"; a column nobody knows keeps its own name. */
export const columnWords = (name: string, meaning: Meaning | null): string => entryOf(name, meaning)?.[0] ?? name

/** Whether the words say something the name does not, so that a screen may show the name small beneath. */
export const hasColumnWords = (name: string, meaning: Meaning | null): boolean => entryOf(name, meaning) !== null

/** What more (or less) of a number column means: "more unanswered connections", "shorter flows", "more hot_x". */
export function pullWords(name: string, meaning: Meaning | null, direction: 'more' | 'less'): string {
  const entry = entryOf(name, meaning)
  if (!entry) return `${direction} ${name}`
  return (direction === 'more' ? entry[1] : entry[2]) ?? `${direction} ${lowerFirst(entry[0])}`
}
