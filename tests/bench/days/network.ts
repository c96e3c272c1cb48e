/**
 * Network: the hosts of a generated day.
 */

import type { Random } from '../../../src/engine/numeric/random'
import { outsider, times } from './day-flow'

export interface Network {
  /** Inside, those who work there. */
  readonly hosts: readonly string[]
  /** Inside, servers; the first are the resolver, the mail server, the file server, the backup. */
  readonly servers: readonly string[]
  /** Outside, what is called often comes first. */
  readonly sites: readonly string[]
  /** What a scan or a login comes for. */
  readonly targets: readonly string[]
  /** Who could be infected. */
  readonly insiders: readonly string[]
}

export function hostsOf(random: Random, count: number): readonly string[] {
  const [a, b] = [random.below(200), random.below(200)]
  return times(count, (index) => `10.${a}.${b + Math.floor(index / 250)}.${1 + (index % 250)}`)
}

export const sitesOf = (random: Random, count: number): readonly string[] => times(count, () => outsider(random))
