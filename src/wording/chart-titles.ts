/**
 * Chart titles: each states what its chart shows.
 */

import { columnWords } from './column-words'
import { listOf, lowerFirst, plural, upperFirst } from './sentences'
import { isSuspicious } from './verdict-words'
import type { Choice } from '../engine/clustering/result'
import type { ClusterCard, ColumnImportance } from '../engine/explaining/findings'
import type { ColumnProfile } from '../engine/table/column'

/** "The curve bends at 3; 7 are in use"; of the K in use, which the analyst may have chosen. */
export function elbowTitle({ knee, silhouettePeak, opinions }: Choice, clusterCount: number): string {
  if (opinions?.isNatural === false && opinions.shuffleCount > 0) return 'Shuffled columns give the same curve'
  if (knee === null) {
    return silhouettePeak?.clusterCount === clusterCount
      ? `The curve has no clear bend; groups stand best apart at ${clusterCount}`
      : `The curve has no clear bend; ${clusterCount} ${plural(clusterCount, 'group is', 'groups are')} in use`
  }
  return knee.clusterCount === clusterCount
    ? `The curve bends at ${clusterCount}`
    : `The curve bends at ${knee.clusterCount}; ${clusterCount} ${plural(clusterCount, 'is', 'are')} in use`
}

/** "Groups stand apart best at 10 (0.49)": one line of the narrowest panel. */
export function silhouetteTitle({ silhouettePeak }: Choice): string {
  if (silhouettePeak === null) return 'How well groups stand apart is not known'
  return `Groups stand apart best at ${silhouettePeak.clusterCount} (${silhouettePeak.value.toFixed(2)})`
}

/** "Connection state and refused, share tell the groups apart" in words; columns that say the same are said once. */
export function importanceTitle(importance: readonly ColumnImportance[], profiles: readonly ColumnProfile[]): string {
  const telling = importance.filter(({ betweenShare }) => betweenShare >= 0.3)
  if (telling.length === 0) return 'No single column tells the groups apart'
  const failure = telling.slice(0, 4).filter(({ column }) => isFailure(column, profiles))
  if (failure.length >= 2) return 'Failed connections tell the groups apart'
  const labels = telling.map(({ column }) => lowerFirst(labelOf(column, profiles).replace(/, share$/, '')))
  const said = [...new Set(labels)].slice(0, 2)
  return `${upperFirst(listOf(said))} ${plural(said.length, 'tells', 'tell')} the groups apart`
}

const labelOf = (column: string, profiles: readonly ColumnProfile[]): string =>
  columnWords(column, profiles.find(({ name }) => name === column)?.meaning ?? null)

const isFailure = (column: string, profiles: readonly ColumnProfile[]): boolean =>
  /^(unanswered|refused|connection state)/i.test(labelOf(column, profiles))

/** "The SYN flood" from "Looks like a SYN flood"; "Web, completed" stays "web, completed". */
const groupName = ({ verdict, letter }: ClusterCard): string =>
  verdict.kind === 'unnamed' ? `group ${letter}` : lowerFirst(verdict.title.replace(/^Looks like (a |an )?/, ''))

/** "Refused connections", "Web and mail", "Scans by many callers": those sit, a flood sits. */
const isPlural = ({ verdict }: ClusterCard): boolean =>
  verdict.kind !== 'unnamed' && /\b(connections|scans|look-ups)\b| and /i.test(verdict.title.split(',')[0]!)

/**
 * "SYN flood sits far out; ping sweep hides near web, completed": the group farthest from the middle of all flows, and a
 * suspicious one closer to an ordinary group than a quarter of the map's reach.
 * @param centroids on the map, per card
 */
export function mapTitle(cards: readonly ClusterCard[], centroids: readonly (readonly [number, number])[]): string {
  if (cards.length < 2) return 'All flows on one map'
  const middle: readonly [number, number] = [0, 1].map((axis) =>
    cards.reduce((sum, { share, clusterIndex }) => sum + share * centroids[clusterIndex]![axis as 0 | 1], 0),
  ) as [number, number]
  const distance = (a: readonly [number, number], b: readonly [number, number]): number =>
    Math.hypot(a[0] - b[0], a[1] - b[1])
  const outward = [...cards].sort(
    (a, b) => distance(centroids[b.clusterIndex]!, middle) - distance(centroids[a.clusterIndex]!, middle),
  )
  const farthest = outward[0]!
  const reach = distance(centroids[farthest.clusterIndex]!, middle)
  const first = upperFirst(`${groupName(farthest)} ${isPlural(farthest) ? 'sit' : 'sits'} far out`)
  const hidden = cards
    .filter((card) => card !== farthest && isSuspicious(card.verdict.kind))
    .flatMap((card) => {
      const ordinary = cards.filter(({ verdict }) => verdict.kind === 'ordinary')
      const near = ordinary.find(
        (other) => distance(centroids[card.clusterIndex]!, centroids[other.clusterIndex]!) < reach / 4,
      )
      return near ? [`${groupName(card)} ${isPlural(card) ? 'hide' : 'hides'} near ${groupName(near)}`] : []
    })
  return hidden.length > 0 ? `${first}; ${hidden[0]}` : first
}
