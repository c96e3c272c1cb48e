/**
 * Hosts: who attacks whom, chosen by a seed among the hosts of the file.
 *
 * The attacker is a calm host: planted on one that stands out already, any attack would be found. The target of a scan or a flood
 * is one of the ten hosts called most; that of an exfiltration or a beacon is a host outside that the attacker calls anyway.
 */

import { isInside } from '../explaining/facts/addresses'
import type { Random } from '../numeric/random'
import type { TextCells } from '../table/table'
import { allPlaces, type Ground } from './ground'

/** A host with fewer flows in the sample has no habits to differ from. */
const FEWEST_FLOWS = 5
const BUSIEST = 10
/** A source with more rows than this makes scoring it again too long, see pipeline/score-planted.ts. */
export const MOST_HOST_ROWS = 20_000

const isIpv6 = (address: string): boolean => address.includes(':')

/** Multicast and broadcast, as far as an address tells (RFC 1112, 4291, 919): nobody scans or floods these. */
const isOneHost = (address: string): boolean => !/^(ff|22[4-9]\.|23\d\.|255\.|0\.0\.0\.0$|::$)|\.255$/i.test(address)

interface Host {
  readonly text: string
  readonly flowCount: number
  readonly highestScore: number
}

function hostsOf(ground: Ground, cells: TextCells, places: readonly number[]): Host[] {
  const counts = new Map<number, number>()
  const highest = new Map<number, number>()
  for (const place of places) {
    const code = cells.codes[place]!
    if (code === 0) continue
    counts.set(code, (counts.get(code) ?? 0) + 1)
    highest.set(code, Math.max(highest.get(code) ?? -Infinity, ground.scores[place]!))
  }
  return [...counts].map(([code, flowCount]) => ({
    text: cells.dictionary[code]!,
    flowCount,
    highestScore: highest.get(code)!,
  }))
}

/** Those for which it holds, or all if it holds for none. */
export function preferably<T>(items: readonly T[], holds: (item: T) => boolean): readonly T[] {
  const found = items.filter(holds)
  return found.length > 0 ? found : items
}

const picked = <T>(random: Random, items: readonly T[]): T | null => items[random.below(items.length)] ?? null

/**
 * An inside host of the calmer half, by its strangest flow, with some flows but not too many.
 * @param places flows whose sources may be taken
 * @param target another host, of whose address family it should be; null for any
 */
export function calmSource(
  ground: Ground,
  places: readonly number[],
  random: Random,
  target: string | null = null,
): string | null {
  const { source } = ground.traffic
  if (source === null) return null
  const perSampled = ground.rowCount / ground.table.rowCount
  const hosts = preferably(hostsOf(ground, source, places), ({ text }) => isOneHost(text) && text !== target)
  const kin = preferably(hosts, ({ text }) => target === null || isIpv6(text) === isIpv6(target))
  const inside = preferably(kin, ({ text }) => isInside(text))
  const small = preferably(inside, ({ flowCount }) => flowCount * perSampled <= MOST_HOST_ROWS)
  const known = [...preferably(small, ({ flowCount }) => flowCount >= FEWEST_FLOWS)]
  known.sort((a, b) => a.highestScore - b.highestScore || (a.text < b.text ? -1 : 1))
  return picked(random, known.slice(0, Math.ceil(known.length / 2)))?.text ?? null
}

/** One of the inside hosts called most. */
export function busyDestination(ground: Ground, random: Random): string | null {
  const { destination } = ground.traffic
  if (destination === null) return null
  const hosts = preferably(hostsOf(ground, destination, allPlaces(ground)), ({ text }) => isOneHost(text))
  const inside = [...preferably(hosts, ({ text }) => isInside(text))]
  inside.sort((a, b) => b.flowCount - a.flowCount || (a.text < b.text ? -1 : 1))
  return picked(random, inside.slice(0, BUSIEST))?.text ?? null
}

/** Flows that go out of the network, if it can be told; all flows else. */
export function outwardPlaces(ground: Ground): readonly number[] {
  const { source, destination, destinationInside: inside } = ground.traffic
  const places = allPlaces(ground)
  if (destination === null || inside === null) return places
  const fromInside = source?.dictionary.map(isInside)
  const goesOut = (place: number): boolean =>
    destination.codes[place] !== 0 &&
    !inside[destination.codes[place]!]! &&
    (fromInside === undefined || fromInside[source!.codes[place]!]!)
  return preferably(places, goesOut)
}
