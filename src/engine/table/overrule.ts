/**
 * Overrule: what the analyst has said about a column, over what the engine would have decided.
 */

import { count } from '../../wording/numbers'
import { plural } from '../../wording/sentences'
import type { ColumnOverride, ColumnRole, ColumnType } from './column'
import { columnFacts, type ColumnFacts } from './column-facts'
import type { Decision } from './decision'
import { truthDecision } from './default-decision'
import { categoryDecision, numberDecision, yesCountOf, yesNoDecision } from './feature-decisions'
import { numberOf } from '../intake/number-text'
import { measureCountedNumbers } from './measure-counted'

/** A decision and the facts it rests on: a text column read as numbers has other facts. */
export interface Overruled {
  readonly decision: Decision
  readonly facts: ColumnFacts
}

export function overruled(facts: ColumnFacts, override: ColumnOverride, byDefault: Decision): Overruled {
  const role =
    override.role ?? (override.type === undefined ? byDefault.role : roleOfType(override.type, byDefault.role))
  const type = override.type ?? typeOfRole(role, byDefault.type, facts)
  const said = decided(facts, role, type, byDefault)
  const transform = override.transform ?? said.decision.transform
  const isLog = said.decision.type === 'number' && said.decision.role === 'feature' && transform === 'log1p'
  const scale = override.transform === undefined ? '' : isLog ? ', on a log scale' : ', on a plain scale'
  const reason = said.decision.reason.replace(/: log scale/, scale === '' ? ': log scale' : '') + scale
  return { facts: said.facts, decision: { ...said.decision, reason, transform, badge: 'your call' } }
}

function roleOfType(type: ColumnType, current: ColumnRole): ColumnRole {
  if (current === 'ground truth') return current
  if (type === 'time') return 'time'
  if (type === 'address' || type === 'identifier') return 'identity'
  return type === 'text' ? 'ignored' : 'feature'
}

/** A feature has to be comparable; every other role leaves the type as it was found. */
function typeOfRole(role: ColumnRole, current: ColumnType, { cells }: ColumnFacts): ColumnType {
  if (role === 'time') return 'time'
  if (role !== 'feature' || current === 'port' || current === 'yes-no') return current
  if (current === 'number' || current === 'category') return current
  return cells.kind === 'numbers' ? 'number' : 'category'
}

function decided(facts: ColumnFacts, role: ColumnRole, type: ColumnType, byDefault: Decision): Overruled {
  const meaning = facts.meaning ?? (role === 'time' ? byDefault.meaning : null)
  if (role === 'ground truth') return { facts, decision: truthDecision(facts) }
  if (role === 'feature') return feature(facts, type)
  const reason =
    role === 'ignored'
      ? 'left out'
      : role === 'identity'
        ? 'says who, not what: not compared'
        : 'a moment: puts flows in order, is not compared'
  return { facts, decision: { type, role, reason, badge: null, transform: 'none', meaning } }
}

function feature(facts: ColumnFacts, type: ColumnType): Overruled {
  if (type === 'number') return asNumber(facts)
  if (type === 'yes-no') return { facts, decision: asYesNo(facts) }
  return { facts, decision: categoryDecision(facts, type) }
}

function asNumber(facts: ColumnFacts): Overruled {
  if (facts.measure.kind === 'numbers') return { facts, decision: numberDecision(facts, facts.measure) }
  const { texts, counts } = facts.cells.distinct!
  const numbers = Float64Array.from(texts, numberOf)
  const measure = measureCountedNumbers({ numbers, counts })
  const cells = { kind: 'numbers', measure, distinct: { texts, counts, numbers } } as const
  const read = columnFacts(facts.name, facts.index, cells, facts.rowCount, facts.declared)
  const { reason, ...decision } = numberDecision(read, measure)
  const { strayCount } = measure
  const strays = `${count(strayCount)} ${plural(strayCount, 'cell is', 'cells are')} no number and count as empty`
  return { facts: read, decision: { ...decision, reason: `${strays}; ${reason.replace(/; no number in .*$/, '')}` } }
}

function asYesNo(facts: ColumnFacts): Decision {
  const yesCount = yesCountOf(facts)
  if (yesCount !== null) return yesNoDecision(facts, yesCount)
  const { reason, ...decision } = categoryDecision(facts)
  return facts.measure.distinctCount === 2
    ? { ...decision, reason: `two words, neither of them yes or no: ${reason}` }
    : { ...decision, reason: `${count(facts.measure.distinctCount)} different values can’t be yes or no: ${reason}` }
}
