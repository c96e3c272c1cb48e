/**
 * Viewpoints: whose last flows a flow is seen among, and what is counted there.
 *
 * With addresses: its source, its destination, the two together, and its source with its port. The last two survive a gateway
 * that many hosts stand behind (NAT), where the source alone is everybody. Without addresses but with times and ports: its port, and
 * the whole file. Measured in docs/score-experiments.md (2026-11-26).
 */

import type { Pulse } from '../numeric/pulse'
import { readPairCodes, type Keys } from './row-groups'

export interface Viewpoint {
  /** Before the colon of a column's name. */
  readonly of: string
  readonly keys: Keys
  /** Whose different values are counted among its last flows. */
  readonly distinct: readonly { readonly what: string; readonly keys: Keys }[]
}

export interface ServingKeys {
  readonly source: Keys | null
  readonly destination: Keys | null
  readonly port: Keys | null
}

/** @param timed whether the file has times: without addresses, the order of a file alone means nothing */
export async function viewpointsOf(
  { source, destination, port }: ServingKeys,
  timed: boolean,
  rowCount: number,
  breathe: Pulse['breathe'],
): Promise<readonly Viewpoint[]> {
  if (source === null && destination === null) return timed && port !== null ? withoutAddresses(port, rowCount) : []
  const [destinations, sources, ports] = [
    counted('destinations', destination),
    counted('sources', source),
    counted('ports', port),
  ]
  const found: Viewpoint[] = []
  if (source) found.push({ of: 'source', keys: source, distinct: [...destinations, ...ports] })
  if (destination) found.push({ of: 'destination', keys: destination, distinct: [...sources, ...ports] })
  if (source && destination)
    found.push({ of: 'pair', keys: await readPairCodes([source, destination], breathe), distinct: ports })
  if (source && destination && port)
    found.push({ of: 'service', keys: await readPairCodes([source, port], breathe), distinct: destinations })
  return found
}

const withoutAddresses = (port: Keys, rowCount: number): readonly Viewpoint[] => [
  { of: 'port', keys: port, distinct: [] },
  { of: 'all', keys: { codes: new Uint8Array(rowCount), count: 1 }, distinct: counted('ports', port) },
]

const counted = (what: string, keys: Keys | null): Viewpoint['distinct'] => (keys === null ? [] : [{ what, keys }])
