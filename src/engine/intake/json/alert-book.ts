/**
 * Alert book: Suricata's alerts by the flow that they belong to, and the cells that a flow gets of them.
 */

import { count } from '../../../wording/numbers'
import { plural } from '../../../wording/sentences'
import { utf8Bytes } from '../utf8'
import type { RecordReader } from './record-reader'
import type { AddedCell } from './row-columns'
import type { Verdict } from './row-format'

/** A flow's alerts; of several the most severe speaks, and of equals the first. */
interface Alerts {
  /** 1 is the most severe. */
  severity: number
  verdict: Verdict
  alertCount: number
  isJoined: boolean
}

/** Suricata's are 1 to 255. */
const NO_SEVERITY = 256

export class AlertBook {
  private readonly byFlow = new Map<string, Alerts>()
  /** Flows that have the same to say share it: a file has few signatures and many alerts. */
  private readonly verdicts = new Map<string, Verdict>()
  private strayCount = 0

  /** Takes the alert that was read. */
  note(reader: RecordReader): void {
    const flow = reader.textOf(reader.slotOf('flow_id'))
    if (flow === '') {
      this.strayCount++
      return
    }
    const severity = Number(reader.textOf(reader.slotOf('alert.severity'))) || NO_SEVERITY
    const known = this.byFlow.get(flow)
    if (known === undefined) {
      this.byFlow.set(flow, { severity, verdict: this.verdictOf(reader), alertCount: 1, isJoined: false })
      return
    }
    known.alertCount++
    if (severity >= known.severity) return
    known.severity = severity
    known.verdict = this.verdictOf(reader)
  }

  private verdictOf(reader: RecordReader): Verdict {
    const [signature, category, severity] = ['alert.signature', 'alert.category', 'alert.severity'].map((path) =>
      cellText(reader.textOf(reader.slotOf(path))),
    ) as [string, string, string]
    const key = [signature, category, severity].join('\t')
    let verdict = this.verdicts.get(key)
    if (verdict === undefined) {
      verdict = rowWith('yes', signature === '' ? 'alert without a signature' : signature, category, severity)
      this.verdicts.set(key, verdict)
    }
    return verdict
  }

  /** The flow that was read, with what its alerts say. */
  rowOf(reader: RecordReader): Verdict {
    const alerts = this.byFlow.get(reader.textOf(reader.slotOf('flow_id')))
    if (alerts === undefined) return QUIET
    alerts.isJoined = true
    return alerts.verdict
  }

  warnings(): readonly string[] {
    const all = [...this.byFlow.values()]
    const total = sum(all) + this.strayCount
    if (total === 0) return []
    const joined = all.filter(({ isJoined }) => isJoined)
    const lost = total - sum(joined)
    const lostWords = lost === 0 ? '' : `; ${count(lost)} ${plural(lost, 'belongs', 'belong')} to no flow of this file`
    return [
      `${count(total)} ${plural(total, 'alert')}: ${count(joined.length)} ${plural(joined.length, 'flow')} with one by ${plural(joined.length, 'its', 'their')} flow_id${lostWords}.`,
    ]
  }
}

const sum = (all: readonly Alerts[]): number => all.reduce((total, { alertCount }) => total + alertCount, 0)

/** Tabs would part cells; a signature has none but by mistake. */
const cellText = (text: string): string => text.replaceAll(/\s+/g, ' ')

function rowWith(...texts: readonly [alert: string, signature: string, category: string, severity: string]): Verdict {
  const names = ['alert', 'alert.signature', 'alert.category', 'alert.severity']
  const added: AddedCell[] = names.map((name, index) => ({ name, bytes: utf8Bytes(texts[index]!) }))
  return { kind: 'row', added }
}

const QUIET = rowWith('no', 'no alert', '', '')
