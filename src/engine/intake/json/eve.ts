/**
 * EVE: Suricata's event log, whose flow and netflow events are rows.
 *
 * Events of all kinds stand between them. An alert belongs to a flow by its flow_id and is joined to it as columns that a ground truth
 * is made of, never a feature: what a signature says is what scores are to be checked against. It stands before its flow or behind it,
 * so that a file with alerts is read twice. A file without flows has its alerts for rows; one with neither, its events.
 * Source: docs.suricata.io, "Eve JSON Format".
 */

import { count } from '../../../wording/numbers'
import { plural } from '../../../wording/sentences'
import { AlertBook } from './alert-book'
import type { RecordReader } from './record-reader'
import { PLAIN_ROW, type RowFormat, type Verdict } from './row-format'

type Rows = 'flows' | 'alerts' | 'events'

/** What tells Suricata's events from other objects. */
const EVE_PATHS = ['event_type', 'timestamp'] as const

const JOINED_RULE = 'alert events, joined to their flows by flow_id'

/** Whether the record that was read tells of a flow. */
export function isFlowEvent(reader: RecordReader): boolean {
  const type = reader.textOf(reader.slotOf('event_type'))
  return type === 'flow' || type === 'netflow'
}

/** Whether records whose reader has seen some are Suricata's events. */
export const isEve = (reader: RecordReader): boolean => EVE_PATHS.every((path) => reader.slotOf(path) >= 0)

export class EveFormat implements RowFormat {
  readonly name = 'Suricata EVE'
  private rows: Rows = 'flows'
  private isAgain = false
  private readonly eventCounts = new Map<string, number>()
  private readonly rules = new Map<string, Verdict>()
  private readonly alerts = new AlertBook()

  get willReadAgain(): boolean {
    return !this.isAgain && this.eventCounts.has('alert')
  }

  judge(reader: RecordReader): Verdict {
    const type = reader.textOf(reader.slotOf('event_type'))
    if (!this.isAgain) this.note(type, reader)
    if (this.rows === 'events') return PLAIN_ROW
    if (this.rows === 'alerts') return type === 'alert' ? PLAIN_ROW : this.skipped(type)
    if (!isFlowEvent(reader)) return this.skipped(type)
    return this.isAgain ? this.alerts.rowOf(reader) : PLAIN_ROW
  }

  private note(type: string, reader: RecordReader): void {
    this.eventCounts.set(type, this.countOf(type) + 1)
    if (type === 'alert') this.alerts.note(reader)
  }

  private countOf(type: string): number {
    return this.eventCounts.get(type) ?? 0
  }

  private skipped(type: string): Verdict {
    let verdict = this.rules.get(type)
    if (verdict === undefined) {
      const rule = type === 'alert' ? JOINED_RULE : type === '' ? 'events without a type' : `${type} events`
      verdict = { kind: 'skipped', rule }
      this.rules.set(type, verdict)
    }
    return verdict
  }

  readsAgain(): boolean {
    if (this.isAgain) return false
    this.isAgain = true
    const hasFlows = this.countOf('flow') + this.countOf('netflow') > 0
    this.rows = hasFlows ? 'flows' : this.countOf('alert') > 0 ? 'alerts' : 'events'
    return this.rows !== 'flows' || this.countOf('alert') > 0
  }

  warnings(): readonly string[] {
    if (this.rows === 'events') return ['The file has neither flow nor alert events: every event is a row.']
    if (this.rows === 'alerts')
      return ['The file has no flow events: its alerts are the rows, and quiet traffic isn’t in it.']
    const netflows = this.countOf('netflow')
    const both =
      netflows > 0 && this.countOf('flow') > 0
        ? [
            `${count(netflows)} netflow ${plural(netflows, 'event')} tell of the same traffic as the flow events; both are rows.`,
          ]
        : []
    return [...both, ...this.alerts.warnings()]
  }
}
