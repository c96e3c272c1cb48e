/**
 * Shapes: three networks with a day of ordinary traffic each: an office, a house of servers, and a gateway that hides
 * everybody behind one address.
 */

import type { Random } from '../../../src/engine/numeric/random'
import { about, anyHour, DAY, officeHour, oneOf, outsider, popular, times, type DayFlow } from './day-flow'
import { web, lookUp, letter, shell, visit, cloudFiles, mailCheck, fileShare, query, call } from './by-people'
import {
  clock,
  updates,
  backUp,
  deadServer,
  outage,
  loginChecks,
  watchOver,
  healthCheck,
  background,
} from './by-the-clock'
import { hostsOf, sitesOf, type Network } from './network'

export type Shape = 'office' | 'servers' | 'gateway'
export const SHAPES: readonly Shape[] = ['office', 'servers', 'gateway']

export interface Ordinary {
  readonly network: Network
  readonly flows: readonly DayFlow[]
}

/** @param rowCount about so many flows */
export const ordinaryDay = (random: Random, shape: Shape, rowCount: number): Ordinary =>
  ({ office, servers, gateway })[shape](random, rowCount)

function office(random: Random, rowCount: number): Ordinary {
  const hosts = hostsOf(random, 20 + random.below(Math.max(20, rowCount / 150)))
  const servers = hosts.slice(0, 6).map((host) => host.replace(/\.\d+\.(\d+)$/, '.250.$1'))
  const [resolver, mail, files, backup] = servers as [string, string, string, string]
  const sites = sitesOf(random, 200 + random.below(600))
  const [updatesAt, cloud] = [sites[0]!, sites[1]!]
  const flows = [
    ...hosts
      .slice(0, Math.max(8, hosts.length / 4))
      .flatMap((host) => [...updates(random, host, updatesAt), ...clock(random, host, resolver)]),
    ...hosts.flatMap((host) => backUp(random, host, backup)),
    ...watchOver(random, servers[5]!, [...servers, ...hosts.slice(0, 14)], 12),
    ...deadServer(
      random,
      oneOf(random, hosts),
      `10.9.9.${1 + random.below(250)}`,
      oneOf(random, [9100, 515, 445, 8080]),
    ),
    ...outage(random, hosts, resolver),
    ...times(rowCount * 0.01, () => cloudFiles(random, oneOf(random, hosts.slice(0, 12)), cloud)),
    ...times(rowCount * 0.02, () =>
      letter(
        random,
        ...oneOf<[string, string]>(random, [
          [popular(random, hosts), mail],
          [mail, popular(random, sites)],
          [popular(random, sites), mail],
        ]),
      ),
    ),
    ...times(rowCount * 0.04, () => mailCheck(random, popular(random, hosts), mail)),
    ...times(rowCount * 0.04, () => fileShare(random, oneOf(random, hosts), files)),
    ...times(rowCount * 0.015, () => shell(random, oneOf(random, hosts.slice(0, 3)), oneOf(random, servers))),
  ]
  const network = { hosts, servers, sites, targets: [...servers, ...hosts.slice(0, 20)], insiders: hosts }
  return filled(network, flows, rowCount, () =>
    visit(random, popular(random, hosts), resolver, sites, officeHour(random)),
  )
}

function servers(random: Random, rowCount: number): Ordinary {
  const all = hostsOf(random, 8 + random.below(18))
  const [resolver, mail, balancer, database, backup] = all as [string, string, string, string, string]
  const fronts = all.slice(5, 8)
  const clients = times(rowCount / 12, () => outsider(random))
  const health = oneOf(random, [60, 120])
  const flows = [
    ...all.flatMap((host) => [...clock(random, host, resolver), ...backUp(random, host, backup)]),
    ...fronts.flatMap((front) =>
      times(Math.min(DAY / health, rowCount / 16), (index) => healthCheck(random, balancer, front, health * index)),
    ),
    ...watchOver(random, all[7]!, all, 24),
    ...loginChecks(random, balancer, database),
    ...deadServer(random, fronts[0]!, `10.9.9.${1 + random.below(250)}`, 11211),
    ...times(rowCount * 0.12, () => query(random, oneOf(random, fronts), database)),
    ...times(rowCount * 0.03, () =>
      letter(
        random,
        ...oneOf<[string, string]>(random, [
          [mail, popular(random, clients)],
          [popular(random, clients), mail],
        ]),
      ),
    ),
    ...times(rowCount * 0.06, () => lookUp(random, oneOf(random, all), resolver, anyHour(random))),
    ...times(rowCount * 0.01, () => shell(random, clients[random.below(3)]!, oneOf(random, all))),
    ...times(rowCount * 0.03, () => background(random, oneOf(random, all))),
  ]
  const network = { hosts: all, servers: all, sites: clients, targets: all, insiders: all }
  return filled(network, flows, rowCount, () => {
    const [client, front, start] = [
      popular(random, clients),
      oneOf(random, fronts),
      0.6 * anyHour(random) + 0.4 * officeHour(random),
    ]
    return times(1 + random.below(6), (index) => web(random, client, front, start + index * about(random, 0.5, 1)))
  })
}

function gateway(random: Random, rowCount: number): Ordinary {
  const own = `192.168.${random.below(250)}.1`
  const sites = sitesOf(random, 200 + random.below(600))
  const resolvers = [sites[0]!, sites[1]!]
  const [updatesAt, mailAt] = [sites[2]!, sites[3]!]
  const flows = [
    ...times(8, () => updates(random, own, updatesAt)).flat(),
    ...clock(random, own, sites[4]!),
    ...deadServer(random, own, outsider(random), 8883),
    ...outage(random, [own], resolvers[0]!),
    ...times(rowCount * 0.02, () => cloudFiles(random, own, sites[5]!)),
    ...times(rowCount * 0.05, () => mailCheck(random, own, mailAt)),
    ...times(rowCount * 0.01, () => letter(random, own, mailAt)),
    ...times(rowCount * 0.005, () => shell(random, own, sites[20]!)),
    ...times(rowCount * 0.03, () => background(random, own)),
    ...times(rowCount * 0.02, () => call(random, own, popular(random, sites))),
  ]
  const network = { hosts: [own], servers: [own], sites, targets: [own], insiders: [own] }
  return filled(network, flows, rowCount, () => visit(random, own, oneOf(random, resolvers), sites, officeHour(random)))
}

/** The rest of the day is browsing. */
function filled(network: Network, flows: DayFlow[], rowCount: number, more: () => DayFlow[]): Ordinary {
  while (flows.length < rowCount) flows.push(...more())
  return { network, flows }
}
