/**
 * Joining refusals: why a file can't be a part of the same table as the first, in a sentence that names both.
 */

import { count } from '../../wording/numbers'
import { listOf, plural, shortened } from '../../wording/sentences'
import { refusal, success, type Outcome } from '../failure'
import type { Bundle } from './bundle'
import type { Joinable } from './join-files'

/** @returns warnings if the file can follow the first */
export function differenceOf(first: Joinable, file: Joinable): Outcome<readonly string[]> {
  const [one, other] = [first.plan, file.plan]
  const isWide = [first, file].some(({ head }) => head.encoding === 'utf-16le' || head.encoding === 'utf-16be')
  if (isWide) return wideText(first, file)
  if (one.format !== other.format) return otherKind(first, file)
  if (one.dialect.delimiter !== other.dialect.delimiter) return otherKind(first, file)
  if ((one.dialect.lineEnding === 'CR') !== (other.dialect.lineEnding === 'CR')) return otherKind(first, file)
  const sameWidth = one.columnNames.length === other.columnNames.length
  if (one.headerFound && !other.headerFound && sameWidth) {
    return success([`${file.name} has no header line; its columns were taken to be those of ${first.name}.`])
  }
  const isSame = sameWidth && one.columnNames.every((name, index) => other.columnNames[index] === name)
  return isSame ? success([]) : otherColumns(first, file)
}

const kindOf = ({ readable, plan }: Joinable): string =>
  [...readable.containers, `${plan.format}, ${count(plan.columnNames.length)} columns`].join(' of ')

const otherKind = (first: Joinable, file: Joinable): Outcome<never> =>
  refusal('unsupported-format', `${file.name} is of another kind than ${first.name}: they make no one table.`, {
    found: `${first.name}: ${kindOf(first)}; ${file.name}: ${kindOf(file)}`,
    needed: 'files of one kind with the same columns',
    where: file.name,
    advice: 'Open one of them, then score the other on Predict.',
  })

const otherColumns = (first: Joinable, file: Joinable): Outcome<never> =>
  refusal('columns-do-not-match', `${file.name} has other columns than ${first.name}: they make no one table.`, {
    found: columnDifference(first.plan.columnNames, file.plan.columnNames),
    needed: 'the same columns in the same order in every file',
    where: file.name,
    advice: 'Export them alike; or open one of them, then score the other on Predict, where columns are matched.',
  })

function columnDifference(one: readonly string[], other: readonly string[]): string {
  const missing = one.filter((name) => !other.includes(name))
  const added = other.filter((name) => !one.includes(name))
  if (missing.length + added.length === 0) {
    const at = one.findIndex((name, index) => other[index] !== name)
    return `the same columns in another order: column ${count(at + 1)} is ${quoted([other[at]!])}, not ${quoted([one[at]!])}`
  }
  const said = [
    ...(missing.length > 0 ? [`no ${quoted(missing)}`] : []),
    ...(added.length > 0 ? [`${quoted(added)} besides`] : []),
  ]
  return listOf(said)
}

const NAMED = 3

function quoted(names: readonly string[]): string {
  const named = names.slice(0, NAMED).map((name) => `“${shortened(name)}”`)
  const more = names.length - named.length
  return more > 0 ? `${named.join(', ')} and ${count(more)} more` : listOf(named)
}

const wideText = (first: Joinable, file: Joinable): Outcome<never> =>
  refusal('unsupported-format', `${first.name} and ${file.name} can’t be joined: one of them is UTF-16.`, {
    found: `${first.name}: ${first.head.encoding.toUpperCase()}; ${file.name}: ${file.head.encoding.toUpperCase()}`,
    needed: 'files in UTF-8 or Latin-1',
    where: file.name,
    advice: 'Open one at a time, or save them as UTF-8.',
  })

export const noTables = ({ files }: Bundle): Outcome<never> =>
  refusal('empty-file', `All ${count(files.length)} files are empty.`, {
    found: `${count(files.length)} ${plural(files.length, 'file')} of 0 bytes`,
    needed: 'text in columns, one flow a line',
    advice: 'If they should have rows, the export or the copy went wrong: make them again.',
  })
