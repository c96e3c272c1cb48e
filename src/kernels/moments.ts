/**
 * Moments: products of all pairs of numbers over tiles of rows, and where rows lie on the map.
 *
 * Plain twins: src/engine/projection/moments-plain.ts; equal bit for bit. Numbers are whole multiples of 2⁻²⁰ within ±8, so a
 * product has 46 bits and a float64 holds the sum of 128 of them exactly.
 */

/** Added and taken away again it leaves a multiple of 2⁻¹³. */
const SPLITTER: f64 = 824633720832
/** Tiles whose products a float64 holds: 8 rows of each in one lane. */
const EXACT_TILES = 16

/**
 * Adds the products of every two numbers, a number with itself included. One long loop: 16 values of one number stay in
 * registers and meet those of every later number.
 *
 * @param wide  room for numberCount × 16 float64
 * @param fresh room for pairCount × 2 float64, zeros; zeros again in the end
 * @param sums  added to: per pair of numbers a ≤ b, row by row of the upper triangle, 4 float64: multiples of 2⁻¹³ in two
 *   lanes, then the rest in two lanes
 */
export function addProducts(
  numbers: usize,
  tileCount: i32,
  numberCount: i32,
  wide: usize,
  fresh: usize,
  sums: usize,
): void {
  const end = wide + ((<usize>numberCount) << 7)
  for (let tile = 0; tile < tileCount; tile++) {
    widen(numbers + ((<usize>tile * <usize>numberCount) << 6), wide, end)
    let pair = fresh
    for (let a = wide; a < end; a += 128) {
      const a0 = v128.load(a)
      const a1 = v128.load(a, 16)
      const a2 = v128.load(a, 32)
      const a3 = v128.load(a, 48)
      const a4 = v128.load(a, 64)
      const a5 = v128.load(a, 80)
      const a6 = v128.load(a, 96)
      const a7 = v128.load(a, 112)
      for (let b = a; b < end; b += 128) {
        const low = f64x2.add(
          f64x2.add(f64x2.mul(a0, v128.load(b)), f64x2.mul(a1, v128.load(b, 16))),
          f64x2.add(f64x2.mul(a2, v128.load(b, 32)), f64x2.mul(a3, v128.load(b, 48))),
        )
        const high = f64x2.add(
          f64x2.add(f64x2.mul(a4, v128.load(b, 64)), f64x2.mul(a5, v128.load(b, 80))),
          f64x2.add(f64x2.mul(a6, v128.load(b, 96)), f64x2.mul(a7, v128.load(b, 112))),
        )
        v128.store(pair, f64x2.add(v128.load(pair), f64x2.add(low, high)))
        pair += 16
      }
    }
    if ((tile + 1) % EXACT_TILES == 0 || tile + 1 == tileCount) flush(fresh, pair, sums)
  }
}

function widen(x: usize, wide: usize, end: usize): void {
  for (let w = wide; w < end; w += 16, x += 8) v128.store(w, f64x2.promote_low_f32x4(v128.load64_zero(x)))
}

/** Sums that are still exact into the two parts that stay so. */
function flush(fresh: usize, end: usize, sums: usize): void {
  const splitter = f64x2.splat(SPLITTER)
  for (let p = fresh, q = sums; p < end; p += 16, q += 32) {
    const value = v128.load(p)
    const coarse = f64x2.sub(f64x2.add(value, splitter), splitter)
    v128.store(q, f64x2.add(v128.load(q), coarse))
    v128.store(q, f64x2.add(v128.load(q, 16), f64x2.sub(value, coarse)), 16)
    v128.store(p, f64x2.splat(0))
  }
}

/**
 * Adds every row's numbers to the sums of its code in one group of categories.
 *
 * @param codes the group's in the first tile, uint16
 * @param step  bytes from a tile's codes to the next tile's
 * @param sums  added to: float64 [code][number]
 */
export function addByCode(
  numbers: usize,
  rowCount: i32,
  numberCount: i32,
  codes: usize,
  step: usize,
  sums: usize,
): void {
  const width = (<usize>numberCount) << 3
  for (let row = 0; row < rowCount; row++) {
    const tile = <usize>(row >> 4)
    const lane = <usize>(row & 15)
    let x = numbers + ((tile * <usize>numberCount) << 6) + (lane << 2)
    let to = sums + <usize>load<u16>(codes + tile * step + (lane << 1)) * width
    for (const end = to + width; to < end; to += 8, x += 64) store<f64>(to, load<f64>(to) + <f64>load<f32>(x))
  }
}

/**
 * Where rows lie on the map. Each of the two sums of a row is made in order, number after number, in float64.
 *
 * @param groups     groupCount × i32: address of the group's float64 [code][2]
 * @param components float64 [number][2]
 * @param places     filled: float32 [tile][16][2]
 */
export function place(
  numbers: usize,
  codes: usize,
  tileCount: i32,
  numberCount: i32,
  groups: usize,
  groupCount: i32,
  originX: f64,
  originY: f64,
  components: usize,
  places: usize,
): void {
  const origin = f64x2.replace_lane(f64x2.splat(originX), 1, originY)
  for (let tile = 0; tile < tileCount; tile++) {
    for (let four = 0; four < 4; four++) {
      let p0 = origin
      let p1 = origin
      let p2 = origin
      let p3 = origin
      for (let group = 0; group < groupCount; group++) {
        const code = codes + ((<usize>(tile * groupCount + group)) << 5) + ((<usize>four) << 3)
        const table = <usize>load<u32>(groups + ((<usize>group) << 2))
        p0 = f64x2.add(p0, v128.load(table + ((<usize>load<u16>(code)) << 4)))
        p1 = f64x2.add(p1, v128.load(table + ((<usize>load<u16>(code, 2)) << 4)))
        p2 = f64x2.add(p2, v128.load(table + ((<usize>load<u16>(code, 4)) << 4)))
        p3 = f64x2.add(p3, v128.load(table + ((<usize>load<u16>(code, 6)) << 4)))
      }
      let x = numbers + ((<usize>tile * <usize>numberCount) << 6) + ((<usize>four) << 4)
      const end = components + ((<usize>numberCount) << 4)
      for (let c = components; c < end; c += 16, x += 64) {
        const both = v128.load(c)
        p0 = f64x2.add(p0, f64x2.mul(both, f64x2.splat(<f64>load<f32>(x))))
        p1 = f64x2.add(p1, f64x2.mul(both, f64x2.splat(<f64>load<f32>(x, 4))))
        p2 = f64x2.add(p2, f64x2.mul(both, f64x2.splat(<f64>load<f32>(x, 8))))
        p3 = f64x2.add(p3, f64x2.mul(both, f64x2.splat(<f64>load<f32>(x, 12))))
      }
      const out = places + ((<usize>tile) << 7) + ((<usize>four) << 5)
      store<f64>(out, f64x2.extract_lane(f32x4.demote_f64x2_zero(p0), 0))
      store<f64>(out, f64x2.extract_lane(f32x4.demote_f64x2_zero(p1), 0), 8)
      store<f64>(out, f64x2.extract_lane(f32x4.demote_f64x2_zero(p2), 0), 16)
      store<f64>(out, f64x2.extract_lane(f32x4.demote_f64x2_zero(p3), 0), 24)
    }
  }
}
