/**
 * Score: the loops over rows of the anomaly score, 16 groups at a time. Each does to the last bit what its plain twin does
 * (src/engine/scoring/plain-score-loops.ts), where the arguments are explained.
 *
 * The loops are long and straight, since this is where the time goes: a row's sums stay in registers while its columns pass.
 */

const COLUMN_BYTES: u32 = 20

export function addLooks(codes: usize, shift: u32, mask: u32, words: usize, rowCount: u32, looks: usize): void {
  for (let row: u32 = 0; row < rowCount; row++) {
    const code = load<u32>(codes + (row << shift)) & mask
    const look = looks + (row << 3)
    store<u64>(look, load<u64>(look) ^ load<u64>(words + (code << 3)))
  }
}

/** Four tallies, or equal codes one after the other would wait for each other's sum. */
export function addCounts(codes: usize, shift: u32, mask: u32, entryCount: u32, rowCount: u32, counts: usize): void {
  const bytes: usize = entryCount << 2
  const second = counts + bytes
  const third = second + bytes
  const fourth = third + bytes
  const whole = rowCount & ~3
  let row: u32 = 0
  while (row < whole) {
    const at = codes + (row << shift)
    const step: usize = 1 << shift
    const a = counts + ((load<u32>(at) & mask) << 2)
    const b = second + ((load<u32>(at + step) & mask) << 2)
    const c = third + ((load<u32>(at + 2 * step) & mask) << 2)
    const d = fourth + ((load<u32>(at + 3 * step) & mask) << 2)
    store<u32>(a, load<u32>(a) + 1)
    store<u32>(b, load<u32>(b) + 1)
    store<u32>(c, load<u32>(c) + 1)
    store<u32>(d, load<u32>(d) + 1)
    row += 4
  }
  while (row < rowCount) {
    const a = counts + ((load<u32>(codes + (row << shift)) & mask) << 2)
    store<u32>(a, load<u32>(a) + 1)
    row++
  }
}

const MEMBER_BYTES: u32 = 28

export function join(rowCount: u32, memberCount: u32, members: usize, mostEntries: u32, codes: usize): u32 {
  memory.fill(codes, 0, rowCount << 1)
  for (let index: u32 = 0; index < memberCount; index++) {
    const member = members + index * MEMBER_BYTES
    let at: usize = load<u32>(member)
    const width: usize = 1 << load<u32>(member, 4)
    const mask = load<u32>(member, 8)
    const ownCount = load<u32>(member, 12)
    const table: usize = load<u32>(member, 16)
    for (let row: u32 = 0; row < rowCount; row++) {
      const combination = <u32>load<u16>(codes + (row << 1)) * ownCount + (load<u32>(at) & mask)
      at += width
      let entry: u32 = load<u16>(table + (combination << 1))
      if (entry == 0) {
        entry = load<u32>(member, 24)
        if (entry == mostEntries) return (index << 16) | row
        store<u32>(load<u32>(member, 20) + (entry << 2), combination)
        entry++
        store<u32>(member, entry, 24)
        store<u16>(table + (combination << 1), entry)
      }
      store<u16>(codes + (row << 1), entry - 1)
    }
  }
  return memberCount << 16
}

/** Natural logarithm of two positive normal numbers, as portable-math.ts takes it. */
function log(value: v128): v128 {
  const high = i64x2.add(value, i64x2.splat(0x95f6200000000))
  const whole = v128.or(i64x2.shr_u(high, 52), i64x2.splat(0x4330000000000000))
  const exponent = f64x2.sub(whole, f64x2.splat(4503599627371519))
  const mantissa = i64x2.add(v128.and(high, i64x2.splat(0xfffffffffffff)), i64x2.splat(0x3fe6a09e00000000))
  const fraction = f64x2.sub(mantissa, f64x2.splat(1))
  const s = f64x2.div(fraction, f64x2.add(f64x2.splat(2), fraction))
  const z = f64x2.mul(s, s)
  const w = f64x2.mul(z, z)
  let odd = f64x2.add(f64x2.splat(1.818357216161805012e-1), f64x2.mul(w, f64x2.splat(1.479819860511658591e-1)))
  odd = f64x2.add(f64x2.splat(2.857142874366239149e-1), f64x2.mul(w, odd))
  odd = f64x2.mul(z, f64x2.add(f64x2.splat(6.66666666666673513e-1), f64x2.mul(w, odd)))
  let even = f64x2.add(f64x2.splat(2.222219843214978396e-1), f64x2.mul(w, f64x2.splat(1.531383769920937332e-1)))
  even = f64x2.mul(w, f64x2.add(f64x2.splat(3.999999999940941908e-1), f64x2.mul(w, even)))
  const half = f64x2.mul(f64x2.mul(f64x2.splat(0.5), fraction), fraction)
  let sum = f64x2.mul(s, f64x2.add(half, f64x2.add(even, odd)))
  sum = f64x2.add(sum, f64x2.mul(exponent, f64x2.splat(1.90821492927058770002e-10)))
  sum = f64x2.add(f64x2.sub(sum, half), fraction)
  return f64x2.add(sum, f64x2.mul(exponent, f64x2.splat(6.9314718036912381649e-1)))
}

/** Two costs as whole steps, in the lower half. */
function inSteps(cost: v128, steps: v128): v128 {
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.floor(f64x2.add(f64x2.mul(cost, steps), f64x2.splat(0.5))))
}

export function writeCosts(
  count: u32,
  rankPlaces: usize,
  standardPlaces: usize,
  rankCentroids: usize,
  standardCentroids: usize,
  rankSteps: f64,
  standardSteps: f64,
  squareSteps: f64,
  pairs: usize,
  squares: usize,
): void {
  const rankScale = f64x2.splat(rankSteps)
  const standardScale = f64x2.splat(standardSteps)
  const squareScale = f64x2.splat(squareSteps)
  const squareStep = f64x2.splat(1 / squareSteps)
  const one = f64x2.splat(1)
  const middle = f64x2.splat(0.5)
  for (let place: u32 = 0; place < count; place++) {
    const rank = f64x2.splat(load<f64>(rankPlaces + (place << 3)))
    const standard = f64x2.splat(load<f64>(standardPlaces + (place << 3)))
    for (let k: usize = 0; k < 16; k += 2) {
      const a = f64x2.sub(rank, v128.load(rankCentroids + (k << 3)))
      const c = f64x2.sub(standard, v128.load(standardCentroids + (k << 3)))
      const square = f64x2.mul(c, c)
      v128.store64_lane(pairs + (k << 2), inSteps(f64x2.mul(a, a), rankScale), 0)
      v128.store64_lane(pairs + (k << 2), inSteps(log(f64x2.add(one, square)), standardScale), 0, 64)
      const whole = f64x2.floor(f64x2.add(f64x2.mul(square, squareScale), middle))
      v128.store(squares + (k << 3), f64x2.mul(whole, squareStep))
    }
    pairs += 128
    squares += 128
  }
}

export function addEntries(
  count: u32,
  entries: usize,
  fromPairs: usize,
  fromSquares: usize,
  pairs: usize,
  squares: usize,
): void {
  for (let entry: u32 = 0; entry < count; entry++) {
    const from: usize = load<u32>(entries + (entry << 2)) << 7
    for (let at: usize = 0; at < 128; at += 16) {
      const pair = i32x4.add(v128.load(pairs + at), v128.load(fromPairs + from + at))
      v128.store(pairs + at, pair)
      const square = f64x2.add(v128.load(squares + at), v128.load(fromSquares + from + at))
      v128.store(squares + at, square)
    }
    pairs += 128
    squares += 128
  }
}

/** Of 16 numbers the least, in all four places. */
function leastOf(a: v128, b: v128, c: v128, d: v128): v128 {
  let least = i32x4.min_s(i32x4.min_s(a, b), i32x4.min_s(c, d))
  least = i32x4.min_s(least, i32x4.shuffle(least, least, 2, 3, 0, 1))
  return i32x4.min_s(least, i32x4.shuffle(least, least, 1, 0, 3, 2))
}

/** Which of four numbers are 0, as the bits 1 to 8. */
function zeros(numbers: usize): i32 {
  return i32x4.bitmask(i32x4.eq(v128.load(numbers), i32x4.splat(0)))
}

/** Which of two numbers are the least, as the bits 1 and 2. */
function among(values: v128, least: v128): i32 {
  return i64x2.bitmask(f64x2.eq(values, least))
}

export function measure(
  first: u32,
  pastLast: u32,
  columnCount: u32,
  columns: usize,
  starts: usize,
  costs: usize,
  weights: usize,
  sums: usize,
): void {
  const columnsEnd = columns + columnCount * COLUMN_BYTES
  let rankCost = load<f64>(sums, 256)
  let standardCost = load<f64>(sums, 264)
  for (let row = first; row < pastLast; row++) {
    let a = v128.load(starts, 128)
    let b = v128.load(starts, 144)
    let c = v128.load(starts, 160)
    let d = v128.load(starts, 176)
    let e = v128.load(starts, 192)
    let f = v128.load(starts, 208)
    let g = v128.load(starts, 224)
    let h = v128.load(starts, 240)
    for (let column = columns; column < columnsEnd; column += COLUMN_BYTES) {
      const code = load<u32>(load<u32>(column) + (row << load<u32>(column, 4))) & load<u32>(column, 8)
      const squares = load<u32>(column, 16) + (code << 7)
      a = f64x2.add(a, v128.load(squares))
      b = f64x2.add(b, v128.load(squares, 16))
      c = f64x2.add(c, v128.load(squares, 32))
      d = f64x2.add(d, v128.load(squares, 48))
      e = f64x2.add(e, v128.load(squares, 64))
      f = f64x2.add(f, v128.load(squares, 80))
      g = f64x2.add(g, v128.load(squares, 96))
      h = f64x2.add(h, v128.load(squares, 112))
    }
    let least = f64x2.pmin(
      f64x2.pmin(f64x2.pmin(a, b), f64x2.pmin(c, d)),
      f64x2.pmin(f64x2.pmin(e, f), f64x2.pmin(g, h)),
    )
    least = f64x2.pmin(least, i64x2.shuffle(least, least, 1, 0))
    const standardPlaces =
      among(a, least) |
      (among(b, least) << 2) |
      (among(c, least) << 4) |
      (among(d, least) << 6) |
      (among(e, least) << 8) |
      (among(f, least) << 10) |
      (among(g, least) << 12) |
      (among(h, least) << 14)
    const rankPlaces = zeros(costs) | (zeros(costs + 16) << 4) | (zeros(costs + 32) << 8) | (zeros(costs + 48) << 12)
    const weight = <f64>load<u32>(weights + (row << 2))
    const nearestInRank = sums + ((<usize>ctz(rankPlaces)) << 3)
    store<f64>(nearestInRank, load<f64>(nearestInRank) + weight)
    const nearest = sums + 128 + ((<usize>ctz(standardPlaces)) << 3)
    store<f64>(nearest, load<f64>(nearest) + weight)
    rankCost += weight * <f64>load<i32>(costs, 128)
    standardCost += weight * <f64>load<i32>(costs, 132)
    costs += 144
  }
  store<f64>(sums, rankCost, 256)
  store<f64>(sums, standardCost, 264)
}

export function addUp(first: u32, pastLast: u32, columnCount: u32, columns: usize, starts: usize, costs: usize): void {
  const columnsEnd = columns + columnCount * COLUMN_BYTES
  for (let row = first; row < pastLast; row++) {
    let a = v128.load(starts)
    let b = v128.load(starts, 16)
    let c = v128.load(starts, 32)
    let d = v128.load(starts, 48)
    let e = v128.load(starts, 64)
    let f = v128.load(starts, 80)
    let g = v128.load(starts, 96)
    let h = v128.load(starts, 112)
    for (let column = columns; column < columnsEnd; column += COLUMN_BYTES) {
      const code = load<u32>(load<u32>(column) + (row << load<u32>(column, 4))) & load<u32>(column, 8)
      const pairs = load<u32>(column, 12) + (code << 7)
      a = i32x4.add(a, v128.load(pairs))
      b = i32x4.add(b, v128.load(pairs, 16))
      c = i32x4.add(c, v128.load(pairs, 32))
      d = i32x4.add(d, v128.load(pairs, 48))
      e = i32x4.add(e, v128.load(pairs, 64))
      f = i32x4.add(f, v128.load(pairs, 80))
      g = i32x4.add(g, v128.load(pairs, 96))
      h = i32x4.add(h, v128.load(pairs, 112))
    }
    // Costs above the least, and the least of both views behind them.
    const rankLeast = leastOf(a, b, c, d)
    const standardLeast = leastOf(e, f, g, h)
    v128.store(costs, i32x4.sub(rankLeast, a))
    v128.store(costs, i32x4.sub(rankLeast, b), 16)
    v128.store(costs, i32x4.sub(rankLeast, c), 32)
    v128.store(costs, i32x4.sub(rankLeast, d), 48)
    v128.store(costs, i32x4.sub(standardLeast, e), 64)
    v128.store(costs, i32x4.sub(standardLeast, f), 80)
    v128.store(costs, i32x4.sub(standardLeast, g), 96)
    v128.store(costs, i32x4.sub(standardLeast, h), 112)
    v128.store(costs, i32x4.shuffle(rankLeast, standardLeast, 0, 4, 0, 4), 128)
    costs += 144
  }
}

export function surprise(
  rowCount: u32,
  costs: usize,
  weights: usize,
  factors: usize,
  masses: usize,
  temperatures: usize,
  surprises: usize,
  sums: usize,
): void {
  const bound = v128.load(factors)
  const inverse = v128.load(factors, 16)
  const rounder = v128.load(factors, 32)
  const highPart = v128.load(factors, 48)
  const lowPart = v128.load(factors, 64)
  const c1 = v128.load(factors, 80)
  const c2 = v128.load(factors, 96)
  const c3 = v128.load(factors, 112)
  const c4 = v128.load(factors, 128)
  const c5 = v128.load(factors, 144)
  const one = v128.load(factors, 160)
  const two = v128.load(factors, 176)
  const bias = v128.load(factors, 192)
  const stepSizes = v128.load(temperatures)
  const heats = v128.load(temperatures, 16)
  let sum = v128.load(sums)
  let squares = v128.load(sums, 16)
  for (let row: u32 = 0; row < rowCount; row++) {
    let shares = sums + 32
    let mass = masses
    for (let view = temperatures + 32; view < temperatures + 48; view += 8) {
      const factor = v128.load64_splat(view)
      let total = f64x2.splat(0)
      for (const end = costs + 64; costs < end; costs += 8) {
        // e to the power of two numbers, as portable-math.ts takes it; none is above 0, and below -708 it hardly matters.
        const power = f64x2.mul(f64x2.convert_low_i32x4_s(v128.load64_zero(costs)), factor)
        const bounded = f64x2.pmax(bound, power)
        const shifted = f64x2.add(f64x2.mul(bounded, inverse), rounder)
        const whole = f64x2.sub(shifted, rounder)
        const high = f64x2.sub(bounded, f64x2.mul(whole, highPart))
        const low = f64x2.mul(whole, lowPart)
        const rest = f64x2.sub(high, low)
        const z = f64x2.mul(rest, rest)
        let c = f64x2.add(c4, f64x2.mul(z, c5))
        c = f64x2.add(c3, f64x2.mul(z, c))
        c = f64x2.add(c2, f64x2.mul(z, c))
        c = f64x2.add(c1, f64x2.mul(z, c))
        c = f64x2.sub(rest, f64x2.mul(z, c))
        const quotient = f64x2.div(f64x2.mul(rest, c), f64x2.sub(two, c))
        const near = f64x2.add(one, f64x2.add(f64x2.sub(quotient, low), high))
        // The lowest bits of what was rounded are those of the power of two.
        const scale = i64x2.shl(i64x2.add(shifted, bias), 52)
        total = f64x2.add(total, f64x2.mul(v128.load(mass), f64x2.mul(near, scale)))
        mass += 16
      }
      v128.store(shares, total)
      shares += 16
    }
    const rank = v128.load(sums, 32)
    const standard = v128.load(sums, 48)
    const both = f64x2.add(i64x2.shuffle(rank, standard, 0, 2), i64x2.shuffle(rank, standard, 1, 3))
    const least = f64x2.convert_low_i32x4_s(v128.load64_zero(costs))
    costs += 16
    const found = f64x2.pmax(f64x2.splat(0), f64x2.sub(f64x2.mul(least, stepSizes), f64x2.mul(heats, log(both))))
    v128.store(surprises + (row << 4), found)
    const weighted = f64x2.mul(f64x2.splat(<f64>load<u32>(weights + (row << 2))), found)
    sum = f64x2.add(sum, weighted)
    squares = f64x2.add(squares, f64x2.mul(weighted, found))
  }
  v128.store(sums, sum)
  v128.store(sums, squares, 16)
}
