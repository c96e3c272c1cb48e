/**
 * Path length: how many splits it takes, on average, to set one of n rows apart from the others.
 */

/**
 * c(n) = 2 H(n − 1) − 2 (n − 1) / n, the mean depth of an unsuccessful search in a binary search tree of n rows: what a leaf of n rows
 * still lacks, and what a path is measured by. H is summed up here; the paper takes ln(i) + 0.5772 for it, which is 0.04 % less at 256
 * rows and wrong at 2.
 *
 * @param rowCount 0 and up
 * @returns 0 for one row, which is apart already
 * Source: F. T. Liu, K. M. Ting, Z.-H. Zhou, Isolation Forest, ICDM 2008, equation 1, doi:10.1109/ICDM.2008.17.
 */
export function averagePathLength(rowCount: number): number {
  if (rowCount < 2) return 0
  let harmonic = 0
  for (let i = 1; i < rowCount; i++) harmonic += 1 / i
  return 2 * harmonic - (2 * (rowCount - 1)) / rowCount
}
