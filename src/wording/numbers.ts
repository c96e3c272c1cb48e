/**
 * Numbers to words: how every number of the engine reads on screen, in exports and in sentences.
 *
 * Written out by arithmetic and not by `Intl`, so that a text is the same in every browser and under Node.
 * A minus is U+2212, a number and its unit are parted by a space, units are SI (1 kB = 1,000 B).
 */

import type { Unit } from '../engine/table/column'

/** What stands where there is no number. */
const NO_NUMBER = '–'

/** "25192" → "25,192"; keeps what follows the point. */
const grouped = (digits: string): string => {
  const [whole = '', fraction] = digits.split('.')
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? separated : `${separated}.${fraction}`
}

const signed = (value: number, text: string): string => (value < 0 && /[1-9]/.test(text) ? `−${text}` : text)

/** A fixed number of decimals, thousands parted: (1234.56, 1) → "1,234.6". */
export function decimals(value: number, places: number): string {
  if (Number.isNaN(value)) return NO_NUMBER
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  const size = Math.abs(value)
  return size >= 1e15 ? signed(value, size.toExponential(2)) : signed(value, grouped(size.toFixed(places)))
}

/** A whole number: 25192 → "25,192". */
export const count = (value: number): string => decimals(Math.round(value), 0)

/**
 * A share 0 … 1: 0.346 → "35 %", 0.004 → "0.4 %", 0.0004 → "<0.1 %", 0.9994 → "99.9 %", 0.99996 → ">99.9 %".
 * "0 %" and "100 %" are said of exactly none and exactly all.
 */
export function share(value: number): string {
  if (!Number.isFinite(value)) return NO_NUMBER
  const percent = value * 100
  if (percent <= 0) return '0 %'
  if (percent >= 100) return `${decimals(percent, 0)} %`
  if (percent < 0.1) return '<0.1 %'
  if (percent > 99.9) return percent > 99.95 ? '>99.9 %' : '99.9 %'
  if (percent >= 0.95 && percent <= 99) return `${percent.toFixed(0)} %`
  return `${percent.toFixed(1).replace(/\.0$/, '')} %`
}

/** Digits worth reading: 3 or so, whole numbers whole. 0.05 → "0.05", 1.2 → "1.2", 174.6 → "175", 0.00042 → "0.00042". */
export function number(value: number): string {
  const size = Math.abs(value)
  if (Number.isInteger(value) || !Number.isFinite(value) || size >= 100) return decimals(value, 0)
  if (size >= 10) return decimals(value, 1).replace(/\.0$/, '')
  if (size >= 0.01) return decimals(value, 2).replace(/0$/, '').replace(/\.0?$/, '')
  return size < 1e-6 ? signed(value, size.toExponential(1)) : signed(value, String(Number(size.toPrecision(2))))
}

/** Picks the largest step that leaves at least 1 after rounding; 999,960 is "1 M", never "1,000 k". */
function stepped(value: number, steps: readonly string[]): { readonly scaled: number; readonly step: string } {
  let index = 0
  let scaled = Math.abs(value)
  while (index < steps.length - 1 && Number(scaled.toFixed(scaled < 100 ? 1 : 0)) >= 1000) {
    scaled /= 1000
    index++
  }
  return { scaled: value < 0 ? -scaled : scaled, step: steps[index]! }
}

/** 204 → "204 B", 30100 → "30.1 kB", 9.1e6 → "9.1 MB", 152.4e6 → "152 MB". */
export function bytes(value: number): string {
  if (!Number.isFinite(value)) return NO_NUMBER
  const { scaled, step } = stepped(value, ['B', 'kB', 'MB', 'GB', 'TB', 'PB'])
  const places = step === 'B' || Math.abs(scaled) >= 99.95 ? 0 : 1
  return `${step === 'B' && Math.abs(scaled) < 10 ? number(scaled) : decimals(scaled, places)} ${step}`
}

/** For narrow places: 381709090 → "381.7 M", 12600 → "12.6 k", 9999 → "9,999". */
export function compact(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) < 10_000) return number(value)
  const { scaled, step } = stepped(value, ['', 'k', 'M', 'G', 'T'])
  return `${decimals(scaled, 1).replace(/\.0$/, '')} ${step}`
}

const twoDigits = (value: number): string => String(Number(value.toPrecision(2)))

/** 0.02 → "0.02 s", 0.0004 → "0.4 ms", 5.25 → "5.3 s", 200 → "3 min 20 s", 7260 → "2 h 1 min", 100000 → "1 d 4 h". */
export function seconds(value: number): string {
  if (!Number.isFinite(value)) return NO_NUMBER
  const size = Math.abs(value)
  if (size === 0) return '0 s'
  if (size < 9.5e-5) return signed(value, `${twoDigits(size * 1e6)} µs`)
  if (size < 9.5e-3) return signed(value, `${twoDigits(size * 1e3)} ms`)
  if (size < 9.95) return signed(value, `${twoDigits(size)} s`)
  if (size < 59.5) return signed(value, `${size.toFixed(0)} s`)
  return signed(value, spanOf(size))
}

function spanOf(size: number): string {
  const two = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
    small === 0
      ? `${grouped(String(large))} ${largeUnit}`
      : `${grouped(String(large))} ${largeUnit} ${small} ${smallUnit}`
  const whole = Math.round(size)
  if (whole < 3600) return two(Math.floor(whole / 60), 'min', whole % 60, 's')
  const minutes = Math.round(size / 60)
  if (minutes < 1440) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min')
  const hours = Math.round(size / 3600)
  return two(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

/** A value of a column with its unit: (9.1e6, 'bytes') → "9.1 MB"; a share stays as the file has it: (1, 'share') → "1.00". */
export function quantity(value: number, unit: Unit): string {
  if (!Number.isFinite(value)) return decimals(value, 0)
  if (unit === 'bytes') return bytes(value)
  if (unit === 'seconds') return seconds(value)
  if (unit === 'milliseconds') return seconds(value / 1e3)
  if (unit === 'microseconds') return seconds(value / 1e6)
  if (unit === 'packets') return `${number(value)} ${value === 1 ? 'packet' : 'packets'}`
  if (unit === 'share' && value !== 0 && Math.abs(value) >= 0.005) return decimals(value, 2)
  return number(value)
}

/** A typical range: (0, 4200, 'bytes') → "0 to 4.2 kB"; both ends alike: just the one. */
export function band(low: number, high: number, unit: Unit): string {
  const from = quantity(low, unit)
  const to = quantity(high, unit)
  if (from === to) return to
  if (low === 0) return `0 to ${to}`
  const fromUnit = from.slice(from.indexOf(' '))
  const sameUnit = from.includes(' ') && to.endsWith(fromUnit) && to.indexOf(' ') === to.length - fromUnit.length
  return `${sameUnit ? from.slice(0, from.indexOf(' ')) : from} to ${to}`
}
