/**
 * Transform: a raw number to the axis it is compared on, and back to its real unit.
 */

import { expm1, log1p } from '../numeric/portable-math'
import type { NumberFeature } from './recipe'
import { HELD_WITHIN } from './recipe'

/** 'log1p' is sign(x)·ln(1+|x|): it takes negative values too and leaves 0 at 0. */
export function transformed(value: number, transform: NumberFeature['transform']): number {
  if (transform === 'none') return value
  return value < 0 ? -log1p(-value) : log1p(value)
}

/** The way back of `transformed`. */
export function untransformed(value: number, transform: NumberFeature['transform']): number {
  if (transform === 'none') return value
  return value < 0 ? -expm1(-value) : expm1(value)
}

/** Scaled values are whole numbers of these: 2⁻²⁰, so that ±`HELD_WITHIN` is 24 bits and fits a float32. */
const STEPS = 1_048_576

/**
 * Centred, divided by the scale, held within ±`HELD_WITHIN` and rounded to a multiple of 2⁻²⁰, a millionth of a standard
 * deviation: sums of up to 2³⁰ such values are exact in float64, and so the same in any order.
 */
export function scaled(value: number, mean: number, scale: number): number {
  const standard = (value - mean) / scale
  const held = standard > HELD_WITHIN ? HELD_WITHIN : standard < -HELD_WITHIN ? -HELD_WITHIN : standard
  // Plus zero: −0 would be another text and another bit pattern than 0.
  return Math.round(held * STEPS) / STEPS + 0
}

/** A scaled value, say a centroid's, in the column's own unit. */
export const inRealUnit = (feature: NumberFeature, scaledValue: number): number =>
  untransformed(scaledValue * feature.scale + feature.mean, feature.transform)
