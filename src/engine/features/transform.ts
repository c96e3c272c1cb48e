/**
 * Transform: a raw number to the axis it is compared on, and back to its real unit.
 */

import type { NumberFeature } from './recipe'
import { HELD_WITHIN } from './recipe'

/** 'log1p' is sign(x)·ln(1+|x|): it takes negative values too and leaves 0 at 0. */
export function transformed(value: number, transform: NumberFeature['transform']): number {
  if (transform === 'none') return value
  return value < 0 ? -Math.log1p(-value) : Math.log1p(value)
}

/** The way back of `transformed`. */
export function untransformed(value: number, transform: NumberFeature['transform']): number {
  if (transform === 'none') return value
  return value < 0 ? -Math.expm1(-value) : Math.expm1(value)
}

/** Centred, divided by the scale, held within ±`HELD_WITHIN`. */
export function scaled(value: number, mean: number, scale: number): number {
  const standard = (value - mean) / scale
  return standard > HELD_WITHIN ? HELD_WITHIN : standard < -HELD_WITHIN ? -HELD_WITHIN : standard
}

/** A scaled value, say a centroid's, in the column's own unit. */
export const inRealUnit = (feature: NumberFeature, scaledValue: number): number =>
  untransformed(scaledValue * feature.scale + feature.mean, feature.transform)
