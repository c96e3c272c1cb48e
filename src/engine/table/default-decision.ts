/**
 * Default decision: the type and role of a column when nobody has said otherwise.
 *
 * The rules are asked in order; the first that knows the column decides. Nothing here looks at the ground truth's
 * values: which columns are compared must not depend on the answer.
 */

import { count, share } from '../../wording/numbers'
import { shortened } from '../../wording/sentences'
import { cellKind } from '../intake/header'
import { normalisedName } from '../intake/names'
import type { Meaning } from './column'
import type { ColumnFacts } from './column-facts'
import { leftOut, notCompared, type Decision } from './decision'
import { categoryDecision, numberDecision, yesCountOf, yesNoDecision } from './feature-decisions'
import { firstTexts } from './levels'
import { textsAreTimes, TIMES_LOOKED_AT } from './times'

/** What a rule may ask about the rest of the table. */
export interface TableFacts {
  readonly truth: ColumnFacts | null
  readonly truthCandidates: ReadonlySet<ColumnFacts>
  /** The column that says when flows began, if any. */
  readonly startTime: ColumnFacts | null
}

type Rule = (facts: ColumnFacts, table: TableFacts) => Decision | null

const RULES: readonly Rule[] = [
  empty,
  truth,
  annotation,
  time,
  flowId,
  address,
  constant,
  detail,
  port,
  code,
  identifier,
]

export function defaultDecision(facts: ColumnFacts, table: TableFacts): Decision {
  for (const rule of RULES) {
    const decision = rule(facts, table)
    if (decision !== null) return decision
  }
  const yesCount = yesCountOf(facts)
  if (yesCount !== null) return yesNoDecision(facts, yesCount)
  return facts.measure.kind === 'numbers' ? numberDecision(facts, facts.measure) : categoryDecision(facts)
}

function empty(facts: ColumnFacts): Decision | null {
  return facts.filledCount === 0 ? leftOut('text', 'empty in every row: tells nothing apart', facts.meaning) : null
}

function truth(facts: ColumnFacts, { truth, truthCandidates }: TableFacts): Decision | null {
  if (facts === truth) return truthDecision(facts)
  if (!truthCandidates.has(facts)) return null
  const reason =
    truth === null
      ? 'called like a ground truth, with too many different values to check against: left out, to be safe'
      : `says the same as ${truth.name}: would give the answer away`
  return leftOut('category', reason, 'ground truth')
}

export function truthDecision(facts: ColumnFacts): Decision {
  const type = yesCountOf(facts) === null ? 'category' : 'yes-no'
  return {
    type,
    role: 'ground truth',
    reason: truthReason(facts),
    badge: 'truth',
    transform: 'none',
    meaning: 'ground truth',
  }
}

function truthReason(facts: ColumnFacts): string {
  const levels = facts.levels()
  const kindCount = facts.measure.distinctCount
  const first = `“${shortened(levels[0]?.text ?? '')}”`
  if (kindCount === 1) return `always ${first}: only to check, and nothing to check against`
  const others = kindCount === 2 ? `“${shortened(levels[1]!.text)}”` : `${count(kindCount - 1)} other words`
  return `${first} and ${others}: only to check`
}

function annotation(facts: ColumnFacts): Decision | null {
  if (facts.hint === 'leak') return leftOut('number', 'follows the ground truth: would leak it', null)
  if (facts.hint !== 'annotation') return null
  return leftOut('text', 'a note by whoever made the file, as its name’s two underscores say', null)
}

/** Seconds from 2000 to 2100, and the same in milli-, micro- and nanoseconds. */
const isEpoch = (value: number): boolean =>
  [1, 1e3, 1e6, 1e9].some((step) => value >= 946_684_800 * step && value <= 4_102_444_800 * step)

function time(facts: ColumnFacts, { startTime }: TableFacts): Decision | null {
  if (!isTime(facts)) return null
  const isStart = facts === startTime
  const reason = isStart
    ? 'when a flow began: puts flows in order, is not compared'
    : 'a moment, not an amount: not compared'
  return notCompared('time', 'time', reason, isStart ? 'start time' : null)
}

/**
 * By what the file says; else by a name that says so if the values allow it, and by the values alone if they are written as dates or
 * epoch times.
 */
export function isTime({ hint, name, meaning, declared, cells, measure }: ColumnFacts): boolean {
  if (declared !== null) return declared === 'time'
  if (meaning === 'duration') return false
  const named = hint === 'start time' || hint === 'end time'
  if (cells.kind === 'texts' || measure.kind === 'texts') {
    return textsAreTimes(firstTexts(cells.distinct, TIMES_LOOKED_AT), named)
  }
  if (named) return true
  return /time|date|stamp|epoch/.test(normalisedName(name)) && isEpoch(measure.smallest) && isEpoch(measure.largest)
}

function flowId(facts: ColumnFacts): Decision | null {
  if (facts.meaning !== 'flow id' && facts.declared !== 'identifier') return null
  return notCompared('identifier', 'identity', 'names the flow: tells no kind of flow apart', 'flow id')
}

/** Words looked at to tell addresses from words. */
const LOOKED_AT = 200

function address(facts: ColumnFacts): Decision | null {
  const { meaning } = facts
  if (meaning === 'source address' || meaning === 'destination address') {
    return notCompared('address', 'identity', 'says who, not what: used for what each host did lately', meaning)
  }
  if (facts.declared === 'address') {
    return notCompared('address', 'identity', 'addresses: say who, not what, and are not compared', null)
  }
  if (facts.declared !== null && facts.declared !== 'words') return null
  if (facts.cells.kind === 'numbers' || meaning !== null || facts.cells.distinct === null) return null
  const seen = firstTexts(facts.cells.distinct, LOOKED_AT)
  const addresses = seen.filter((text) => cellKind(text) === 'address').length
  if (addresses < 0.9 * seen.length) return null
  return notCompared('address', 'identity', 'addresses: say who, not what, and are not compared', null)
}

/** Rows without a value may set a constant column's others apart, from this share on. */
const TELLING_GAPS = 0.01

/** Alone, 1 or “on” may be of anything. */
const TRUE_OR_FALSE = /^(t|f|true|false)$/i

function constant(facts: ColumnFacts): Decision | null {
  const { measure, rowCount, meaning } = facts
  if (measure.distinctCount !== 1) return null
  const isNumber = measure.kind === 'numbers' && measure.finiteCount > 0
  const text = isNumber ? String(measure.smallest) : shortened(facts.levels()[0]!.text, 24)
  const missingShare = measure.missingCount / rowCount
  const type = measure.kind === 'numbers' ? 'number' : TRUE_OR_FALSE.test(text) ? 'yes-no' : 'category'
  if (missingShare === 0) return leftOut(type, `always ${text}: tells nothing apart`, meaning)
  if (missingShare <= TELLING_GAPS) return leftOut(type, `${text} wherever it is filled: tells nothing apart`, meaning)
  const reason = `${text} or empty (${share(missingShare)}): only whether it is filled is compared`
  return { type, role: 'feature', reason, badge: null, transform: 'none', meaning }
}

function detail(facts: ColumnFacts): Decision | null {
  if (facts.hint !== 'detail') return null
  const reason = 'a detail of the packets, which other columns tell too: not compared unless you say so'
  return leftOut(facts.measure.kind === 'numbers' ? 'number' : 'category', reason, facts.meaning)
}

function port(facts: ColumnFacts): Decision | null {
  if (facts.hint === 'NAT source port') {
    return notCompared('port', 'identity', 'made up by the translating device for every flow: not compared', null)
  }
  if (facts.meaning === 'source port') {
    return notCompared('port', 'identity', 'chosen afresh for nearly every flow: not compared', 'source port')
  }
  if (facts.meaning !== 'destination port' && facts.hint !== 'NAT destination port' && facts.declared !== 'port')
    return null
  return categoryDecision(facts, 'port', `${count(facts.measure.distinctCount)} ports, each a word and not an amount`)
}

/** Numbers that stand for words are at most so many. */
const MOST_CODES = 1000
const CODED: ReadonlySet<Meaning | null> = new Set<Meaning>(['protocol', 'service', 'connection state', 'action'])

function code(facts: ColumnFacts): Decision | null {
  const { measure, meaning, hint, declared } = facts
  const isCode = CODED.has(meaning) || hint === 'code' || declared === 'words'
  if (measure.kind !== 'numbers' || !isCode || measure.distinctCount > MOST_CODES) return null
  return categoryDecision(facts, 'category', `${count(measure.distinctCount)} numbers that stand for words`)
}

/** Source of both figures: the reference recipe for detection, which this must equal in outcome. */
const MANY_FILLED = 50
const NEARLY_UNIQUE = 0.5
/** Longer than any identifier known (a Community ID has 30 characters, a hash in hex 64). */
const LONG_TEXT = 80

function identifier(facts: ColumnFacts): Decision | null {
  const { measure, filledCount, meaning } = facts
  if (filledCount <= MANY_FILLED || measure.distinctCount <= NEARLY_UNIQUE * filledCount) return null
  const nearlyAll = `${count(measure.distinctCount)} different ones in ${count(filledCount)} rows: `
  if (measure.kind === 'texts') {
    const isProse = facts
      .levels()
      .slice(0, LOOKED_AT)
      .some(({ text }) => text.length > LONG_TEXT || text.split(' ').length > 6)
    if (isProse) return leftOut('text', `${nearlyAll}free text, not compared`, meaning)
    return notCompared('identifier', 'identity', `${nearlyAll}names flows, tells no kind of flow apart`, meaning)
  }
  return namesRows(facts)
    ? notCompared('identifier', 'identity', `${nearlyAll}names flows, is no amount`, meaning)
    : null
}

/** "session_id", "Session ID", "sessionId"; not "paid". */
const ID_NAME = /(^|[_\s.-])[iI][dD]$|[a-z]I[dD]$/

/** Whole numbers that count the rows without a gap, or whose name ends in "id". */
function namesRows({ measure, name, declared }: ColumnFacts): boolean {
  if (declared === 'number' || declared === 'seconds') return ID_NAME.test(name)
  if (measure.kind !== 'numbers' || !measure.wholeOnly) return false
  const { smallest, largest, finiteCount, distinctCount } = measure
  return (largest - smallest === finiteCount - 1 && distinctCount === finiteCount) || ID_NAME.test(name)
}
