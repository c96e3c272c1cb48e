/**
 * Place: what the whole file knows of the place that a cluster's commonest pair calls: who else goes there, and for what.
 *
 * A place that many go to is a service; one that a single host sends to and nobody else knows is worth a look. Prevalence, as
 * RITA (Active Countermeasures) weighs it.
 */

import type { Traffic } from '../traffic'
import type { TextCells } from '../../table/table'
import { isInside } from './addresses'
import { shareWhere } from './tally'

export interface Place {
  readonly name: string
  /** Different sources that call it, in the whole file. */
  readonly callerCount: number
  /** Different sources inside, in the whole file: made-up ones of a flood must not count. */
  readonly hostCount: number
  /** Flows of this pair in the whole file, and how many of them are large uploads. */
  readonly pairFlowCount: number
  readonly pairUploadCount: number
  /** Different sources that upload much to it. */
  readonly uploaderCount: number
}

/** Bytes sent. A letter with a picture in it is over 1 MB too, so a rule asks for more of them than one. */
export const UPLOAD_BYTES = 1e6
/** Sent for every byte returned. An upload by mail or web is acknowledged, but its flow rarely passes 1 MB. */
export const SENT_PER_RETURNED = 10

export function isUpload({ bytesSent, bytesReturned }: Traffic, row: number): boolean {
  const sent = bytesSent?.[row] ?? 0
  return (
    sent >= UPLOAD_BYTES && (bytesReturned === null || sent >= SENT_PER_RETURNED * Math.max(1, bytesReturned[row]!))
  )
}

const hostCounts = new WeakMap<TextCells, number>()

/** Of all sources where none is inside, so that none can be told. */
function hostCountOf(source: TextCells): number {
  let count = hostCounts.get(source)
  if (count === undefined) {
    const inside = source.dictionary.filter(isInside).length
    hostCounts.set(source, (count = inside > 0 ? inside : source.dictionary.length - 1))
  }
  return count
}

/** @param row one of the pair's; null without addresses. Time O(rows of the file) */
export function placeOf(traffic: Traffic, row: number): Place | null {
  const { source, destination, rowCount } = traffic
  if (source === null || destination === null) return null
  const [caller, called] = [source.codes[row]!, destination.codes[row]!]
  const callers = new Set<number>()
  const uploaders = new Set<number>()
  let [pairFlowCount, pairUploadCount] = [0, 0]
  for (let other = 0; other < rowCount; other++) {
    if (destination.codes[other] !== called) continue
    const uploads = isUpload(traffic, other)
    callers.add(source.codes[other]!)
    if (uploads) uploaders.add(source.codes[other]!)
    if (source.codes[other] !== caller) continue
    pairFlowCount++
    if (uploads) pairUploadCount++
  }
  return {
    name: destination.dictionary[called]!,
    callerCount: callers.size,
    hostCount: hostCountOf(source),
    pairFlowCount,
    pairUploadCount,
    uploaderCount: uploaders.size,
  }
}

/**
 * Share of some rows, all to the same destination and port, whose source has a flow there that worked out.
 *
 * @returns null where the file can't tell. Time O(rows of the file)
 */
export function answeredShare(traffic: Traffic, rows: Uint32Array): number | null {
  const { source, destination, destinationPort: port, failed, rowCount } = traffic
  if (source === null || destination === null || failed === null || rows.length === 0) return null
  const [called, at] = [destination.codes[rows[0]!]!, port?.[rows[0]!]]
  const answered = new Set<number>()
  for (let row = 0; row < rowCount; row++)
    if (failed[row] === 0 && destination.codes[row] === called && port?.[row] === at) answered.add(source.codes[row]!)
  return shareWhere(rows, (row) => answered.has(source.codes[row]!))
}
