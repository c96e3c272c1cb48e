/**
 * Groups: squared distances of the rows of a sample to 16 centroids, or to four. Each does to the last bit what its plain twin does
 * (src/engine/scoring/plain-group-loops.ts), where the arguments are explained.
 *
 * The loops are long and straight, since this is where the time goes: a row's 16 sums stay in registers while its axes pass.
 */

function squared(place: v128, centroid: v128): v128 {
  const off = f64x2.sub(place, centroid)
  return f64x2.mul(off, off)
}

/** Which of two numbers are the least, as the bits 1 and 2. */
function among(values: v128, least: v128): i32 {
  return i64x2.bitmask(f64x2.eq(values, least))
}

export function nearest(
  rowCount: u32,
  numbers: usize,
  numberCount: u32,
  codes: usize,
  categoryCount: u32,
  starts: usize,
  centroids: usize,
  levels: usize,
  assignments: usize,
): void {
  const numberBytes: usize = numberCount << 3
  const codeBytes: usize = categoryCount << 1
  for (let row: u32 = 0; row < rowCount; row++) {
    let a = v128.load(starts)
    let b = v128.load(starts, 16)
    let c = v128.load(starts, 32)
    let d = v128.load(starts, 48)
    let e = v128.load(starts, 64)
    let f = v128.load(starts, 80)
    let g = v128.load(starts, 96)
    let h = v128.load(starts, 112)
    let centroid = centroids
    for (let at = numbers; at < numbers + numberBytes; at += 8) {
      const place = v128.load64_splat(at)
      a = f64x2.add(a, squared(place, v128.load(centroid)))
      b = f64x2.add(b, squared(place, v128.load(centroid, 16)))
      c = f64x2.add(c, squared(place, v128.load(centroid, 32)))
      d = f64x2.add(d, squared(place, v128.load(centroid, 48)))
      e = f64x2.add(e, squared(place, v128.load(centroid, 64)))
      f = f64x2.add(f, squared(place, v128.load(centroid, 80)))
      g = f64x2.add(g, squared(place, v128.load(centroid, 96)))
      h = f64x2.add(h, squared(place, v128.load(centroid, 112)))
      centroid += 128
    }
    numbers += numberBytes
    let level = levels
    for (let at = codes; at < codes + codeBytes; at += 2) {
      const costs = load<u32>(level) + ((<u32>load<u16>(at)) << 7)
      level += 4
      a = f64x2.add(a, v128.load(costs))
      b = f64x2.add(b, v128.load(costs, 16))
      c = f64x2.add(c, v128.load(costs, 32))
      d = f64x2.add(d, v128.load(costs, 48))
      e = f64x2.add(e, v128.load(costs, 64))
      f = f64x2.add(f, v128.load(costs, 80))
      g = f64x2.add(g, v128.load(costs, 96))
      h = f64x2.add(h, v128.load(costs, 112))
    }
    codes += codeBytes
    let least = f64x2.pmin(
      f64x2.pmin(f64x2.pmin(a, b), f64x2.pmin(c, d)),
      f64x2.pmin(f64x2.pmin(e, f), f64x2.pmin(g, h)),
    )
    least = f64x2.pmin(least, i64x2.shuffle(least, least, 1, 0))
    const places =
      among(a, least) |
      (among(b, least) << 2) |
      (among(c, least) << 4) |
      (among(d, least) << 6) |
      (among(e, least) << 8) |
      (among(f, least) << 10) |
      (among(g, least) << 12) |
      (among(h, least) << 14)
    store<u8>(assignments + row, ctz(places))
  }
}

export function distances(
  rowCount: u32,
  numbers: usize,
  numberCount: u32,
  codes: usize,
  categoryCount: u32,
  centroids: usize,
  levels: usize,
  squares: usize,
): void {
  const numberBytes: usize = numberCount << 3
  const codeBytes: usize = categoryCount << 1
  for (let row: u32 = 0; row < rowCount; row++) {
    let a = f64x2.splat(0)
    let b = f64x2.splat(0)
    let centroid = centroids
    for (let at = numbers; at < numbers + numberBytes; at += 8) {
      const place = v128.load64_splat(at)
      a = f64x2.add(a, squared(place, v128.load(centroid)))
      b = f64x2.add(b, squared(place, v128.load(centroid, 16)))
      centroid += 32
    }
    numbers += numberBytes
    let level = levels
    for (let at = codes; at < codes + codeBytes; at += 2) {
      const costs = load<u32>(level) + ((<u32>load<u16>(at)) << 5)
      level += 4
      a = f64x2.add(a, v128.load(costs))
      b = f64x2.add(b, v128.load(costs, 16))
    }
    codes += codeBytes
    v128.store(squares, a)
    v128.store(squares, b, 16)
    squares += 32
  }
}
