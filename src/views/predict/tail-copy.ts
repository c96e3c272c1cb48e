/**
 * Tail copy: the flagged flows of a growing file as rows for a spreadsheet.
 */

import type { ColumnProfile } from '../../worker/protocol'
import { asTabbed } from '../anomalies/tabbed'
import type { SeenFlow } from './live-tail.svelte'
import { clockTime } from './tail-words'

export function tailAsTabbed(flows: readonly SeenFlow[], columns: readonly ColumnProfile[]): string {
  const names = columns.map(({ name }) => name).filter((name) => flows.some(({ cells }) => Object.hasOwn(cells, name)))
  const rows = flows.map((flow) => [
    flow.score.toFixed(2),
    clockTime(flow.seenMs),
    String(flow.line),
    flow.mainReason,
    ...names.map((name) => (Object.hasOwn(flow.cells, name) ? flow.cells[name]! : '')),
  ])
  return asTabbed([['score', 'read at', 'line', 'main reason', ...names], ...rows])
}
