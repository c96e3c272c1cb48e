/**
 * Curve path: points joined by straight lines or by steps, as the `d` of an SVG path. d3-shape does the same with 2 kB more of the page.
 */

/** Pixels. */
export type CurvePoint = readonly [x: number, y: number]

const rounded = (pixels: number): number => Math.round(pixels * 1000) / 1000

/** @param stepped the height changes at the earlier of two points, as it does between two thresholds */
export function curvePath(points: readonly CurvePoint[], stepped = false): string {
  const parts = points.map(([x, y], index) => {
    const [across, down] = [rounded(x), rounded(y)]
    if (index === 0) return `M${across},${down}`
    return stepped ? `V${down}H${across}` : `L${across},${down}`
  })
  // One point alone is a dot, where the line has round ends.
  return points.length === 1 ? `${parts[0]!}Z` : parts.join('')
}
