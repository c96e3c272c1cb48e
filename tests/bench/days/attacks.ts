/**
 * Attacks: plants so many flows of a kind in a generated day.
 */

import type { Random } from '../../../src/engine/numeric/random'
import type { Attack, AttackKind } from './attack-kinds'
import type { DayFlow } from './day-flow'
import { flood, hostSweep, portScan } from './loud-attacks'
import type { Network } from './network'
import { beacon, bruteForce, exfiltration } from './quiet-attacks'

const ATTACKS: Readonly<Record<AttackKind, Attack>> = {
  'port scan': portScan,
  'host sweep': hostSweep,
  flood,
  'brute force': bruteForce,
  exfiltration,
  beacon,
}

/** @param count how many flows it makes */
export const attack = (random: Random, kind: AttackKind, count: number, network: Network): DayFlow[] =>
  ATTACKS[kind](random, count, network)
