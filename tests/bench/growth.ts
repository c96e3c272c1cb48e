/**
 * Growth: how time and memory grow with the rows. 10 is "in step with the rows"; less is better.
 */

export interface Sized {
  readonly rows: number
  readonly totalMs: number | null
  readonly peakMemoryBytes: number | null
}

export interface Growth {
  readonly fromRows: number
  readonly toRows: number
  /** Times as long, and as much, for ten times the rows. */
  readonly timePerTenfold: number | null
  readonly memoryPerTenfold: number | null
}

/** From one size to the next, as if the steps were of ten: ratio ^ (1 / log₁₀ of the rows' ratio). */
export function growthOver(sizes: readonly Sized[]): Growth[] {
  return sizes.slice(1).map((larger, index) => {
    const smaller = sizes[index]!
    const tenfolds = Math.log10(larger.rows / smaller.rows)
    const perTenfold = (one: number | null, other: number | null): number | null =>
      one === null || other === null || tenfolds === 0 ? null : Number(((other / one) ** (1 / tenfolds)).toPrecision(3))
    return {
      fromRows: smaller.rows,
      toRows: larger.rows,
      timePerTenfold: perTenfold(smaller.totalMs, larger.totalMs),
      memoryPerTenfold: perTenfold(smaller.peakMemoryBytes, larger.peakMemoryBytes),
    }
  })
}
