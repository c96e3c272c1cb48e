/**
 * Band scale: a line short enough for a table cell, long enough for the usual values and one far away.
 */

import { scaleLinear, scaleSymlog } from 'd3'

/** Beyond this many widths of the band the line turns logarithmic, or the band would be a speck. */
const FAR_IN_BANDS = 12

/** @returns value → pixels, between `left` and `right` */
export function bandScale(
  low: number,
  high: number,
  actual: number,
  left: number,
  right: number,
): (value: number) => number {
  const from = Math.min(low, actual)
  const to = Math.max(high, actual)
  if (from === to) return () => (left + right) / 2
  const width = high - low
  const isFar = to - from > FAR_IN_BANDS * Math.max(width, (to - from) / 1e6)
  if (!isFar) return scaleLinear([from, to], [left, right])
  // Measured from the band's middle, in widths of the band; a band of one value counts as a thousandth of the way.
  const middle = (low + high) / 2
  const unit = width > 0 ? width : (to - from) / 1000
  const scale = scaleSymlog([from - middle, to - middle], [left, right]).constant(unit)
  return (value) => scale(value - middle)
}
