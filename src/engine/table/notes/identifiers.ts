/**
 * Identifier notes: numbers that name a flow and are no amount.
 */

import { firstTexts } from '../levels'
import type { DoctorNote } from '../column'
import type { DoctorCase } from '../doctor'
import { namesOf } from './names'

export function identifierNotes({ columns, profiles }: DoctorCase): DoctorNote[] {
  const named = profiles.filter(
    ({ type, role, decidedBy, index, name }) =>
      type === 'identifier' &&
      role === 'identity' &&
      decidedBy === 'engine' &&
      !name.startsWith('__') &&
      (columns[index]!.measure.kind === 'numbers' || looksLikeNumbers(firstTexts(columns[index]!.cells.distinct, 100))),
  )
  if (named.length === 0) return []
  const one = named.length === 1
  return [
    {
      id: 'identifiers',
      title: one ? 'An identifier looks like a number' : 'Identifiers look like numbers',
      text: `${namesOf(named)}: a larger one is not more of anything. ${one ? 'It is' : 'They are'} not compared.`,
      state: 'done',
      columns: named.map(({ name }) => name),
      remedies: [
        {
          label: one ? 'Compare as a number' : 'Compare as numbers',
          overrides: named.map(({ name }) => ({ name, type: 'number' as const, role: 'feature' as const })),
        },
      ],
    },
  ]
}

/** Whole numbers beyond 2⁵³ are kept as texts, digit by digit (intake/number-text.ts). */
const looksLikeNumbers = (seen: readonly string[]): boolean =>
  seen.length > 0 && seen.every((text) => /^\d+$/.test(text))
