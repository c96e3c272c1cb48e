/**
 * Assign: every row of some tiles to its nearest centroid, and the clusters' sums by the rows that moved.
 *
 * A tile has 16 rows, number by number (float32 [axis][16]), so that one centroid's value meets 16 rows at once. For a row x
 * and a centroid c the score x·c − ½‖c‖² is largest where ‖x − c‖ is least. What categories add to it is looked up: a table
 * per code and centroid. Scores are float32 sums and may be off by the bound handed in; rows for which best and second best
 * are nearer than that are settled in float64, in the order of additions of the plain twin. So the assignments are the
 * twin's, bit for bit (src/engine/clustering/assign-plain.ts), and the sums with them: they are exact.
 *
 * A tile that nothing can change is skipped: at a visit it keeps how far its centroids may drift, all in all, before the
 * second best of any of its rows can become the best. After Hamerly, SDM 2010, doi:10.1137/1.9781611972801.12, with one
 * bound for 16 rows.
 */

// Where everything lies; set by `layTiles` and `layCentroids`, the same for all tiles of a pass.
let numbers: usize
let codes: usize
let squaredLengths: usize
let assignments: usize
let expiries: usize
let rowCount: i32
let numberCount: i32
let groups: usize
let groupCount: i32
let levelCount: i32

let clusterCount: i32
let paddedCount: i32
let pairs: usize
let starts: usize
let centroids: usize
let levelDistances: usize
let sums: usize
let sizes: usize
let scratch: usize

/** The second smallest distance less the smallest, of the row settled last. */
let settledGap: f64 = 0
/** Tiles looked at since the last question. */
let visited: i32 = 0

const LEAST: f32 = -3.4028234663852886e38
/** Within this much, in distance, nothing is taken for settled: float64 rounding is far below it. */
const MARGIN: f32 = 1e-6
/** Takes more away than the roundings of a quotient, roots and sums of float32 can have added. */
const SHORTENED: f32 = 0.99999

/**
 * @param groupTable groupCount × 4 × i32: address of the group's start scores, address of its levels (i32 [code][places]), how
 *   many categories share it, how many codes it has
 */
export function layTiles(
  numbersAt: usize,
  codesAt: usize,
  squaredLengthsAt: usize,
  assignmentsAt: usize,
  expiriesAt: usize,
  rows: i32,
  numbersPerRow: i32,
  groupTable: usize,
  groupsPerRow: i32,
  levels: i32,
): void {
  numbers = numbersAt
  codes = codesAt
  squaredLengths = squaredLengthsAt
  assignments = assignmentsAt
  expiries = expiriesAt
  rowCount = rows
  numberCount = numbersPerRow
  groups = groupTable
  groupCount = groupsPerRow
  levelCount = levels
}

/**
 * @param padded         clusters rounded up to a multiple of 4
 * @param pairsAt        float32 [pair][axis][2]
 * @param startsAt       float32 [padded]: −½‖c‖², the lowest number for the clusters that pad
 * @param products       float32 [level][padded]: height times the centroid's value on the level's axis
 * @param centroidsAt    float64 [cluster][axis]
 * @param levelDistancesAt float64 [cluster][level]
 * @param sumsAt         float64 [cluster][axis, then level]: sums of numbers, rows per level
 * @param sizesAt        float64 [cluster]
 * @param scratchAt      room for padded × 16 float32
 */
export function layCentroids(
  count: i32,
  padded: i32,
  pairsAt: usize,
  startsAt: usize,
  products: usize,
  centroidsAt: usize,
  levelDistancesAt: usize,
  sumsAt: usize,
  sizesAt: usize,
  scratchAt: usize,
): void {
  clusterCount = count
  paddedCount = padded
  pairs = pairsAt
  starts = startsAt
  centroids = centroidsAt
  levelDistances = levelDistancesAt
  sums = sumsAt
  sizes = sizesAt
  scratch = scratchAt
  for (let group = 0; group < groupCount; group++) tabulate(group, products)
}

/** Per code of a group its start scores; the first group's hold −½‖c‖² too. */
function tabulate(group: i32, products: usize): void {
  const described = groups + ((<usize>group) << 4)
  const places = load<i32>(described, 8)
  const codeCount = load<i32>(described, 12)
  let level = <usize>load<u32>(described, 4)
  let out = <usize>load<u32>(described)
  const width = (<usize>paddedCount) << 2
  for (let code = 0; code < codeCount; code++) {
    for (let k: usize = 0; k < width; k += 16) {
      let sum = group == 0 ? v128.load(starts + k) : f32x4.splat(0)
      for (let place = 0; place < places; place++) {
        sum = f32x4.add(sum, v128.load(products + <usize>load<i32>(level + ((<usize>place) << 2)) * width + k))
      }
      v128.store(out + k, sum)
    }
    out += width
    level += (<usize>places) << 2
  }
}

/** How many tiles were looked at since this was asked last. */
export function visitedTiles(): i32 {
  const count = visited
  visited = 0
  return count
}

/**
 * @param drift   what the centroids have drifted since expiries were begun: a tile is skipped while its expiry is above
 * @param error0  twice the bound of a score's error: error0 + error1 · ‖x‖ + error2 · ‖x‖²
 * @returns how many rows moved
 */
export function assign(firstTile: i32, pastTile: i32, drift: f64, error0: f32, error1: f32, error2: f32): i32 {
  let moved = 0
  const tileBytes = (<usize>numberCount) << 6
  const pairBytes = (<usize>numberCount) << 3
  for (let tile = firstTile; tile < pastTile; tile++) {
    const expiry = expiries + ((<usize>tile) << 2)
    if (<f64>load<f32>(expiry) > drift) continue
    visited++
    startScores(tile)
    const x = numbers + <usize>tile * tileBytes
    let b0 = f32x4.splat(LEAST)
    let b1 = b0
    let b2 = b0
    let b3 = b0
    let r0 = b0
    let r1 = b0
    let r2 = b0
    let r3 = b0
    let n0 = i32x4.splat(0)
    let n1 = n0
    let n2 = n0
    let n3 = n0
    let c = pairs
    let s = scratch
    for (let cluster = 0; cluster < clusterCount; cluster += 2) {
      let a0 = v128.load(s)
      let a1 = v128.load(s, 16)
      let a2 = v128.load(s, 32)
      let a3 = v128.load(s, 48)
      let e0 = v128.load(s, 64)
      let e1 = v128.load(s, 80)
      let e2 = v128.load(s, 96)
      let e3 = v128.load(s, 112)
      s += 128
      let p = x
      const end = c + pairBytes
      while (c < end) {
        const x0 = v128.load(p)
        const x1 = v128.load(p, 16)
        const x2 = v128.load(p, 32)
        const x3 = v128.load(p, 48)
        const ca = v128.load32_splat(c)
        const ce = v128.load32_splat(c, 4)
        a0 = f32x4.add(a0, f32x4.mul(x0, ca))
        a1 = f32x4.add(a1, f32x4.mul(x1, ca))
        a2 = f32x4.add(a2, f32x4.mul(x2, ca))
        a3 = f32x4.add(a3, f32x4.mul(x3, ca))
        e0 = f32x4.add(e0, f32x4.mul(x0, ce))
        e1 = f32x4.add(e1, f32x4.mul(x1, ce))
        e2 = f32x4.add(e2, f32x4.mul(x2, ce))
        e3 = f32x4.add(e3, f32x4.mul(x3, ce))
        p += 64
        c += 8
      }
      // The second best is the larger of what it was and the smaller of best and newcomer.
      let k = i32x4.splat(cluster)
      n0 = v128.bitselect(k, n0, f32x4.gt(a0, b0))
      n1 = v128.bitselect(k, n1, f32x4.gt(a1, b1))
      n2 = v128.bitselect(k, n2, f32x4.gt(a2, b2))
      n3 = v128.bitselect(k, n3, f32x4.gt(a3, b3))
      r0 = f32x4.pmax(r0, f32x4.pmin(a0, b0))
      r1 = f32x4.pmax(r1, f32x4.pmin(a1, b1))
      r2 = f32x4.pmax(r2, f32x4.pmin(a2, b2))
      r3 = f32x4.pmax(r3, f32x4.pmin(a3, b3))
      b0 = f32x4.pmax(b0, a0)
      b1 = f32x4.pmax(b1, a1)
      b2 = f32x4.pmax(b2, a2)
      b3 = f32x4.pmax(b3, a3)
      k = i32x4.splat(cluster + 1)
      n0 = v128.bitselect(k, n0, f32x4.gt(e0, b0))
      n1 = v128.bitselect(k, n1, f32x4.gt(e1, b1))
      n2 = v128.bitselect(k, n2, f32x4.gt(e2, b2))
      n3 = v128.bitselect(k, n3, f32x4.gt(e3, b3))
      r0 = f32x4.pmax(r0, f32x4.pmin(e0, b0))
      r1 = f32x4.pmax(r1, f32x4.pmin(e1, b1))
      r2 = f32x4.pmax(r2, f32x4.pmin(e2, b2))
      r3 = f32x4.pmax(r3, f32x4.pmin(e3, b3))
      b0 = f32x4.pmax(b0, e0)
      b1 = f32x4.pmax(b1, e1)
      b2 = f32x4.pmax(b2, e2)
      b3 = f32x4.pmax(b3, e3)
    }
    const lengths = squaredLengths + ((<usize>tile) << 6)
    const m0 = v128.load(lengths)
    const m1 = v128.load(lengths, 16)
    const m2 = v128.load(lengths, 32)
    const m3 = v128.load(lengths, 48)
    const f0 = error(m0, error0, error1, error2)
    const f1 = error(m1, error0, error1, error2)
    const f2 = error(m2, error0, error1, error2)
    const f3 = error(m3, error0, error1, error2)
    const g0 = f32x4.sub(f32x4.sub(b0, r0), f0)
    const g1 = f32x4.sub(f32x4.sub(b1, r1), f1)
    const g2 = f32x4.sub(f32x4.sub(b2, r2), f2)
    const g3 = f32x4.sub(f32x4.sub(b3, r3), f3)
    const zero = f32x4.splat(0)
    const unsettled =
      i32x4.bitmask(f32x4.le(g0, zero)) |
      (i32x4.bitmask(f32x4.le(g1, zero)) << 4) |
      (i32x4.bitmask(f32x4.le(g2, zero)) << 8) |
      (i32x4.bitmask(f32x4.le(g3, zero)) << 12)
    let slack = leastOf(
      f32x4.pmin(
        f32x4.pmin(slackOf(g0, b0, r0, m0, f0), slackOf(g1, b1, r1, m1, f1)),
        f32x4.pmin(slackOf(g2, b2, r2, m2, f2), slackOf(g3, b3, r3, m3, f3)),
      ),
    )
    const own = assignments + ((<usize>tile) << 4)
    const before = v128.load(own)
    const after = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(n0, n1), i16x8.narrow_i32x4_s(n2, n3))
    v128.store(own, after)
    if (unsettled != 0) slack = <f32>min(<f64>slack, settleTile(unsettled, x, tile))
    const lanes = min(16, rowCount - (tile << 4))
    let movers = i8x16.bitmask(i8x16.ne(v128.load(own), before)) & ((1 << lanes) - 1)
    if (movers != 0) {
      moved += popcnt(movers)
      v128.store(scratch, before)
      while (movers != 0) {
        const lane = ctz(movers)
        movers &= movers - 1
        move(
          x + ((<usize>lane) << 2),
          codesOf(tile) + ((<usize>lane) << 1),
          load<u8>(scratch + lane),
          load<u8>(own + lane),
        )
      }
    }
    // A float32 below the sum, whatever its last bit was rounded to.
    store<f32>(expiry, <f32>((drift + <f64>max(slack - MARGIN, <f32>0)) * 0.9999998))
  }
  return moved
}

/** Twice the bound of the error of the scores of four rows. */
function error(squaredLength: v128, error0: f32, error1: f32, error2: f32): v128 {
  return f32x4.add(
    f32x4.add(f32x4.splat(error0), f32x4.mul(f32x4.splat(error1), f32x4.sqrt(squaredLength))),
    f32x4.mul(f32x4.splat(error2), squaredLength),
  )
}

/**
 * How much farther the second centroid is than the first, at least: d₂ − d₁ = 2 (s₁ − s₂) / (d₁ + d₂), where d² = ‖x‖² − 2 s.
 * Rows that are not settled are left to `settle`.
 */
function slackOf(gap: v128, best: v128, second: v128, squaredLength: v128, error: v128): v128 {
  const wide = f32x4.add(squaredLength, error)
  const zero = f32x4.splat(0)
  const d1 = f32x4.sqrt(f32x4.pmax(zero, f32x4.sub(wide, f32x4.add(best, best))))
  const d2 = f32x4.sqrt(f32x4.pmax(zero, f32x4.sub(wide, f32x4.add(second, second))))
  const slack = f32x4.div(f32x4.mul(f32x4.add(gap, gap), f32x4.splat(SHORTENED)), f32x4.add(d1, d2))
  return v128.bitselect(slack, f32x4.splat(-LEAST), f32x4.gt(gap, zero))
}

function leastOf(four: v128): f32 {
  return min(
    min(f32x4.extract_lane(four, 0), f32x4.extract_lane(four, 1)),
    min(f32x4.extract_lane(four, 2), f32x4.extract_lane(four, 3)),
  )
}

function codesOf(tile: i32): usize {
  return codes + ((<usize>tile * <usize>groupCount) << 5)
}

/** Fills the scratch with the start scores of a tile's rows, [cluster][16]. */
function startScores(tile: i32): void {
  const out = scratch
  if (groupCount == 0) {
    for (let cluster: usize = 0; cluster < <usize>paddedCount; cluster++) {
      const start = v128.load32_splat(starts + (cluster << 2))
      const q = out + (cluster << 6)
      v128.store(q, start)
      v128.store(q, start, 16)
      v128.store(q, start, 32)
      v128.store(q, start, 48)
    }
    return
  }
  const width = (<usize>paddedCount) << 2
  let code = codesOf(tile)
  for (let group = 0; group < groupCount; group++) {
    const table = <usize>load<u32>(groups + ((<usize>group) << 4))
    for (let four: usize = 0; four < 4; four++) {
      // Four rows by four centroids, turned over.
      const p0 = table + <usize>load<u16>(code) * width
      const p1 = table + <usize>load<u16>(code, 2) * width
      const p2 = table + <usize>load<u16>(code, 4) * width
      const p3 = table + <usize>load<u16>(code, 6) * width
      code += 8
      let q = out + (four << 4)
      for (let k: usize = 0; k < width; k += 16) {
        const t0 = v128.load(p0 + k)
        const t1 = v128.load(p1 + k)
        const t2 = v128.load(p2 + k)
        const t3 = v128.load(p3 + k)
        const u0 = v128.shuffle<f32>(t0, t1, 0, 4, 1, 5)
        const u1 = v128.shuffle<f32>(t2, t3, 0, 4, 1, 5)
        const u2 = v128.shuffle<f32>(t0, t1, 2, 6, 3, 7)
        const u3 = v128.shuffle<f32>(t2, t3, 2, 6, 3, 7)
        put(q, v128.shuffle<f64>(u0, u1, 0, 2), group)
        put(q + 64, v128.shuffle<f64>(u0, u1, 1, 3), group)
        put(q + 128, v128.shuffle<f64>(u2, u3, 0, 2), group)
        put(q + 192, v128.shuffle<f64>(u2, u3, 1, 3), group)
        q += 256
      }
    }
  }
}

function put(at: usize, value: v128, group: i32): void {
  v128.store(at, group == 0 ? value : f32x4.add(v128.load(at), value))
}

/** Settles the rows of a mask. @returns the least of their gaps, distances less distances */
function settleTile(mask: i32, x: usize, tile: i32): f64 {
  let least: f64 = Infinity
  const own = assignments + ((<usize>tile) << 4)
  while (mask != 0) {
    const lane = ctz(mask)
    mask &= mask - 1
    store<u8>(own + lane, settle(x + ((<usize>lane) << 2), codesOf(tile) + ((<usize>lane) << 1)))
    least = min(least, settledGap)
  }
  return least
}

/** A row's nearest centroid in float64; a tie goes to the lower index. The order of additions is the twin's. */
function settle(x: usize, code: usize): i32 {
  let nearest = 0
  let smallest: f64 = Infinity
  let second: f64 = Infinity
  for (let cluster = 0; cluster < clusterCount; cluster++) {
    const distance = squaredDistance(x, code, cluster)
    if (distance < smallest) {
      second = smallest
      smallest = distance
      nearest = cluster
    } else if (distance < second) second = distance
  }
  settledGap = sqrt(second) - sqrt(smallest)
  return nearest
}

function squaredDistance(x: usize, code: usize, cluster: i32): f64 {
  const distances = levelDistances + ((<usize>cluster * <usize>levelCount) << 3)
  let sum: f64 = 0
  for (let group = 0; group < groupCount; group++) {
    const described = groups + ((<usize>group) << 4)
    const places = load<i32>(described, 8)
    const level =
      <usize>load<u32>(described, 4) + ((<usize>load<u16>(code + ((<usize>group) << 5)) * <usize>places) << 2)
    for (let place = 0; place < places; place++) {
      sum += load<f64>(distances + ((<usize>load<i32>(level + ((<usize>place) << 2))) << 3))
    }
  }
  let c = centroids + ((<usize>cluster * <usize>numberCount) << 3)
  let axis = 0
  for (; axis + 3 < numberCount; axis += 4) {
    const a = <f64>load<f32>(x) - load<f64>(c)
    const b = <f64>load<f32>(x, 64) - load<f64>(c, 8)
    const d = <f64>load<f32>(x, 128) - load<f64>(c, 16)
    const e = <f64>load<f32>(x, 192) - load<f64>(c, 24)
    sum += a * a + b * b + (d * d + e * e)
    x += 256
    c += 32
  }
  for (; axis < numberCount; axis++) {
    const off = <f64>load<f32>(x) - load<f64>(c)
    sum += off * off
    x += 64
    c += 8
  }
  return sum
}

/** A row out of one cluster's sums and into another's. */
function move(x: usize, code: usize, from: i32, to: i32): void {
  const width = (<usize>numberCount + <usize>levelCount) << 3
  let less = sums + <usize>from * width
  let more = sums + <usize>to * width
  for (let axis = 0; axis < numberCount; axis++) {
    const value = <f64>load<f32>(x)
    store<f64>(less, load<f64>(less) - value)
    store<f64>(more, load<f64>(more) + value)
    x += 64
    less += 8
    more += 8
  }
  for (let group = 0; group < groupCount; group++) {
    const described = groups + ((<usize>group) << 4)
    const places = load<i32>(described, 8)
    let level = <usize>load<u32>(described, 4) + ((<usize>load<u16>(code + ((<usize>group) << 5)) * <usize>places) << 2)
    for (let place = 0; place < places; place++, level += 4) {
      const axis = (<usize>load<i32>(level)) << 3
      store<f64>(less + axis, load<f64>(less + axis) - 1)
      store<f64>(more + axis, load<f64>(more + axis) + 1)
    }
  }
  store<f64>(sizes + ((<usize>from) << 3), load<f64>(sizes + ((<usize>from) << 3)) - 1)
  store<f64>(sizes + ((<usize>to) << 3), load<f64>(sizes + ((<usize>to) << 3)) + 1)
}
