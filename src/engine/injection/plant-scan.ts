/**
 * Plant scan: one calm host tries the ports of one host that is called a lot, ten a second, and gets no answer.
 *
 * Without addresses the flows are the same but for their hosts: then nothing in the file ties them together, and each stands where it
 * would stand alone. KDD's tables have rates instead (kdd-windows.ts).
 */

import { OUTCOMES } from '../explaining/connection-outcomes'
import { seededRandom, type Random } from '../numeric/random'
import type { Obstacle, PlantedFlow, Planting } from './attack'
import { strengthsFor } from './attack'
import { changed, unanswered, type Changes } from './cell-changes'
import { allPlaces, cellsAt, columnOf, textAt, type Ground } from './ground'
import { busyDestination, calmSource, preferably } from './hosts'
import { scanWindows } from './kdd-windows'
import { anchorOf, beginning, momentsOf, written } from './moments'
import { calmOf, failedPlaces, placesLike, tellsOutcome } from './templates'

const PORTS_PER_SECOND = 10
/** Ports that a scanner tries. */
const HIGHEST_PORT = 10_000

export function plantScan(ground: Ground, seed: number): Planting | Obstacle {
  if (columnOf(ground, 'destination port') === null && ground.traffic.rates.size === 0) return 'no port'
  if (!tellsOutcome(ground)) return 'no outcome'
  const random = seededRandom(seed)
  const destination = busyDestination(ground, random)
  const source = calmSource(ground, allPlaces(ground), random, destination)
  const { template, changes } = failingTemplate(ground, source, destination)
  const anchor = anchorOf(placesOfSource(ground, source), random)
  const strengths = strengthsFor('port scan', ground.rowCount)
  const ports = scannedPorts(random, Math.max(...strengths))
  const moments = momentsOf(ground)
  const starts = moments && beginning(ground, moments, anchor, Math.max(...strengths) / PORTS_PER_SECOND)
  const isRefused = OUTCOMES[ground.traffic.outcome?.[template] ?? 0] === 'refused'
  const isKdd = ground.traffic.rates.size > 0
  const flowAt = (index: number): PlantedFlow => ({
    cells: changed(
      ground,
      cellsAt(ground, template),
      { ...changes, 'destination port': String(ports[index]!) },
      isKdd ? scanWindows(index, isRefused) : {},
    ),
    seconds: starts === null ? null : written(starts + index / PORTS_PER_SECOND, moments!),
  })
  return {
    ends: { source, destination, port: null },
    likeLine: ground.table.sourceLines[template]!,
    usualBytes: null,
    gapSeconds: null,
    strengths,
    at: (strength) => ({
      flows: Array.from({ length: strength }, (_, index) => flowAt(index)),
      place: ground.rows[anchor]!,
    }),
  }
}

/** An ordinary flow that came to nothing, between ends like these; if the file has none, an answered one made so. */
export function failingTemplate(
  ground: Ground,
  source: string | null,
  destination: string | null,
): { readonly template: number; readonly changes: Changes } {
  const failed = failedPlaces(ground)
  const template = calmOf(
    ground,
    placesLike(ground, failed.length > 0 ? failed : allPlaces(ground), source, destination),
  )
  const ends: Changes = { 'source address': source, 'destination address': destination }
  return { template, changes: failed.length > 0 ? ends : { ...unanswered(ground), ...ends } }
}

/** The flows of a host, beside one of which its attack begins. */
export const placesOfSource = (ground: Ground, source: string | null): readonly number[] =>
  preferably(allPlaces(ground), (place) => textAt(ground, 'source address', place) === source)

function scannedPorts(random: Random, portCount: number): readonly number[] {
  const ports = new Set<number>()
  while (ports.size < portCount) ports.add(1 + random.below(HIGHEST_PORT))
  return [...ports]
}
