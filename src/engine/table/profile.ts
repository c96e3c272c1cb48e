/**
 * Profile: facts and decision → what the screen shows of a column.
 */

import { timeWords } from '../../wording/time-words'
import type { ColumnProfile, Distribution, TimeReading } from './column'
import type { ColumnFacts } from './column-facts'
import { foldedLevels, type Decision } from './decision'
import type { NumberMeasure } from './measure'
import { timeMeasure } from './time-measure'
import { timeReadingOf, type TimeChoice } from './time-reading'

/** Levels shown one by one. */
const SHOWN_LEVELS = 12

export function profileOf(
  facts: ColumnFacts,
  decision: Decision,
  decidedBy: ColumnProfile['decidedBy'],
  choice: TimeChoice,
): ColumnProfile {
  const { measure } = facts
  const numbers = measure.kind === 'numbers' ? measure : null
  const time = decision.type === 'time' && facts.filledCount > 0 ? timeReadingOf(facts, choice) : null
  const isCategory = decision.type === 'category' || decision.type === 'port'
  return {
    index: facts.index,
    name: facts.name,
    meaning: decision.meaning,
    unit: facts.unit,
    type: decision.type,
    role: decision.role,
    reason: time === null ? decision.reason : [decision.reason, timeWords(time)].filter(Boolean).join('; '),
    badge: decision.badge,
    decidedBy,
    transform: decision.transform,
    missingCount: measure.missingCount,
    infiniteCount: numbers?.infiniteCount ?? 0,
    strayCount: numbers?.strayCount ?? 0,
    distinctCount: measure.distinctCount,
    foldedLevelCount: isCategory && decision.role === 'feature' ? foldedLevels(measure.distinctCount) : 0,
    distribution: distributionOf(facts, decision, time),
    ...(time === null ? {} : { time }),
  }
}

function distributionOf(facts: ColumnFacts, { type, transform }: Decision, time: TimeReading | null): Distribution {
  if (facts.filledCount === 0) return { kind: 'empty' }
  if (type === 'time') return timeDistribution(facts, time)
  const asNumbers = type === 'number' || type === 'yes-no'
  return asNumbers && facts.measure.kind === 'numbers'
    ? numberDistribution(facts.measure, transform)
    : levelDistribution(facts)
}

function numberDistribution(measure: NumberMeasure, transform: Decision['transform']): Distribution {
  if (measure.finiteCount === 0) return { kind: 'empty' }
  const { smallest, median, largest, lowTypical, highTypical } = measure
  const isLog = transform === 'log1p'
  const scale = isLog ? 'log' : 'linear'
  const bins = isLog ? measure.logBins : measure.linearBins
  return { kind: 'numbers', smallest, median, largest, lowTypical, highTypical, scale, bins }
}

function timeDistribution(facts: ColumnFacts, time: TimeReading | null): Distribution {
  if (facts.measure.kind === 'numbers') return numberDistribution(facts.measure, 'none')
  const measure = facts.cells.distinct && timeMeasure(facts.cells.distinct, time)
  return measure === null ? levelDistribution(facts) : numberDistribution(measure, 'none')
}

function levelDistribution(facts: ColumnFacts): Distribution {
  const levels = facts.levels()
  const shown = levels.slice(0, SHOWN_LEVELS)
  const otherCount = facts.filledCount - shown.reduce((sum, { count }) => sum + count, 0)
  return { kind: 'levels', levels: shown, otherCount }
}
