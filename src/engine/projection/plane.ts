/**
 * Plane: what it takes to place a row on the map: of a run just finished, or of a kept model.
 */

export interface Plane {
  /** featureCount long, dense space. */
  readonly mean: ArrayLike<number>
  /** Two of them, each featureCount long. */
  readonly components: readonly ArrayLike<number>[]
}

/** Where a position of the dense space lies on the map. */
export function pointOf({ mean, components }: Plane, position: ArrayLike<number>): readonly [number, number] {
  const along = (component: ArrayLike<number>): number => {
    let sum = 0
    for (let axis = 0; axis < component.length; axis++) sum += component[axis]! * (position[axis]! - mean[axis]!)
    return sum
  }
  return [along(components[0]!), along(components[1]!)]
}
