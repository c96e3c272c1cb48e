/**
 * Polygon mask: which pixels a lasso encloses.
 *
 * Asked pixel by pixel, so that a million dots cost a million look-ups and not a million tests against every corner.
 * Even–odd rule by scan lines (J. Foley et al., Computer Graphics: Principles and Practice, 1990, section 3.6).
 */

export interface PolygonMask {
  readonly width: number
  readonly height: number
  /** 1 inside, 0 outside; width × height */
  readonly inside: Uint8Array
}

/** @param corners in pixels; the last one is joined to the first */
export function polygonMask(
  corners: readonly (readonly [number, number])[],
  width: number,
  height: number,
): PolygonMask {
  const inside = new Uint8Array(width * height)
  for (let line = 0; line < height; line++) {
    const crossings = crossingsAt(corners, line + 0.5)
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil(crossings[i]! - 0.5))
      const to = Math.min(width, Math.ceil(crossings[i + 1]! - 0.5))
      if (to > from) inside.fill(1, line * width + from, line * width + to)
    }
  }
  return { width, height, inside }
}

function crossingsAt(corners: readonly (readonly [number, number])[], y: number): number[] {
  const crossings: number[] = []
  for (let i = 0; i < corners.length; i++) {
    const [x1, y1] = corners[i]!
    const [x2, y2] = corners[(i + 1) % corners.length]!
    if (y1 <= y !== y2 <= y) crossings.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1))
  }
  return crossings.sort((a, b) => a - b)
}

export function isInside(mask: PolygonMask, x: number, y: number): boolean {
  const column = Math.floor(x)
  const line = Math.floor(y)
  return (
    column >= 0 &&
    line >= 0 &&
    column < mask.width &&
    line < mask.height &&
    mask.inside[line * mask.width + column] === 1
  )
}
