/**
 * Templates: the real flow of the file whose cells a planted flow takes, but for what the attack changes.
 */

import { isInside } from '../explaining/facts/addresses'
import { outcomeOfState } from '../explaining/connection-outcomes'
import { allPlaces, columnOf, type Ground } from './ground'
import { preferably } from './hosts'

/** Of the flows that would do, this share is less strange than the one taken: an ordinary one, so that it isn't the template that is found. */
const CALM_SHARE = 0.25

/** @param places at least one */
export function calmOf({ scores }: Ground, places: readonly number[]): number {
  const sorted = [...places].sort((a, b) => scores[a]! - scores[b]! || a - b)
  return sorted[Math.floor(CALM_SHARE * (sorted.length - 1))]!
}

/** Flows that came to nothing; none if the file can't tell, or has none. */
export const failedPlaces = (ground: Ground): readonly number[] =>
  allPlaces(ground).filter((place) => ground.traffic.failed?.[place] === 1)

/** Flows that came to something, as far as the file can tell. */
export const answeredPlaces = (ground: Ground, places: readonly number[]): readonly number[] =>
  preferably(places, (place) => ground.traffic.failed?.[place] !== 1)

/** Of some flows those between ends on the same sides of the border as these two. */
export function placesLike(
  { traffic: { source, destination } }: Ground,
  places: readonly number[],
  from: string | null,
  to: string | null,
): readonly number[] {
  const sides = (texts: readonly string[] | undefined, text: string | null): readonly boolean[] | null =>
    texts === undefined || text === null ? null : texts.map((other) => isInside(other) === isInside(text))
  const [fromSide, toSide] = [sides(source?.dictionary, from), sides(destination?.dictionary, to)]
  return preferably(
    places,
    (place) =>
      (fromSide === null || fromSide[source!.codes[place]!]!) &&
      (toSide === null || toSide[destination!.codes[place]!]!),
  )
}

/** How this file's states say that nobody answered; null if none of its words for it is known. */
export function unansweredState(ground: Ground): string | null {
  const { state } = ground.traffic
  if (state === null) return null
  const own = state.dictionary.find((text) => text !== '' && outcomeOfState(text) === 'unanswered')
  if (own !== undefined) return own
  const known = (text: string): boolean => state.dictionary.includes(text)
  if (known('SF')) return 'S0'
  if (known('CON') || known('FIN')) return 'REQ'
  return state.dictionary.some((text) => /^[FSRPAECU]+_[FSRPAECU]*$/.test(text)) ? 'S_' : null
}

/** Whether a flow that came to nothing would look any different in this file. */
export const tellsOutcome = (ground: Ground): boolean =>
  ground.traffic.failed !== null || columnOf(ground, 'bytes both ways') !== null
