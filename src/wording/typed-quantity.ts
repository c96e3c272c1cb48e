/**
 * Typed quantity: a number as an analyst types it into a field, "900 MB", "1,204", "2 min", in the column's own unit.
 */

import type { Unit } from '../engine/table/column'

const BYTES: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
}

/** Seconds. */
const TIMES: Readonly<Record<string, number>> = { µs: 1e-6, us: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3600, d: 86_400 }

/** Seconds in one of a column's. */
const STEPS: Partial<Record<Exclude<Unit, null>, number>> = { seconds: 1, milliseconds: 1e-3, microseconds: 1e-6 }

/** @returns the text itself where it is a number already, or is none in this unit */
export function typedQuantity(text: string, unit: Unit): string {
  const typed = /^([-+]?\d[\d,]*(?:\.\d+)?|[-+]?\.\d+)\s*([a-zµ]*)$/i.exec(text.trim())
  if (typed === null) return text
  const amount = Number(typed[1]!.replaceAll(',', ''))
  const [word, small] = [typed[2]!, typed[2]!.toLowerCase()]
  if (word === '') return String(amount)
  const times = unit === 'bytes' ? BYTES[small] : timesOf(small, unit)
  return times === undefined ? text : String(Number((amount * times).toPrecision(15)))
}

function timesOf(word: string, unit: Unit): number | undefined {
  const [typed, own] = [TIMES[word], unit === null ? undefined : STEPS[unit]]
  return typed === undefined || own === undefined ? undefined : typed / own
}
