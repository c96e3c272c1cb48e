/**
 * Made flows: rows like those of NSL-KDD, from a seed, without a header.
 *
 * 43 columns, of which protocol, service and state are texts, and the class is a fourth that is ground truth; about 152 bytes
 * a row, so that a million rows are about 150 MB. The same seed gives the same first rows, whatever the count.
 * The sequence is this file's own, not the engine's: a benchmark must not change with what it measures.
 */

import { TRAFFIC_KINDS, type Range, type Rate, type Size, type TrafficKind } from './traffic-kinds'

/** Counts another whenever the rows of a seed do: a file made before is then not taken for a new one. */
export const FLOWS_VERSION = 1
export const COLUMN_COUNT = 43
/** Rows to a piece of text: some 600 kB, a good size to write at once. */
const ROWS_PER_BLOCK = 4096
/** Largest values of NSL-KDD. */
const LONGEST_SECONDS = 42_908
const MOST_BYTES = 1_379_963_888

type Draw = () => number

/** mulberry32 (Tommy Ettinger, 2017, public domain): uniform in [0, 1). */
function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** Sum of three uniform draws, scaled to a standard deviation of 1: near enough to normal, and the same on every machine. */
const nearlyNormal = (draw: Draw): number => 2 * (draw() + draw() + draw() - 1.5)

function size(draw: Draw, { zeroShare, median, spread }: Size, largest: number): number {
  if (draw() < zeroShare) return 0
  return Math.min(largest, Math.round(median * Math.exp(spread * nearlyNormal(draw))))
}

const between = (draw: Draw, [low, high]: Range): number => low * (high / low) ** draw()
const wholeBetween = (draw: Draw, range: Range, largest: number): number =>
  Math.min(largest, Math.round(between(draw, range)))

const HUNDREDTHS: readonly string[] = Array.from({ length: 101 }, (_, index) => (index / 100).toFixed(2))

/** Two decimals, as the files have them. */
function rate(draw: Draw, [zeroShare, oneShare, low, high]: Rate): string {
  const place = draw()
  if (place < zeroShare) return '0.00'
  if (place < zeroShare + oneShare) return '1.00'
  return HUNDREDTHS[Math.round(100 * between(draw, [low, high]))]!
}

/** A rate that is what another leaves: different services where the same service is rare. */
const rest = (text: string): string => (text === '1.00' ? '0.00' : HUNDREDTHS[Math.round(30 * (1 - Number(text)))]!)

/** The earlier ones are drawn more often. */
const oneOf = (draw: Draw, texts: readonly string[]): string => texts[Math.floor(texts.length * draw() ** 2)]!

const flag = (draw: Draw, share: number): 0 | 1 => (draw() < share ? 1 : 0)

const NOTHING_INSIDE = '0,0,0,0,0,0,0,0,0'

/** Columns 13 to 21: compromised, root shell, su, root, file creations, shells, access files, outbound commands, host login. */
function inside(draw: Draw, share: number): string {
  if (draw() >= share) return NOTHING_INSIDE
  return [wholeBetween(draw, [1, 40], 884), flag(draw, 0.1), flag(draw, 0.02), flag(draw, 0.2), flag(draw, 0.1)]
    .concat([flag(draw, 0.02), flag(draw, 0.1), 0, 0])
    .join(',')
}

function row(draw: Draw, kind: TrafficKind): string {
  const seconds = size(draw, kind.durationSeconds, LONGEST_SECONDS)
  const bytes = `${size(draw, kind.sourceBytes, MOST_BYTES)},${size(draw, kind.destinationBytes, MOST_BYTES)}`
  const hotCount = flag(draw, kind.contentShare) * wholeBetween(draw, [1, 28], 77)
  const failedLogins = flag(draw, kind.contentShare / 20)
  const session = `${hotCount},${failedLogins},${flag(draw, kind.loggedInShare)},${inside(draw, kind.contentShare)}`
  const same = rate(draw, kind.sameService)
  const hostSame = rate(draw, kind.sameService)
  return (
    `${seconds},${kind.protocol},${oneOf(draw, kind.services)},${oneOf(draw, kind.states)},${bytes},` +
    `0,${kind.wrongFragmentCount},0,${session},${flag(draw, kind.contentShare / 10)},` +
    `${wholeBetween(draw, kind.count, 511)},${wholeBetween(draw, kind.serviceCount, 511)},` +
    `${rate(draw, kind.synErrors)},${rate(draw, kind.synErrors)},` +
    `${rate(draw, kind.rejections)},${rate(draw, kind.rejections)},${same},${rest(same)},${rate(draw, kind.otherHosts)},` +
    `${wholeBetween(draw, kind.hostCount, 255)},${wholeBetween(draw, kind.hostServiceCount, 255)},` +
    `${hostSame},${rest(hostSame)},${rate(draw, kind.sameSourcePort)},${rate(draw, kind.otherHosts)},` +
    `${rate(draw, kind.synErrors)},${rate(draw, kind.synErrors)},` +
    `${rate(draw, kind.rejections)},${rate(draw, kind.rejections)},` +
    `${kind.className},${wholeBetween(draw, [kind.difficulty[0] || 0.3, kind.difficulty[1]], 21)}\n`
  )
}

const TOTAL_WEIGHT = TRAFFIC_KINDS.reduce((sum, { weight }) => sum + weight, 0)

function anyKind(draw: Draw): TrafficKind {
  let place = draw() * TOTAL_WEIGHT
  for (const kind of TRAFFIC_KINDS) {
    place -= kind.weight
    if (place < 0) return kind
  }
  return TRAFFIC_KINDS[0]!
}

/**
 * @param seed uint32
 * @returns the rows, in pieces of whole lines; each line ends in a line feed
 */
export function* makeFlows(rowCount: number, seed: number): Generator<string> {
  const draw = drawFrom(seed)
  for (let made = 0; made < rowCount; made += ROWS_PER_BLOCK) {
    let block = ''
    for (let left = Math.min(ROWS_PER_BLOCK, rowCount - made); left > 0; left--) block += row(draw, anyKind(draw))
    yield block
  }
}
