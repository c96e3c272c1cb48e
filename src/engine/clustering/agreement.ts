/**
 * Agreement: how far two groupings of the same rows are the same one, whatever the numbers of their groups.
 *
 * The adjusted Rand index: 1 for the same grouping, about 0 for two that have nothing to do with each other; of two groupings in
 * one group each it is 1.
 * Source: Hubert and Arabie, Journal of Classification 2, 1985, doi:10.1007/BF01908075.
 */

/** @param first, second per row a group index below `groupCount` */
export function adjustedRand(first: Uint8Array, second: Uint8Array, groupCount: number): number {
  const both = new Float64Array(groupCount * groupCount)
  const ofFirst = new Float64Array(groupCount)
  const ofSecond = new Float64Array(groupCount)
  for (let row = 0; row < first.length; row++) {
    both[first[row]! * groupCount + second[row]!]!++
    ofFirst[first[row]!]!++
    ofSecond[second[row]!]!++
  }
  const together = pairs(both)
  const togetherInFirst = pairs(ofFirst)
  const togetherInSecond = pairs(ofSecond)
  const all = (first.length * (first.length - 1)) / 2
  const byChance = all === 0 ? 0 : (togetherInFirst * togetherInSecond) / all
  const most = (togetherInFirst + togetherInSecond) / 2
  return most === byChance ? 1 : (together - byChance) / (most - byChance)
}

const pairs = (sizes: Float64Array): number => sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
