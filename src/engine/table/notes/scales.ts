/**
 * Scale notes: the columns compared on a log scale, the numbers taken for words, and those that hardly ever say anything.
 */

import { count, quantity } from '../../../wording/numbers'
import { plural, spell, spellInside, upperFirst } from '../../../wording/sentences'
import type { ColumnProfile, DoctorNote } from '../column'
import type { ColumnFacts } from '../column-facts'
import type { DoctorCase } from '../doctor'
import { powersOfTen, RARE_SHARE } from '../feature-decisions'
import type { NumberMeasure } from '../measure'
import { namesOf } from './names'

export function scaleNotes({ columns, profiles }: DoctorCase): DoctorNote[] {
  const features = profiles.filter(({ role }) => role === 'feature')
  return [
    ...wideNote(
      features.filter(({ transform }) => transform === 'log1p'),
      columns,
    ),
    ...portsNote(features.filter(({ type, index }) => type === 'port' && columns[index]!.cells.kind === 'numbers')),
    ...constantNote(profiles.filter(isConstant)),
    ...rareNote(
      features.filter(({ index, type }) => type !== 'port' && isRare(columns[index]!)),
      columns,
    ),
  ]
}

const isConstant = ({ role, distinctCount, decidedBy }: ColumnProfile): boolean =>
  role === 'ignored' && distinctCount <= 1 && decidedBy === 'engine'

function wideNote(log: readonly ColumnProfile[], columns: readonly ColumnFacts[]): DoctorNote[] {
  const byEngine = log.filter(({ decidedBy }) => decidedBy === 'engine')
  const widest =
    mostPowers(
      byEngine.filter(({ unit }) => unit === 'bytes'),
      columns,
    ) ?? mostPowers(byEngine, columns)
  if (widest === null || widest.powers < 3) return []
  const { profile, measure, powers } = widest
  const others =
    byEngine.length === 1 ? 'it uses a log scale' : `${spellInside(byEngine.length)} such columns use a log scale`
  return [
    {
      id: 'wide',
      title: `${subject(profile)} ${spellInside(powers)} powers of ten`,
      text:
        `${profile.name} has a median of ${quantity(measure.median, profile.unit)} and a largest value of ` +
        `${quantity(measure.largest, profile.unit)}. On a plain scale one flow would outweigh all others, so ${others}.`,
      state: 'done',
      columns: byEngine.map(({ name }) => name),
      remedies: [
        { label: 'Keep plain', overrides: byEngine.map(({ name }) => ({ name, transform: 'none' as const })) },
      ],
    },
  ]
}

function subject({ unit, meaning, name }: ColumnProfile): string {
  if (unit === 'bytes') return 'Byte counts span'
  if (unit === 'packets') return 'Packet counts span'
  return meaning === 'duration' ? 'Durations span' : `${upperFirst(name)} spans`
}

interface Wide {
  readonly profile: ColumnProfile
  readonly measure: NumberMeasure
  readonly powers: number
}

function mostPowers(profiles: readonly ColumnProfile[], columns: readonly ColumnFacts[]): Wide | null {
  const wide = profiles.flatMap((profile): Wide[] => {
    const { measure } = columns[profile.index]!
    return measure.kind === 'numbers' ? [{ profile, measure, powers: powersOfTen(measure) }] : []
  })
  return wide.reduce<Wide | null>((best, next) => (best === null || next.powers > best.powers ? next : best), null)
}

function portsNote(ports: readonly ColumnProfile[]): DoctorNote[] {
  if (ports.length === 0) return []
  const plain = ports.length === 1
  return [
    {
      id: 'ports',
      title: plain ? 'A port looks like a number' : 'Ports look like numbers',
      text: `${namesOf(ports)}: 443 isn’t more than 80, it is another service. ${plain ? 'Its values' : 'Their values'} are compared as words.`,
      state: 'done',
      columns: ports.map(({ name }) => name),
      remedies: [
        { label: 'Compare as numbers', overrides: ports.map(({ name }) => ({ name, type: 'number' as const })) },
      ],
    },
  ]
}

function constantNote(constant: readonly ColumnProfile[]): DoctorNote[] {
  if (constant.length === 0) return []
  const one = constant.length === 1
  return [
    {
      id: 'constant',
      title: `${spell(constant.length)} ${plural(constant.length, 'column never changes', 'columns never change')}`,
      text: `${namesOf(constant)}: ${one ? 'the same, or empty,' : 'each the same, or empty,'} in every row. Left out.`,
      state: 'done',
      columns: constant.map(({ name }) => name),
      remedies: [],
    },
  ]
}

/** A number that is 0, or a yes-no that is one of the two, in nearly all rows. */
function isRare({ measure, filledCount }: ColumnFacts): boolean {
  return (
    measure.kind === 'numbers' && measure.zeroCount < filledCount && measure.zeroCount > (1 - RARE_SHARE) * filledCount
  )
}

function rareNote(rare: readonly ColumnProfile[], columns: readonly ColumnFacts[]): DoctorNote[] {
  if (rare.length === 0) return []
  const leastOften = [...rare].sort((a, b) => often(columns[a.index]!) - often(columns[b.index]!))
  const { name, index } = leastOften[0]!
  const rowCount = often(columns[index]!)
  return [
    {
      id: 'rare',
      title: `${spell(rare.length)} ${plural(rare.length, 'column is', 'columns are')} 0 almost everywhere`,
      text:
        `${namesOf(leastOften)}: kept, since the rare value matters (${name} has one in ${count(rowCount)} ` +
        `${plural(rowCount, 'row')}), with ${plural(rare.length, 'its', 'their')} weight held down.`,
      state: 'done',
      columns: rare.map((profile) => profile.name),
      remedies: [
        { label: 'Leave out', overrides: rare.map((profile) => ({ name: profile.name, role: 'ignored' as const })) },
      ],
    },
  ]
}

const often = ({ measure, filledCount }: ColumnFacts): number =>
  filledCount - (measure.kind === 'numbers' ? measure.zeroCount : 0)
