/**
 * Truth: the file's own ground truth, read for checking and colouring only. The model never sees it.
 */

import type { TruthCheck } from '../explaining/findings'
import type { Pulse } from '../numeric/pulse'
import { detectionOf, purity } from '../scoring/evaluation'
import { isAttack } from '../scoring/ground-truth'
import { asTexts } from '../table/as-texts'
import type { ColumnProfile } from '../table/column'
import type { StoredCells } from '../table/stored'
import type { Codes } from '../table/table'
import { readKindNames, type KindNames } from './kind-names'
import type { TableRows } from './table-rows'

export interface Truth {
  readonly column: string
  /** Per row, as the file has it. */
  readonly kinds: Codes
  readonly kindTexts: readonly string[]
  /**
   * Per row 1 for an attack. Null where the column names kinds but no attacks: all rows of one kind, or what a firewall
   * did, which is its own opinion (unless the analyst has said that it is the truth).
   */
  readonly attacks: Uint8Array | null
  /** Per row an index into `levels`, the commonest kinds first, for colouring. */
  readonly codes: Uint8Array
  readonly levels: readonly string[]
  /** Per level; "other" holds rare kinds, most of which are attacks where any are. */
  readonly levelIsAttack: readonly boolean[]
  /** The column that names kinds of attack, where another says more than `column` does; see `kind-names.ts`. */
  readonly named: KindNames | null
}

/** Kinds that get a colour and a name of their own; the rest are "other". */
const NAMED_LEVELS = 24

/** @returns null if no column has the role of ground truth, or says the same of every row */
export async function readTruth(rows: TableRows, profiles: readonly ColumnProfile[]): Promise<Truth | null> {
  const profile = profiles.find(({ role }) => role === 'ground truth')
  if (profile === undefined || profile.distinctCount < 2) return null
  const truth = truthOf(profile.name, await rows.column(profile.index), profile.decidedBy === 'analyst')
  return { ...truth, named: await readKindNames(rows, profiles, truth.kindTexts) }
}

/** What firewalls say they did: UCI's log, Palo Alto, Fortinet, Cisco, iptables, AWS. */
const FIREWALL_ACTIONS: ReadonlySet<string> = new Set([
  '',
  'allow',
  'allowed',
  'accept',
  'accepted',
  'permit',
  'permitted',
  'pass',
  'passed',
  'deny',
  'denied',
  'drop',
  'dropped',
  'block',
  'blocked',
  'reject',
  'rejected',
  'close',
  'timeout',
  'reset',
  'reset-both',
  'reset-client',
  'reset-server',
])

/**
 * @param column that says so
 * @param byAnalyst whether the analyst has said that it is the truth: then a denied flow counts as an attack
 */
export function truthOf(column: string, cells: StoredCells, byAnalyst: boolean): Truth {
  const { codes: kinds, dictionary } = asTexts(cells)
  const saysAttack = byAnalyst || !dictionary.every((text) => FIREWALL_ACTIONS.has(text.trim().toLowerCase()))
  const isAttackKind = Uint8Array.from(dictionary, (text) => (isAttack(text) ? 1 : 0))
  const counts = new Float64Array(dictionary.length)
  for (let row = 0; row < kinds.length; row++) counts[kinds[row]!]!++
  const named = dictionary
    .map((_, kind) => kind)
    .filter((kind) => counts[kind]! > 0)
    .sort((a, b) => counts[b]! - counts[a]! || a - b)
    .slice(0, NAMED_LEVELS)
  const placeOf = new Uint8Array(dictionary.length).fill(named.length)
  named.forEach((kind, place) => (placeOf[kind] = place))
  return {
    column,
    kinds,
    kindTexts: dictionary,
    attacks: saysAttack ? lookedUp(kinds, isAttackKind) : null,
    codes: lookedUp(kinds, placeOf),
    levels: [...named.map((kind) => dictionary[kind]! || 'not said'), 'other'],
    levelIsAttack: [...named.map((kind) => isAttackKind[kind] === 1), true],
    named: null,
  }
}

/** A loop: `Uint8Array.from` with a function takes fifty times as long. */
function lookedUp(kinds: Codes, byKind: Uint8Array): Uint8Array {
  const found = new Uint8Array(kinds.length)
  for (let row = 0; row < kinds.length; row++) found[row] = byKind[kinds[row]!]!
  return found
}

/** @returns null if the column tells no attacks, or all rows are of one side: there is nothing to tell apart */
export async function checkTruth(
  truth: Truth,
  scores: Float32Array,
  assignments: Uint8Array,
  pulse: Pulse,
): Promise<TruthCheck | null> {
  if (truth.attacks === null) return null
  let attackCount = 0
  for (let row = 0; row < truth.attacks.length; row++) attackCount += truth.attacks[row]!
  if (attackCount === 0 || attackCount === scores.length) return null
  return {
    column: truth.column,
    attackCount,
    ...(await detectionOf(scores, truth.attacks, () => pulse.breathe())),
    purity: purity(assignments, truth.kinds),
  }
}
