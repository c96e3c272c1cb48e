/**
 * Plant flood: one calm host calls the commonest port of one busy host again and again within ten seconds; nobody answers.
 */

import { OUTCOMES } from '../explaining/connection-outcomes'
import { topTexts } from '../explaining/facts/tally'
import { seededRandom } from '../numeric/random'
import { asTexts } from '../table/as-texts'
import type { Obstacle, PlantedFlow, Planting } from './attack'
import { strengthsFor } from './attack'
import { changed } from './cell-changes'
import { allPlaces, cellsAt, columnOf, textAt, type Ground } from './ground'
import { busyDestination, calmSource, preferably } from './hosts'
import { floodWindows } from './kdd-windows'
import { anchorOf, beginning, momentsOf, written } from './moments'
import { failingTemplate } from './plant-scan'
import { tellsOutcome } from './templates'

const LASTS_SECONDS = 10

export function plantFlood(ground: Ground, seed: number): Planting | Obstacle {
  const { rates, service, destination: destinations } = ground.traffic
  const isAimed = columnOf(ground, 'destination port') !== null || service !== null || destinations !== null
  if (!isAimed) return 'no port'
  if (!tellsOutcome(ground)) return 'no outcome'
  const random = seededRandom(seed)
  const destination = busyDestination(ground, random)
  const source = calmSource(ground, allPlaces(ground), random, destination)
  const port = commonestPort(ground, destination)
  const { template, changes } = failingTemplate(ground, source, destination)
  const target = preferably(allPlaces(ground), (place) => textAt(ground, 'destination address', place) === destination)
  const anchor = anchorOf(target, random)
  const moments = momentsOf(ground)
  const starts = moments && beginning(ground, moments, anchor, LASTS_SECONDS)
  const isRefused = OUTCOMES[ground.traffic.outcome?.[template] ?? 0] === 'refused'
  const flowAt = (index: number, flowCount: number): PlantedFlow => ({
    cells: changed(
      ground,
      cellsAt(ground, template),
      { ...changes, 'destination port': port },
      rates.size > 0 ? floodWindows(index, flowCount, isRefused) : {},
    ),
    seconds: starts === null ? null : written(starts + (LASTS_SECONDS * index) / flowCount, moments!),
  })
  return {
    ends: { source, destination, port },
    likeLine: ground.table.sourceLines[template]!,
    usualBytes: null,
    gapSeconds: null,
    strengths: strengthsFor('flood', ground.rowCount),
    at: (strength) => ({
      flows: Array.from({ length: strength }, (_, index) => flowAt(index, strength)),
      place: ground.rows[anchor]!,
    }),
  }
}

/** The port that a host, or without addresses anybody, is called on most; null without a port column. */
function commonestPort(ground: Ground, destination: string | null): string | null {
  const column = columnOf(ground, 'destination port')
  if (column === null) return null
  const called = preferably(allPlaces(ground), (place) => textAt(ground, 'destination address', place) === destination)
  const [top] = topTexts(asTexts(ground.table.cells[column.index]!), Uint32Array.from(called), 1)
  return top?.text ?? null
}
