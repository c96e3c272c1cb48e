/**
 * Plant exfiltration: a flow that a calm host sends outside anyway, carrying many times what a usual flow sends.
 *
 * One flow, and only its bytes sent and packets change, every second one acknowledged: all else, how long it took among it, is that of
 * the ordinary flow.
 */

import { quantileOfSorted } from '../numeric/quantiles'
import { seededRandom } from '../numeric/random'
import type { Obstacle, Planting } from './attack'
import { STRENGTHS } from './attack'
import { changed, type Changes } from './cell-changes'
import { allPlaces, cellsAt, columnOf, textAt, type Ground } from './ground'
import { calmSource, outwardPlaces, preferably } from './hosts'
import { answeredPlaces, calmOf } from './templates'

/** Payload of a full segment on an Ethernet, with the time-stamp option: 1,500 − 20 − 32 bytes. */
const SEGMENT_BYTES = 1448

export function plantExfiltration(ground: Ground, seed: number): Planting | Obstacle {
  const sent = columnOf(ground, 'bytes sent') ?? columnOf(ground, 'bytes both ways')
  if (sent === null) return 'no bytes'
  const usual = usualBytes(ground)
  if (usual === null) return 'no bytes sent by any flow'
  const random = seededRandom(seed)
  const outward = answeredPlaces(ground, outwardPlaces(ground))
  const source = calmSource(ground, outward, random)
  const own = preferably(outward, (place) => textAt(ground, 'source address', place) === source)
  const template = calmOf(ground, own)
  const at: Planting['at'] = (strength) => ({
    flows: [
      {
        cells: changed(ground, cellsAt(ground, template), carrying(ground, template, Math.round(strength * usual))),
        seconds: ground.traffic.seconds?.[template] ?? null,
      },
    ],
    place: ground.rows[template]!,
  })
  return {
    ends: {
      source,
      destination: textAt(ground, 'destination address', template),
      port: textAt(ground, 'destination port', template),
    },
    likeLine: ground.table.sourceLines[template]!,
    usualBytes: usual,
    gapSeconds: null,
    strengths: STRENGTHS.exfiltration,
    at,
  }
}

/** Median of the bytes sent, or moved both ways where the file has only these, by flows that moved any. */
export function usualBytes(ground: Ground): number | null {
  const column = columnOf(ground, 'bytes sent') ?? columnOf(ground, 'bytes both ways')
  if (column === null) return null
  const moved = allPlaces(ground)
    .map((place) => Number(textAt(ground, column.meaning!, place)))
    .filter((value) => value > 0 && Number.isFinite(value))
  return moved.length === 0 ? null : quantileOfSorted(Float64Array.from(moved).sort(), 0.5)
}

/** The amounts of a flow that sends so many bytes; what it gets back stays. */
function carrying(ground: Ground, template: number, bytes: number): Changes {
  const amountOf = (meaning: Parameters<typeof textAt>[1]): number => {
    const amount = Number(textAt(ground, meaning, template) ?? NaN)
    return Number.isFinite(amount) ? amount : 0
  }
  const packets = Math.max(1, Math.ceil(bytes / SEGMENT_BYTES))
  const acknowledged = Math.max(amountOf('packets returned'), Math.ceil(packets / 2))
  const hasOneWay = columnOf(ground, 'bytes sent') !== null
  return {
    'bytes sent': String(bytes),
    'bytes both ways': String(hasOneWay ? bytes + amountOf('bytes returned') : bytes),
    'packets sent': String(packets),
    'packets returned': String(acknowledged),
    'packets both ways': String(packets + acknowledged),
  }
}
