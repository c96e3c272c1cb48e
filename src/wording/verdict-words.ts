/**
 * Verdict words: what the suspicious kinds of a verdict are called inside a sentence.
 */

import type { Verdict } from '../engine/explaining/findings'
import { upperFirst } from './sentences'

/** [one of them, several of them] */
const KIND_WORDS: Partial<Record<Verdict['kind'], readonly [string, string]>> = {
  'port scan': ['a scan', 'scans'],
  'host sweep': ['a scan', 'scans'],
  flood: ['a flood', 'floods'],
  'brute force': ['password guessing', 'password guessing'],
  exfiltration: ['data being carried out', 'data being carried out'],
  beacon: ['a beacon', 'beacons'],
}

/** "Looks like a beacon" → "Beacon", where a list says already what its entries look like. */
export const patternName = (title: string): string => upperFirst(title.replace(/^Looks like (an? )?/, ''))

/** The kinds that an analyst should look at first. */
export const isSuspicious = (kind: Verdict['kind']): boolean => kind in KIND_WORDS

/** "a flood", "floods"; '' for kinds that are not suspicious. */
export const kindWords = (kind: Verdict['kind'], number: 'one' | 'several'): string =>
  KIND_WORDS[kind]?.[number === 'one' ? 0 : 1] ?? ''
