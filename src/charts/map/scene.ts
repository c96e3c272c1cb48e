/**
 * Scene: what a map shows, apart from where one stands on it.
 */

import type { Axis } from '../../worker/protocol'
import type { Palette } from '../colours'
import type { Colouring } from './colouring'
import type { FirstView } from './extent'

/** u, v: a place on the map, in its own units. */
export type MapPlace = readonly [number, number]

export interface MapGroup {
  readonly clusterIndex: number
  readonly name: string
  /** Its centroid. */
  readonly place: MapPlace
  readonly rowCount: number
}

/** A judged flow, with the words beside it. */
export interface MapMark {
  readonly coordinates: MapPlace
  readonly words: string
}

export interface MapScene {
  readonly view: FirstView
  /** rowCount × 2; null where the flows were not kept. */
  readonly coordinates: Float32Array | null
  readonly assignments: Uint8Array | null
  readonly scores: Float32Array | null
  readonly colouring: Colouring | null
  /** Flagged rows drawn as rings. */
  readonly rings: Uint32Array
  readonly palette: Palette
  readonly axes: readonly [Axis, Axis]
  /** In order of cluster index. */
  readonly groups: readonly MapGroup[]
  /** The rows that can be pointed at; all of them if null. */
  readonly pointable: Uint32Array | null
}

/** What is chosen on it. */
export interface MapSelection {
  readonly clusterIndex: number | null
  readonly row: number | null
  readonly mark: MapMark | null
}
