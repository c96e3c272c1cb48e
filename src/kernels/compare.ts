/**
 * Compare: every row of a sample with every other, 16 of them at once.
 *
 * Plain twin: src/engine/clustering/compare-plain.ts; equal bit for bit.
 */

/**
 * Distances of two rows to all rows at a time, so that what is loaded serves both. One long loop: eight accumulators.
 *
 * @param columns   float32 [tile][column][16]: levels of the categories as numbers, then numbers
 * @param apart     float32 [category]: squared distance between two different levels
 * @param first     even
 * @param distances filled: float32 [row][16 · tileCount], not squared, for rows first … pastLast − 1 (and one more if that is odd)
 */
export function distances(
  columns: usize,
  tileCount: i32,
  columnCount: i32,
  apart: usize,
  categoryCount: i32,
  first: i32,
  pastLast: i32,
  distances: usize,
): void {
  const tileBytes = (<usize>columnCount) << 6
  const stride = (<usize>tileCount) << 6
  for (let row = first; row < pastLast; row += 2) {
    // Row and row + 1 stand side by side in one tile.
    const own = columns + <usize>(row >> 4) * tileBytes + ((<usize>(row & 15)) << 2)
    let out = distances + <usize>row * stride
    let p = columns
    for (let tile = 0; tile < tileCount; tile++) {
      let a0 = f32x4.splat(0)
      let a1 = a0
      let a2 = a0
      let a3 = a0
      let b0 = a0
      let b1 = a0
      let b2 = a0
      let b3 = a0
      let q = own
      for (let place = 0; place < categoryCount; place++) {
        const far = v128.load32_splat(apart + ((<usize>place) << 2))
        const a = v128.load32_splat(q)
        const b = v128.load32_splat(q, 4)
        a0 = f32x4.add(a0, v128.and(f32x4.ne(v128.load(p), a), far))
        a1 = f32x4.add(a1, v128.and(f32x4.ne(v128.load(p, 16), a), far))
        a2 = f32x4.add(a2, v128.and(f32x4.ne(v128.load(p, 32), a), far))
        a3 = f32x4.add(a3, v128.and(f32x4.ne(v128.load(p, 48), a), far))
        b0 = f32x4.add(b0, v128.and(f32x4.ne(v128.load(p), b), far))
        b1 = f32x4.add(b1, v128.and(f32x4.ne(v128.load(p, 16), b), far))
        b2 = f32x4.add(b2, v128.and(f32x4.ne(v128.load(p, 32), b), far))
        b3 = f32x4.add(b3, v128.and(f32x4.ne(v128.load(p, 48), b), far))
        p += 64
        q += 64
      }
      for (let axis = categoryCount; axis < columnCount; axis++) {
        const a = v128.load32_splat(q)
        const b = v128.load32_splat(q, 4)
        const x0 = v128.load(p)
        const x1 = v128.load(p, 16)
        const x2 = v128.load(p, 32)
        const x3 = v128.load(p, 48)
        let off = f32x4.sub(x0, a)
        a0 = f32x4.add(a0, f32x4.mul(off, off))
        off = f32x4.sub(x1, a)
        a1 = f32x4.add(a1, f32x4.mul(off, off))
        off = f32x4.sub(x2, a)
        a2 = f32x4.add(a2, f32x4.mul(off, off))
        off = f32x4.sub(x3, a)
        a3 = f32x4.add(a3, f32x4.mul(off, off))
        off = f32x4.sub(x0, b)
        b0 = f32x4.add(b0, f32x4.mul(off, off))
        off = f32x4.sub(x1, b)
        b1 = f32x4.add(b1, f32x4.mul(off, off))
        off = f32x4.sub(x2, b)
        b2 = f32x4.add(b2, f32x4.mul(off, off))
        off = f32x4.sub(x3, b)
        b3 = f32x4.add(b3, f32x4.mul(off, off))
        p += 64
        q += 64
      }
      v128.store(out, f32x4.sqrt(a0))
      v128.store(out, f32x4.sqrt(a1), 16)
      v128.store(out, f32x4.sqrt(a2), 32)
      v128.store(out, f32x4.sqrt(a3), 48)
      const next = out + stride
      v128.store(next, f32x4.sqrt(b0))
      v128.store(next, f32x4.sqrt(b1), 16)
      v128.store(next, f32x4.sqrt(b2), 32)
      v128.store(next, f32x4.sqrt(b3), 48)
      out += 64
    }
  }
}

/**
 * Per row, by how much the squared distances `own` fall if every row may go to this one instead.
 *
 * @param own   float32 [16 · tileCount], below 0 beyond the last row
 * @param gains filled: float64 [row]; four running sums, every fourth row each, then (1 + 2) + (3 + 4)
 */
export function gains(distances: usize, rowCount: i32, tileCount: i32, own: usize, gains: usize): void {
  const stride = (<usize>tileCount) << 6
  const zero = f32x4.splat(0)
  for (let row = 0; row < rowCount; row++) {
    const toOthers = distances + <usize>row * stride
    let low = f64x2.splat(0)
    let high = low
    for (let at: usize = 0; at < stride; at += 16) {
      const distance = v128.load(toOthers + at)
      const less = f32x4.pmax(zero, f32x4.sub(v128.load(own + at), f32x4.mul(distance, distance)))
      low = f64x2.add(low, f64x2.promote_low_f32x4(less))
      high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(less, less, 2, 3, 2, 3)))
    }
    const gain =
      f64x2.extract_lane(low, 0) +
      f64x2.extract_lane(low, 1) +
      (f64x2.extract_lane(high, 0) + f64x2.extract_lane(high, 1))
    store<f64>(gains + ((<usize>row) << 3), gain)
  }
}

/**
 * Per cluster and row, the sum of the row's distances to the cluster's rows.
 *
 * @param assignments uint8 [row]
 * @param sums        added to: float64 [cluster][16 · tileCount]
 */
export function clusterSums(distances: usize, rowCount: i32, tileCount: i32, assignments: usize, sums: usize): void {
  const stride = (<usize>tileCount) << 6
  for (let row = 0; row < rowCount; row++) {
    let from = distances + <usize>row * stride
    const end = from + stride
    let to = sums + ((<usize>load<u8>(assignments + <usize>row) * stride) << 1)
    while (from < end) {
      v128.store(to, f64x2.add(v128.load(to), f64x2.promote_low_f32x4(v128.load64_zero(from))))
      v128.store(to, f64x2.add(v128.load(to, 16), f64x2.promote_low_f32x4(v128.load64_zero(from, 8))), 16)
      from += 16
      to += 32
    }
  }
}
