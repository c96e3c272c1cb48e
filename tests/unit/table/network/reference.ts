/**
 * Reference: network features reckoned flow by flow from all flows before it, quadratic and plain, for the tests to compare with.
 */

export interface PlainFlow {
  /** Null where the file has no time for it. */
  readonly seconds: number | null
  readonly source: string
  readonly destination: string
  readonly port: string
  readonly sourcePort: string
  readonly unanswered: boolean
  readonly failed: boolean
  readonly sent: number
  readonly returned: number
}

interface Placed extends PlainFlow {
  readonly row: number
  readonly at: number
}

const thousandth = (value: number): number => Math.round(value * 1000) / 1000
const kinds = (values: readonly string[]): number => new Set(values).size
const share = (flows: readonly Placed[], holds: (flow: Placed) => boolean): number =>
  thousandth(flows.filter(holds).length / flows.length)

function sentShare(flows: readonly Placed[]): number {
  const sent = flows.reduce((sum, flow) => sum + flow.sent, 0)
  const all = flows.reduce((sum, flow) => sum + flow.returned, sent)
  return all === 0 ? 0.5 : thousandth(sent / all)
}

function gapVariation(flows: readonly Placed[]): number {
  const last = flows.slice(-17)
  const gaps = last.slice(1).map((flow, index) => flow.at - last[index]!.at)
  const mean = gaps.length === 0 ? 0 : (last.at(-1)!.at - last[0]!.at) / gaps.length
  if (flows.length < 8 || mean <= 1) return 1
  // In the order of the walk, from the latest gap back: sums of fractions depend on it.
  const squares = gaps.toReversed().reduce((sum, gap) => sum + (gap - mean) * (gap - mean), 0)
  return thousandth(Math.sqrt(squares / gaps.length) / mean)
}

/** A flow without a time happens when the one before it in the file does; those before the first time, at it. */
function placed(flows: readonly PlainFlow[]): readonly Placed[] {
  let last = flows.find(({ seconds }) => seconds !== null)!.seconds!
  return flows.map((flow, row) => ({ ...flow, row, at: (last = flow.seconds ?? last) }))
}

/** Per flow its features by name. */
export function plainFeatures(flows: readonly PlainFlow[]): readonly Readonly<Record<string, number>>[] {
  const all = placed(flows)
  return all.map((flow) => {
    const soFar = all
      .filter(({ at, row }) => at < flow.at || (at === flow.at && row <= flow.row))
      .toSorted((a, b) => a.at - b.at || a.row - b.row)
    const within = (seconds: number, among: readonly Placed[]): readonly Placed[] =>
      among.filter(({ at }) => at >= flow.at - seconds)
    const samePort = (other: Placed): boolean => other.port === flow.port
    const pair = soFar.filter(({ source, destination }) => source === flow.source && destination === flow.destination)
    const host = soFar.filter(({ destination }) => destination === flow.destination)
    const [ofSource, ofPair] = [
      within(
        60,
        soFar.filter(({ source }) => source === flow.source),
      ),
      within(60, pair),
    ]
    const [inTwo, last] = [within(2, host), host.slice(-100)]
    const ports = (among: readonly Placed[]): number => kinds(among.map(({ port }) => port))
    const perFlow = (among: readonly Placed[]): number =>
      ports(among) === 1 ? 0 : thousandth(ports(among) / among.length)
    return {
      net_src_hosts: kinds(ofSource.map(({ destination }) => destination)),
      net_src_ports: ports(ofSource),
      net_src_failed_share: share(ofSource, ({ failed }) => failed),
      net_src_sent_share: sentShare(ofSource),
      net_pair_flows: ofPair.length,
      net_pair_ports: ports(ofPair),
      net_pair_failed_share: share(ofPair, ({ failed }) => failed),
      net_pair_sent_share: sentShare(ofPair),
      net_pair_gap_variation: gapVariation(pair),
      net_count: inTwo.length,
      net_same_srv_rate: share(inTwo, samePort),
      net_diff_srv_rate: perFlow(inTwo),
      net_serror_rate: share(inTwo, ({ unanswered }) => unanswered),
      net_srv_count: within(2, soFar.filter(samePort)).length,
      net_dst_host_count: last.length,
      net_dst_host_srv_count: last.filter(samePort).length,
      net_dst_host_same_srv_rate: share(last, samePort),
      net_dst_host_diff_srv_rate: perFlow(last),
      net_dst_host_same_src_port_rate: share(last, ({ sourcePort }) => sourcePort === flow.sourcePort),
      net_dst_host_serror_rate: share(last, ({ unanswered }) => unanswered),
    }
  })
}
