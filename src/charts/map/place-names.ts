/**
 * Place names: where each group's name stands on the map, so that no two cover each other.
 *
 * Greedy, largest group first: of a ring of places around the centroid the nearest free one is taken; a name that finds
 * none shrinks to its letter. (A full optimum is NP-hard: Marks & Shieber, Harvard TR-05-91, 1991.)
 */

export interface NameToPlace {
  /** The centroid, in pixels. */
  readonly x: number
  readonly y: number
  readonly wideWidth: number
}

export interface PlacedName {
  readonly left: number
  readonly top: number
  readonly width: number
  /** Whether there was room for the words beside the letter. */
  readonly wide: boolean
}

export interface Room {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export const NAME_HEIGHT = 20
export const LETTER_WIDTH = 20
/** Distances from the centroid to try, in pixels, and the directions at each. */
const RINGS = [22, 34, 48, 64]
const DIRECTIONS = [-90, 90, -50, -130, 50, 130, 0, 180].map((degrees) => (degrees * Math.PI) / 180)
const GAP = 2

interface Box extends Room {
  readonly wide: boolean
}

const overlaps = (a: Room, b: Room): boolean =>
  a.left < b.right + GAP && b.left < a.right + GAP && a.top < b.bottom + GAP && b.top < a.bottom + GAP

const within = (box: Room, room: Room): boolean =>
  box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom

function* placesFor(name: NameToPlace, width: number, wide: boolean): Generator<Box> {
  for (const ring of RINGS)
    for (const direction of DIRECTIONS) {
      // Beside the centroid a name is pushed out by half its own width, above and below by nothing.
      const x = name.x + Math.cos(direction) * (ring + (Math.abs(Math.cos(direction)) * width) / 2)
      const y = name.y + Math.sin(direction) * ring
      yield { left: x - width / 2, right: x + width / 2, top: y - NAME_HEIGHT / 2, bottom: y + NAME_HEIGHT / 2, wide }
    }
}

/** Around a centroid, where a group's densest dots are. */
const CENTROID_REACH = 9

const centroidBox = ({ x, y }: NameToPlace): Room => ({
  left: x - CENTROID_REACH,
  right: x + CENTROID_REACH,
  top: y - CENTROID_REACH,
  bottom: y + CENTROID_REACH,
})

function freePlace(name: NameToPlace, taken: readonly Room[], room: Room, wide: boolean): Box | null {
  for (const box of placesFor(name, wide ? name.wideWidth : LETTER_WIDTH, wide))
    if (within(box, room) && !taken.some((other) => overlaps(box, other))) return box
  return null
}

/**
 * A name stays clear of other names always, and of the other groups' centroids where it can.
 *
 * @param names in order of importance
 * @param kept areas to stay clear of: the mark, axis words
 * @returns per name its place, or null if it lies outside of the room or no place is free
 */
export function placeNames(
  names: readonly NameToPlace[],
  room: Room,
  wordsAllowed: boolean,
  kept: readonly Room[] = [],
): readonly (PlacedName | null)[] {
  const centroids = names.map(centroidBox)
  const taken: Room[] = [...kept]
  return names.map((name, index) => {
    const { x, y } = name
    if (x < room.left || x > room.right || y < room.top || y > room.bottom) return null
    const others = centroids.filter((_, other) => other !== index)
    const place =
      (wordsAllowed ? freePlace(name, [...taken, ...others], room, true) : null) ??
      freePlace(name, taken, room, wordsAllowed) ??
      freePlace(name, taken, room, false)
    if (place === null) return null
    taken.push(place)
    return { left: place.left, top: place.top, width: place.right - place.left, wide: place.wide }
  })
}
