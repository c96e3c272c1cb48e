/**
 * Telling columns: the few values by which an analyst recognises a flow, for the map's tooltip.
 */

import type { ColumnImportance, ColumnProfile, Meaning } from '../../worker/protocol'
import { byShare } from './cluster-words'

/** Who, to whom, what, how much: in this order, where the file has it. */
const READ_FIRST: readonly Meaning[] = [
  'source address',
  'destination address',
  'protocol',
  'service',
  'destination port',
  'connection state',
  'action',
  'bytes sent',
  'bytes returned',
  'bytes both ways',
  'duration',
]
const MOST = 8

/** Names of at most eight columns: those of a known meaning first, then those that tell the groups apart. */
export function tellingColumns(
  columns: readonly ColumnProfile[],
  importance: readonly ColumnImportance[],
): readonly string[] {
  const known = READ_FIRST.flatMap((meaning) => columns.filter((column) => column.meaning === meaning).slice(0, 1))
  const names = [...known.map((column) => column.name), ...byShare(importance).map((column) => column.column)]
  return [...new Set(names)].slice(0, MOST)
}
