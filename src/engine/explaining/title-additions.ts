/**
 * Title additions: what tells a cluster from its namesakes, in two or three words.
 */

import { columnWords, pullWords } from '../../wording/column-words'
import { quantity } from '../../wording/numbers'
import { protocolWords } from '../../wording/protocols'
import { lowerFirst, shortened } from '../../wording/sentences'
import { log1p } from '../numeric/portable-math'
import type { ColumnProfile, Meaning } from '../table/column'
import { bandOf, type ClusterBands, type LevelBand, type TypicalBand } from './cluster-bands'
import { stateWords } from './connection-outcomes'

export interface Addition {
  readonly words: string
  /** How clearly it tells the cluster from its namesakes; larger is clearer. */
  readonly clarity: number
}

/** What could be added to a cluster's title, the clearest first. @param others its namesakes */
export function additions(
  cluster: number,
  others: readonly number[],
  bands: ClusterBands,
  profiles: readonly ColumnProfile[],
): readonly Addition[] {
  const found = profiles
    .filter(({ role }) => role === 'feature')
    .flatMap((profile) => additionOf(cluster, others, bands, profile) ?? [])
  return found.sort((a, b) => b.clarity - a.clarity)
}

function additionOf(
  cluster: number,
  others: readonly number[],
  bands: ClusterBands,
  profile: ColumnProfile,
): Addition | null {
  const here = bandOf(bands, cluster, profile.name)
  const there = others.map((other) => bandOf(bands, other, profile.name))
  if (here?.kind === 'levels') {
    const elsewhere = (text: string): number =>
      Math.max(
        0,
        ...there.map((band) =>
          band?.kind === 'levels' ? (band.levels.find((level) => level.text === text)?.share ?? 0) : 0,
        ),
      )
    const [top] = here.levels
      .map(({ text, share }) => ({ text, share, more: share - elsewhere(text) }))
      .sort((a, b) => b.more - a.more)
    if (!top || top.share < 0.3 || top.more < 0.15) return manyPorts(here, there, profile)
    return {
      words: levelWords(profile, top.text, top.share < 0.6 ? 'often ' : ''),
      clarity: top.more * (profile.meaning === null ? 0.2 : weightOf(profile)),
    }
  }
  const medians = there.flatMap((band) => (band?.kind === 'band' ? [band.median] : []))
  if (here?.kind !== 'band' || medians.length === 0) return null
  const above = here.median > Math.max(...medians)
  if (!above && here.median >= Math.min(...medians)) return inBetween(here.median, medians, profile)
  const nearest = above ? Math.max(...medians) : Math.min(...medians)
  const all = bandOf(bands, null, profile.name)
  const reach = all?.kind === 'band' ? Math.max(Math.abs(all.low), Math.abs(all.high)) : 0
  // In logs for what spans powers of ten, so that 100 B against 10 kB counts as much as 1 MB against 100 MB.
  const scaleOf = (value: number): number =>
    profile.transform === 'log1p' ? Math.sign(value) * log1p(Math.abs(value)) : value
  const clarity = Math.abs(scaleOf(here.median) - scaleOf(nearest)) / Math.max(1e-9, Math.abs(scaleOf(reach)))
  return clarity < 0.02
    ? null
    : { words: amountWords(profile, above, here.median), clarity: Math.min(1, clarity) * weightOf(profile) }
}

/** No port of its own, where a namesake has one: "many ports". */
function manyPorts(here: LevelBand, there: readonly (TypicalBand | null)[], profile: ColumnProfile): Addition | null {
  const others = Math.max(0, ...there.map((band) => (band?.kind === 'levels' ? (band.levels[0]?.share ?? 0) : 0)))
  const scattered = profile.meaning === 'destination port' && (here.levels[0]?.share ?? 1) < 0.3 && others >= 0.6
  return scattered ? { words: 'many ports', clarity: 0.5 } : null
}

/** Neither the largest nor the smallest of its namesakes: the amount itself tells it, if nothing better does. */
function inBetween(median: number, medians: readonly number[], { meaning, unit }: ColumnProfile): Addition | null {
  if (meaning === null || !(meaning in AMOUNTS) || medians.includes(median)) return null
  return { words: `about ${quantity(median, unit)}${IN_BETWEEN[meaning] ?? ''}`, clarity: 0.01 }
}

const IN_BETWEEN: Partial<Record<Meaning, string>> = {
  duration: ' long',
  'bytes sent': ' sent',
  'bytes returned': ' back',
  'packets sent': ' sent',
  'packets returned': ' back',
  'bytes both ways': ' each',
  'packets both ways': ' each',
}

/** Columns that an analyst thinks in come before those that only set clusters apart. */
const TELLING: readonly Meaning[] = [
  'service',
  'destination port',
  'connection state',
  'action',
  'protocol',
  'bytes returned',
  'bytes sent',
  'bytes both ways',
  'duration',
]
const weightOf = ({ meaning, name }: ColumnProfile): number =>
  meaning !== null && TELLING.includes(meaning) ? 2 : columnWords(name, meaning) === name ? 0.5 : 1

interface AmountWords {
  readonly large: string
  readonly small: string
  /** From this median on, and up to that one, an analyst would say so without a namesake to compare with. */
  readonly largeFrom: number
  readonly smallUpTo: number
}

/** Seconds, bytes, packets. A page is 10 kB to 100 kB, a request 1 kB. */
const AMOUNTS: Partial<Record<Meaning, AmountWords>> = {
  duration: { large: 'long', small: 'short', largeFrom: 60, smallUpTo: 1 },
  'bytes sent': { large: 'much sent', small: 'little sent', largeFrom: 30_000, smallUpTo: 1000 },
  'bytes returned': { large: 'large answers', small: 'small answers', largeFrom: 30_000, smallUpTo: 1000 },
  'bytes both ways': { large: 'large', small: 'small', largeFrom: 30_000, smallUpTo: 1000 },
  'packets sent': { large: 'many packets sent', small: 'few packets sent', largeFrom: 100, smallUpTo: 10 },
  'packets returned': { large: 'many packets back', small: 'few packets back', largeFrom: 100, smallUpTo: 10 },
  'packets both ways': { large: 'many packets', small: 'few packets', largeFrom: 200, smallUpTo: 20 },
}

function amountWords({ name, meaning, unit }: ColumnProfile, above: boolean, median: number): string {
  const amount = meaning === null ? undefined : AMOUNTS[meaning]
  if (amount && above && median >= amount.largeFrom) return amount.large
  if (amount && !above && median <= amount.smallUpTo) return amount.small
  // More than its namesakes, but 1.3 kB is not much: the amount itself.
  if (amount && meaning !== null) return `about ${quantity(median, unit)}${IN_BETWEEN[meaning] ?? ''}`
  const words = pullWords(name, meaning, above ? 'more' : 'less')
  return words === `${above ? 'more' : 'less'} ${name}` ? `${shortened(name)} about ${quantity(median, unit)}` : words
}

/** @param often "often ", or '' for a level that most rows have */
function levelWords({ name, meaning }: ColumnProfile, text: string, often: string): string {
  const shown = shortened((meaning === 'protocol' ? protocolWords(text) : text) || 'missing', 24)
  if (meaning === 'service' || meaning === 'protocol' || meaning === 'action')
    return text === '' ? `${often}no ${meaning} known` : `${often}${shown}`
  if (meaning === 'destination port') return text === '0' ? `${often}without a port` : `${often}port ${shown}`
  if (meaning === 'connection state') return `${often}${stateWords(text) ?? `state ${shown}`}`
  return `${lowerFirst(columnWords(name, meaning))} ${often}${shown}`
}
