/**
 * Cost layout: how the score's loops find what they read in their memory.
 */

/** Per code 16 costs of the rank view, then 16 of the standardised one, int32. */
export const PAIR_BYTES = 128
/** Per code 16 squared differences of the standardised view, float64. */
export const SQUARE_BYTES = 128
/** Five uint32: address of the codes, log2 of their width, mask, address of the pairs, address of the squares. */
export const COLUMN_BYTES = 20

/** Seven uint32: see `join` of score-loops.ts. */
export const MEMBER_BYTES = 28

/** Per row: what `addUp` writes. */
export const COST_BYTES = 144

/** e^x for less is not told from e to this, and hardly from 0. */
export const LEAST_EXPONENT = -708

/**
 * What the kernel takes an exponential with (numeric/portable-math.ts). Read from memory they stay in registers while a loop lasts; as
 * constants of its code an engine makes each anew every time: 309 ns a row instead of 189 (2026-11-25). The last is the bits of 1023.
 */
export const EXP_FACTORS: readonly number[] = [
  LEAST_EXPONENT,
  1.442695040888963387,
  6755399441055744,
  6.9314718036912381649e-1,
  1.90821492927058770002e-10,
  1.66666666666666019037e-1,
  -2.77777777770155933842e-3,
  6.61375632143793436117e-5,
  -1.6533902205465251539e-6,
  4.13813679705723846039e-8,
  1,
  2,
  1023 * Number.MIN_VALUE,
]
