/**
 * Lanes: the fingerprint's hash over blocks of 64 bytes, sixteen 32-bit lanes side by side.
 *
 * The definition, and why it is so, stands at the head of its plain twin, src/engine/intake/scan/lanes.ts.
 */

const PRIME: i32 = 0x9e3779b1

function mixed(lanes: v128, bytes: v128): v128 {
  const turned = v128.xor(lanes, bytes)
  return i32x4.mul(v128.or(i32x4.shl(turned, 15), i32x4.shr_u(turned, 17)), i32x4.splat(PRIME))
}

/** @param lanes where the sixteen lie */
export function mixBlocks(lanes: usize, from: usize, blockCount: u32): void {
  let a = v128.load(lanes)
  let b = v128.load(lanes, 16)
  let c = v128.load(lanes, 32)
  let d = v128.load(lanes, 48)
  for (const end = from + ((<usize>blockCount) << 6); from < end; from += 64) {
    a = mixed(a, v128.load(from))
    b = mixed(b, v128.load(from, 16))
    c = mixed(c, v128.load(from, 32))
    d = mixed(d, v128.load(from, 48))
  }
  v128.store(lanes, a)
  v128.store(lanes, b, 16)
  v128.store(lanes, c, 32)
  v128.store(lanes, d, 48)
}
