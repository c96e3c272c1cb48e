/**
 * Facing: which end of an axis is the positive one. A direction and its opposite are equally good; the one along which
 * something grows reads easier than the one along which it shrinks.
 */

import { axisWords, type Pull } from '../explaining/axis-words'
import type { Projection } from '../projection/project'
import type { ColumnProfile } from '../table/column'

/** The same two directions, each turned so that its words say "more". */
export function facingMore(projection: Projection, profiles: readonly ColumnProfile[]): Projection {
  const turned = projection.pulls.map((pulls) => saysLess(pulls, profiles))
  const [first, second] = projection.components
  return {
    ...projection,
    components: [turned[0] ? first.map(negative) : first, turned[1] ? second.map(negative) : second],
    pulls: [turnedPulls(projection.pulls[0], turned[0]!), turnedPulls(projection.pulls[1], turned[1]!)],
  }
}

/** Whether the words of an axis come from pulls towards the negative end. */
function saysLess(pulls: readonly Pull[], profiles: readonly ColumnProfile[]): boolean {
  const words = axisWords(pulls, profiles)
  return (
    words !==
    axisWords(
      pulls.filter(({ weight }) => weight > 0),
      profiles,
    )
  )
}

const turnedPulls = (pulls: readonly Pull[], turned: boolean): readonly Pull[] =>
  turned ? pulls.map((pull) => ({ ...pull, weight: -pull.weight })) : pulls

const negative = (value: number): number => -value
