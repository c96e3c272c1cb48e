/**
 * Reasons: why a row scores what it scores, column by column, with what would be typical, and as one sentence.
 *
 * The parts come from scoring and add up to the score; nothing is added or left out here. Typical is what is usual in the
 * row's own cluster; where the row is usual for its cluster but the cluster is not for the file, the sentence says that.
 */

import { columnWords } from '../../wording/column-words'
import { letterOf } from '../../wording/letters'
import { quantity } from '../../wording/numbers'
import { ICMP } from '../../wording/protocols'
import { shortened, upperFirst } from '../../wording/sentences'
import type { ColumnProfile, Unit } from '../table/column'
import { bandOf, shareOfLevel, type ClusterBands, type TypicalBand } from './cluster-bands'
import { shownNumber, unitOf } from './derived-values'
import type { RowReasons, ScorePart } from './findings'
import { phraseOf } from './reason-phrases'

/** What scoring says of one row, in score units; see scoring/parts.ts. */
export interface PlainPart {
  readonly column: string | null
  readonly kind: ScorePart['kind']
  readonly adds: number
}

export interface ReasonInput {
  readonly row: number
  readonly score: number
  readonly clusterIndex: number
  readonly parts: readonly PlainPart[]
  /** The row's own cell as text, of the file's columns and of derived ones; '' if missing. */
  readonly textOf: (column: string) => string
  readonly profiles: readonly ColumnProfile[]
  readonly bands: ClusterBands
  /** Whether nothing is known of its source but this flow: then nobody says that other flows of it stand out. */
  readonly isAlone?: boolean
}

/** All but where the score stands in the file, which its scores alone tell. */
export function reasonsOfRow(input: ReasonInput): Omit<RowReasons, 'rarity'> {
  const { row, score, clusterIndex } = input
  const parts = input.parts.map((part) => scorePart(part, input)).sort((a, b) => b.adds - a.adds)
  return { row, score, clusterIndex, parts, sentence: sentenceOf(parts, input) }
}

/** "Bytes sent 9.1 MB, typical 0 to 4.2 kB": the main reason, one line for a table. */
export function mainReason(input: ReasonInput): string {
  const [first] = mainParts(input.parts, input.score)
  return first ? upperFirst(phraseOf(scorePart(first, input), input.bands, '')) : 'Nothing stands out'
}

export function scorePart({ column, kind, adds }: PlainPart, input: ReasonInput): ScorePart {
  if (column === null) return { column, kind, label: labelOfKind(kind, input), adds, actual: '', typical: null }
  const profile = input.profiles.find(({ name }) => name === column)
  const text = input.textOf(column)
  // What is usual of ports says nothing of it.
  if (profile?.meaning === 'destination port' && isIcmp(input))
    return { column, kind, label: 'ICMP type or code', adds, actual: text, typical: null }
  return {
    column,
    kind,
    label: columnWords(column, profile?.meaning ?? null),
    adds,
    actual: actualWords(text, column, profile),
    typical: typicalOf(bandOf(input.bands, input.clusterIndex, column), text, column, unitOf(column, profile)),
  }
}

/** A log has types and codes in the place of ports. */
const isIcmp = ({ profiles, textOf }: ReasonInput): boolean =>
  profiles.some(({ name, meaning }) => meaning === 'protocol' && ICMP.test(textOf(name)))

function labelOfKind(kind: ScorePart['kind'], { profiles, textOf, isAlone = false }: ReasonInput): string {
  if (kind === 'rare combination') return 'Rare combination'
  if (isAlone) return 'Its source, by this flow alone'
  const source = profiles.find(({ meaning }) => meaning === 'source address')
  const address = source ? textOf(source.name) : ''
  return address === '' ? 'Its source’s other flows' : `Other flows of ${shortened(address)}`
}

/** A number reads as one; what is a word, a port or a yes stays as the file has it. */
function actualWords(text: string, column: string, profile: ColumnProfile | undefined): string {
  const value = text === '' ? NaN : Number(text)
  const isNumber = Number.isFinite(value) && (profile === undefined || profile.type === 'number')
  return isNumber ? quantity(shownNumber(value, column), unitOf(column, profile)) : text
}

function typicalOf(typical: TypicalBand | null, text: string, column: string, unit: Unit): ScorePart['typical'] {
  if (typical === null) return null
  if (typical.kind === 'levels') {
    const top = typical.levels[0]
    return top ? { kind: 'level', level: top.text, share: top.share, actualShare: shareOfLevel(typical, text) } : null
  }
  const value = text === '' ? NaN : Number(text)
  return {
    kind: 'band',
    low: shownNumber(typical.low, column),
    median: shownNumber(typical.median, column),
    high: shownNumber(typical.high, column),
    actual: Number.isFinite(value) ? shownNumber(value, column) : null,
    unit,
  }
}

/** The fewest parts that make half the score, at most three, each at least a twentieth of it. */
const ENOUGH = 0.5
const AT_MOST = 3
const WORTH_SAYING = 0.05

/**
 * What a column says can be checked at a glance: a column is among the main parts if any is worth saying, and columns
 * come before what belongs to none.
 */
function mainParts<Part extends PlainPart>(parts: readonly Part[], score: number): readonly Part[] {
  const sorted = [...parts].sort((a, b) => b.adds - a.adds).filter(({ adds }) => adds > 0)
  const chosen: Part[] = []
  let reached = 0
  for (const part of sorted) {
    if (chosen.length >= AT_MOST || reached >= ENOUGH * score || part.adds < WORTH_SAYING * score) break
    chosen.push(part)
    reached += part.adds
  }
  if (chosen.length === 0) return sorted.slice(0, 1)
  const columns = chosen.filter(({ column }) => column !== null)
  const first = sorted.find(({ column, adds }) => column !== null && adds >= WORTH_SAYING * score)
  return [...(columns.length > 0 || !first ? columns : [first]), ...chosen.filter(({ column }) => column === null)]
}

/** "Calls to different services 1.00, typical 0.05 to 0.14 in group B; bytes sent 9.1 MB, typical 0 to 4.2 kB." */
function sentenceOf(parts: readonly ScorePart[], input: ReasonInput): string {
  const group = ` in group ${letterOf(input.clusterIndex)}`
  const worthSaying = input.isAlone === true ? parts.filter(({ kind }) => kind !== 'source') : parts
  const phrases = mainParts(worthSaying, input.score).map((part, index) =>
    phraseOf(part, input.bands, index === 0 ? group : ''),
  )
  return phrases.length > 0 ? `${upperFirst(phrases.join('; '))}.` : 'Nothing about it stands out.'
}
