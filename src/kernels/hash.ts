/**
 * Hash: the cells of a column into the 64-bit hashes of some rows, two 32-bit halves each. Each loop does what its plain twin does
 * (src/engine/table/row-hash-loops.ts); the hash is explained in row-hashes.ts.
 */

/** @param bits 8 bytes per code */
export function add8(hashes: usize, codes: usize, bits: usize, count: u32): void {
  for (const end = codes + <usize>count; codes < end; codes++) {
    store<u64>(hashes, load<u64>(hashes) ^ load<u64>(bits + ((<usize>load<u8>(codes)) << 3)))
    hashes += 8
  }
}

export function add16(hashes: usize, codes: usize, bits: usize, count: u32): void {
  for (const end = codes + ((<usize>count) << 1); codes < end; codes += 2) {
    store<u64>(hashes, load<u64>(hashes) ^ load<u64>(bits + ((<usize>load<u16>(codes)) << 3)))
    hashes += 8
  }
}

/** So many different codes that a table of their bits would be slower than making them. */
export function add32(hashes: usize, codes: usize, lowSeed: u32, highSeed: u32, count: u32): void {
  for (const end = codes + ((<usize>count) << 2); codes < end; codes += 4) {
    const code = load<u32>(codes)
    addPair(hashes, stirred(mixed(lowSeed, code)), stirred(mixed(highSeed, code)))
    hashes += 8
  }
}

/** @param missingLow with `missingHigh` what stands for a cell that is no number */
export function addNumbers(
  hashes: usize,
  values: usize,
  lowSeed: u32,
  highSeed: u32,
  missingLow: u32,
  missingHigh: u32,
  count: u32,
): void {
  for (const end = values + ((<usize>count) << 3); values < end; values += 8) {
    // 0 and −0 are one number.
    const value = load<f64>(values) + 0
    const bits = reinterpret<u64>(value)
    const low = value == value ? <u32>bits : missingLow
    const high = value == value ? <u32>(bits >> 32) : missingHigh
    addPair(hashes, stirred(mixed(mixed(lowSeed, low), high)), stirred(mixed(mixed(highSeed, high), low)))
    hashes += 8
  }
}

function addPair(hash: usize, low: u32, high: u32): void {
  store<u64>(hash, load<u64>(hash) ^ ((<u64>low) | ((<u64>high) << 32)))
}

function mixed(hash: u32, word: u32): u32 {
  let k = word * 0xcc9e2d51
  k = ((k << 15) | (k >> 17)) * 0x1b873593
  const h = hash ^ k
  return ((h << 13) | (h >> 19)) * 5 + 0xe6546b64
}

function stirred(hash: u32): u32 {
  let h = (hash ^ (hash >> 16)) * 0x85ebca6b
  h = (h ^ (h >> 13)) * 0xc2b2ae35
  return h ^ (h >> 16)
}
