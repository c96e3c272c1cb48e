/**
 * Stack keeper: counts stacks anew only when the zoom has doubled or halved.
 */

import { stackPlaces } from './stacks'

/** Two scales no farther apart are the same: what is left of dividing by the zoom. */
const SAME_SHARE = 1e-6

export class StackKeeper {
  private counted: Uint16Array | null = null
  private coordinates: Float32Array | null = null
  private scale: readonly [number, number] = [0, 0]

  /** Per row, of the last zoom that was counted; null before the first. */
  get latest(): Uint16Array | null {
    return this.counted
  }

  /** @param scale pixels of the page per unit of the map, across and up */
  isAt(coordinates: Float32Array, scale: readonly [number, number]): boolean {
    const isSame = scale.every((value, axis) => Math.abs(value / this.scale[axis]! - 1) < SAME_SHARE)
    return this.counted !== null && this.coordinates === coordinates && isSame
  }

  *placesFor(coordinates: Float32Array, scale: readonly [number, number]): Generator<void, Uint16Array> {
    if (this.coordinates !== coordinates) this.counted = null
    if (this.counted !== null && this.isAt(coordinates, scale)) return this.counted
    this.counted = yield* stackPlaces(coordinates, ...scale)
    this.coordinates = coordinates
    this.scale = scale
    return this.counted
  }
}
