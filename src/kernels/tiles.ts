/**
 * Tiles: filled from a table's codes, and what is added up about them once.
 *
 * Plain twins: `write` in src/engine/features/encode-tiles.ts, `measurePlain` in src/engine/features/measure-tiles.ts; equal bit
 * for bit.
 */

/**
 * Looks one column's values up. Scalar: SIMD has no look-up in tables of this size; three loops, since a code has 1, 2 or 4 bytes.
 *
 * @param width bytes of a code
 * @param table float32 per code
 * @param out   the column's first value in the first tile
 * @param step  bytes from a tile's last value of the column to the next tile's first
 */
export function lookUp(codes: usize, width: i32, rowCount: i32, table: usize, out: usize, step: usize): void {
  const end = codes + <usize>rowCount * <usize>width
  let lane = 0
  if (width == 1) {
    for (let p = codes; p < end; p++) {
      store<f32>(out, load<f32>(table + ((<usize>load<u8>(p)) << 2)))
      out += 4
      if (++lane == 16) {
        lane = 0
        out += step
      }
    }
  } else if (width == 2) {
    for (let p = codes; p < end; p += 2) {
      store<f32>(out, load<f32>(table + ((<usize>load<u16>(p)) << 2)))
      out += 4
      if (++lane == 16) {
        lane = 0
        out += step
      }
    }
  } else {
    for (let p = codes; p < end; p += 4) {
      store<f32>(out, load<f32>(table + ((<usize>load<u32>(p)) << 2)))
      out += 4
      if (++lane == 16) {
        lane = 0
        out += step
      }
    }
  }
}

/** Added and taken away again it leaves a multiple of 2⁻¹⁵. */
const SPLITTER: f64 = 206158430208

/**
 * One long loop over tiles of 16 rows, number by number: 8 accumulators hold the rows' squared lengths in float64.
 *
 * @param numbers        the first tile's, float32 [tile][axis][16]
 * @param squaredLengths filled: float32 [tile][16], not below the true ones
 * @param lengthOfLevels squared length of a row's levels, the same for all rows
 * @param sums           added to: float64 [axis], then Σ of squares in two parts, multiples of 2⁻¹⁵ and the rest
 */
export function measure(
  numbers: usize,
  tileCount: i32,
  numberCount: i32,
  squaredLengths: usize,
  lengthOfLevels: f64,
  sums: usize,
): void {
  let high: f64 = 0
  let low: f64 = 0
  const start = f64x2.splat(lengthOfLevels)
  let p = numbers
  for (let tile = 0; tile < tileCount; tile++) {
    let l0 = start
    let l1 = start
    let l2 = start
    let l3 = start
    let l4 = start
    let l5 = start
    let l6 = start
    let l7 = start
    for (let axis = 0; axis < numberCount; axis++) {
      const x0 = f64x2.promote_low_f32x4(v128.load64_zero(p))
      const x1 = f64x2.promote_low_f32x4(v128.load64_zero(p, 8))
      const x2 = f64x2.promote_low_f32x4(v128.load64_zero(p, 16))
      const x3 = f64x2.promote_low_f32x4(v128.load64_zero(p, 24))
      const x4 = f64x2.promote_low_f32x4(v128.load64_zero(p, 32))
      const x5 = f64x2.promote_low_f32x4(v128.load64_zero(p, 40))
      const x6 = f64x2.promote_low_f32x4(v128.load64_zero(p, 48))
      const x7 = f64x2.promote_low_f32x4(v128.load64_zero(p, 56))
      p += 64
      const sum = f64x2.add(
        f64x2.add(f64x2.add(x0, x1), f64x2.add(x2, x3)),
        f64x2.add(f64x2.add(x4, x5), f64x2.add(x6, x7)),
      )
      const at = sums + ((<usize>axis) << 3)
      store<f64>(at, load<f64>(at) + (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)))
      const s0 = f64x2.mul(x0, x0)
      const s1 = f64x2.mul(x1, x1)
      const s2 = f64x2.mul(x2, x2)
      const s3 = f64x2.mul(x3, x3)
      const s4 = f64x2.mul(x4, x4)
      const s5 = f64x2.mul(x5, x5)
      const s6 = f64x2.mul(x6, x6)
      const s7 = f64x2.mul(x7, x7)
      l0 = f64x2.add(l0, s0)
      l1 = f64x2.add(l1, s1)
      l2 = f64x2.add(l2, s2)
      l3 = f64x2.add(l3, s3)
      l4 = f64x2.add(l4, s4)
      l5 = f64x2.add(l5, s5)
      l6 = f64x2.add(l6, s6)
      l7 = f64x2.add(l7, s7)
      const square = f64x2.add(
        f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3)),
        f64x2.add(f64x2.add(s4, s5), f64x2.add(s6, s7)),
      )
      const squares = f64x2.extract_lane(square, 0) + f64x2.extract_lane(square, 1)
      const coarse = squares + SPLITTER - SPLITTER
      high += coarse
      low += squares - coarse
    }
    const q = squaredLengths + ((<usize>tile) << 6)
    storeLengths(q, l0, l1)
    storeLengths(q + 16, l2, l3)
    storeLengths(q + 32, l4, l5)
    storeLengths(q + 48, l6, l7)
  }
  const at = sums + ((<usize>numberCount) << 3)
  store<f64>(at, load<f64>(at) + high)
  store<f64>(at, load<f64>(at, 8) + low, 8)
}

/** Rounded up by more than a float32's rounding can take away. */
function storeLengths(at: usize, a: v128, b: v128): void {
  const both = v128.shuffle<f32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5)
  v128.store(at, f32x4.mul(both, f32x4.splat(1.0000003576278687)))
}
