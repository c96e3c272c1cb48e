/**
 * Plant beacon: a calm host repeats a flow that it sends outside anyway, at even gaps, with nearly the same few bytes.
 */

import { seededRandom, type Random } from '../numeric/random'
import type { Obstacle, PlantedFlow, Planting } from './attack'
import { STRENGTHS, strengthsFor } from './attack'
import { changed, type Changes } from './cell-changes'
import { cellsAt, columnOf, textAt, type Ground } from './ground'
import { calmSource, outwardPlaces, preferably } from './hosts'
import { beginning, momentsOf, written, type Moments } from './moments'
import { answeredPlaces, calmOf } from './templates'

/** Five minutes, or as often as the strongest beacon fits into the file, but not more often than every five seconds. */
const LONGEST_GAP_SECONDS = 300
const SHORTEST_GAP_SECONDS = 5
/** Standard deviation of a gap and of the bytes, as a share of them. */
const JITTER = 0.01

export function plantBeacon(ground: Ground, seed: number): Planting | Obstacle {
  const { source: sources, destination } = ground.traffic
  if (sources === null || destination === null) return 'no addresses'
  const moments = momentsOf(ground)
  if (moments === null) return 'no times'
  const span = moments.last - moments.first
  const gap = gapFor(span, moments)
  const strengths = strengthsFor('beacon', ground.rowCount).filter((beats) => beats * gap <= span)
  if (strengths.length === 0) return 'times too close'
  const random = seededRandom(seed)
  const outward = answeredPlaces(ground, outwardPlaces(ground))
  const source = calmSource(ground, outward, random)
  const own = preferably(outward, (place) => textAt(ground, 'source address', place) === source)
  const template = calmOf(ground, own)
  const starts = beginning(ground, moments, template, Math.max(...strengths) * gap)
  const flows = Array.from({ length: Math.max(...strengths) }, (_, beat): PlantedFlow => {
    const seconds = written(starts + gap * (beat + JITTER * random.normal()), moments)
    return { cells: changed(ground, cellsAt(ground, template), nearlyTheSame(ground, template, random)), seconds }
  })
  return {
    ends: {
      source,
      destination: textAt(ground, 'destination address', template),
      port: textAt(ground, 'destination port', template),
    },
    likeLine: ground.table.sourceLines[template]!,
    usualBytes: null,
    gapSeconds: gap,
    strengths,
    at: (strength) => ({ flows: flows.slice(0, strength), place: ground.rows[template]! }),
  }
}

function gapFor(span: number, { step }: Moments): number {
  const fitting = span / Math.max(...STRENGTHS.beacon)
  const gap = Math.min(LONGEST_GAP_SECONDS, Math.max(SHORTEST_GAP_SECONDS, Math.floor(fitting)))
  return step === 0 ? gap : Math.max(step, Math.floor(gap / step) * step)
}

function nearlyTheSame(ground: Ground, template: number, random: Random): Changes {
  const column = columnOf(ground, 'bytes sent')
  const sent = column === null ? NaN : Number(textAt(ground, 'bytes sent', template) || NaN)
  return Number.isFinite(sent)
    ? { 'bytes sent': String(Math.max(0, Math.round(sent * (1 + JITTER * random.normal())))) }
    : {}
}
