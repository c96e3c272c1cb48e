/**
 * Attack kinds: what can be planted in a generated day, and what each needs to know.
 */

import type { Random } from '../../../src/engine/numeric/random'
import { oneOf, stranger, type DayFlow } from './day-flow'
import type { Network } from './network'

export type AttackKind = 'port scan' | 'host sweep' | 'flood' | 'brute force' | 'exfiltration' | 'beacon'
export const ATTACK_KINDS: readonly AttackKind[] = [
  'port scan',
  'host sweep',
  'flood',
  'brute force',
  'exfiltration',
  'beacon',
]

export type Attack = (random: Random, count: number, network: Network) => DayFlow[]

/** Seven of ten scanners are strangers, the others somebody inside. */
export const caller = (random: Random, { insiders }: Network): string =>
  random.next() < 0.7 ? stranger(random) : oneOf(random, insiders)
