/**
 * Time words: how the screen says what a column of times was taken for.
 */

import type { TimeReading } from '../engine/table/column'

/** 120 → "UTC+2", −210 → "UTC−3:30", 0 → "UTC". */
export function offsetWords(minutes: number): string {
  if (minutes === 0) return 'UTC'
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60]
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`
}

/** "no zone in the file: taken as UTC; day first, as a part above 12 shows". */
export function timeWords(time: TimeReading): string {
  return [zoneWords(time), orderWords(time)].filter(Boolean).join('; ')
}

function zoneWords({ zone, utcOffsetMinutes, countedIn }: TimeReading): string {
  switch (zone) {
    case 'written':
      return 'the zone is written in the file'
    case 'partly written':
      return `some name a zone, the others are taken as ${offsetWords(utcOffsetMinutes)}`
    case 'assumed':
      return `no zone in the file: taken as ${offsetWords(utcOffsetMinutes)}`
    case 'epoch':
      return `${countedIn} since 1970, UTC by definition`
    case 'elapsed':
      return ''
  }
}

function orderWords({ order, orderKnownBy }: TimeReading): string {
  if (order === null || orderKnownBy === 'no need') return ''
  if (orderKnownBy === 'a part above 12') return `${order}, as a part above 12 shows`
  if (orderKnownBy === 'AM and PM') return `taken as ${order}, for it has AM and PM`
  return orderKnownBy === 'nothing' ? `nothing shows whether day or month comes first: taken as ${order}` : order
}
