/**
 * Trait scale: where a group's value and that of all flows lie on a short bar.
 */

import { scaleLinear, scaleSymlog } from 'd3'
import type { Trait } from '../../worker/protocol'

/** Amounts span powers of ten, so their bars are logarithmic, as the model itself sees them. */
const AMOUNTS: readonly (string | null)[] = ['bytes', 'packets', 'seconds']

/** @returns value → pixels from the left. Shares run from 0 to 1, numbers over the usual range of all flows. */
export function traitScale(trait: Trait, width: number): (value: number) => number {
  if (trait.kind === 'category') return scaleLinear([0, 1], [0, width]).clamp(true)
  const low = Math.min(0, trait.lowAll, trait.here, trait.all)
  const high = Math.max(trait.highAll, trait.here, trait.all)
  if (high <= low) return () => 0
  const domain = [low, high]
  return AMOUNTS.includes(trait.unit)
    ? scaleSymlog(domain, [0, width])
        .constant(Math.min(1, high / 100))
        .clamp(true)
    : scaleLinear(domain, [0, width]).clamp(true)
}
