/**
 * Exact quantity: a value in words that mean exactly this value, for conditions that somebody will check.
 *
 * `quantity` rounds to what can be read at a glance. Where that would say another value, the number is written out with its unit.
 */

import type { Unit } from '../engine/table/column'
import { quantity } from './numbers'

const SIZES: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  PB: 1e15,
  µs: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  h: 3600,
  d: 86_400,
  packet: 1,
  packets: 1,
}

/** What a column's own step is in the words' units. */
const STEP_OF: Readonly<Record<string, number>> = { milliseconds: 1e-3, microseconds: 1e-6 }

const WRITTEN_OUT: Readonly<Record<string, string>> = {
  bytes: ' B',
  seconds: ' s',
  milliseconds: ' ms',
  microseconds: ' µs',
  packets: ' packets',
}

/** "3 min 20 s" → 200, "1.2 kB" → 1200; NaN for words that are no quantity. */
export function valueOfWords(words: string): number {
  const sign = words.startsWith('−') ? -1 : 1
  const parts = words.replace('−', '').replaceAll(',', '').split(' ')
  let sum = 0
  for (let i = 0; i < parts.length; i += 2) {
    const unit = parts[i + 1]
    sum += Number(parts[i]) * (unit === undefined ? 1 : (SIZES[unit] ?? NaN))
  }
  return sign * sum
}

/** (210000, 'bytes') → "210 kB", (211234, 'bytes') → "211,234 B". */
export function exactQuantity(value: number, unit: Unit): string {
  const words = quantity(value, unit)
  const meant = value * (STEP_OF[unit ?? ''] ?? 1)
  if (Math.abs(valueOfWords(words) - meant) <= 1e-12 * Math.abs(meant)) return words
  return `${writtenOut(value)}${WRITTEN_OUT[unit ?? ''] ?? ''}`
}

function writtenOut(value: number): string {
  const [whole = '', fraction] = String(Math.abs(value)).split('.')
  const grouped = /^\d+$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole
  return `${value < 0 ? '−' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`
}
