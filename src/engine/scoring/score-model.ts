/**
 * Score model: what is kept of a fit so that any row can be scored, plain values that survive JSON.
 *
 * The anomalyScore, once and in full. Symbols as in the code; the parts add up to it and nothing is hidden.
 *
 *   weight     w = √min(c, n/100) / c for a fit row that c of the file's n rows look like (damping.ts): a flood of c rows counts as
 *              √c, and one that is most of the file as a hundredth of it would. Uncommon texts look alike.
 *   views      the same columns twice (view-space.ts). 'rank': a number is its weighted mid-rank (rank-grid.ts), the cost of
 *              a column is u², u the difference to the centroid. 'standardised': a number is its z-value, after
 *              sign(x)·ln(1+|x|) if the column exceeds 100, and the cost is ln(1+u²). Categories are one-hot; a rare level
 *              stands higher (levels.ts).
 *   groups     16 weighted K-Means centroids per view on at most 8,192 rows (weighted-kmeans.ts); mass P_k = weighted
 *              share of all fit rows whose nearest centroid is k.
 *   surprise   D_k = Σ columns of cost(x_j − c_kj);  h = 4 × weighted mean over the fit rows of min_k D_k;
 *              S = −h ln Σ_k P_k exp(−D_k / h)                                                     (surprise.ts)
 *              A small remote group can't vouch for itself: it pays about h ln(1/P_k), or the way to the mass.
 *   magnitude  M = 2 ln(x / 10 x⁺), of the column where that is most, if a number x of the file is beyond ten times the largest usual
 *              one x⁺ of a column that exceeds 100; 0 for nearly every row                         (magnitude.ts)
 *   base       B = S_rank / s_rank + S_standardised / s_standardised + M, s = weighted standard deviation of S over fit rows.
 *   source     A = (Σ B over the rows of the same source + 5 B̄) / (rows of that source + 5), B̄ = mean B of the fit rows;
 *              0 where the fitted file has no source addresses.                                     (pooling.ts)
 *   score      (B + A − Σ floors) / usual, usual = median of B + A − Σ floors over the fit rows: 1 is a usual flow.
 *              A floor is what every flow pays: per part, the least it is for any of 2,048 seeded fit rows (floors.ts). One
 *              constant, so the ranking is untouched; without it a usual flow pays so much for being on the scale at all
 *              that on NSL-KDD the strangest of 25,192 flows scores 2.6 and its first reason is a tenth of that.
 *
 * The parts: with r_k = P_k exp(−D_k / h) / Σ, exactly S = Σ_j Σ_k r_k cost_kj + h · KL(r ‖ P), so each column adds its
 * weighted cost, and the one of M has that, the Kullback–Leibler term is the "rare combination", and A is the part of the source (parts.ts); each less
 * its floor. A part falls below 0 only where a row pays less than all the sampled ones.
 *
 * Sources: soft form of CBLOF (He, Xu, Deng, Pattern Recognition Letters 24, 2003, doi:10.1016/S0167-8655(03)00003-5);
 * −ln p heights: surprisal, Shannon 1948; −h ln Σ P e^(−D/h): free energy of a mixture, Neal and Hinton 1998.
 * The same to the last bit on every browser: logarithms and exponentials are made of plain arithmetic (numeric/portable-math.ts), and
 * a cost is rounded to a whole number of steps of 2⁻²⁰ or so (view-costs.ts), so that D is exact in whatever order it is added up.
 */

export type ViewKind = 'rank' | 'standardised'

/** Groups per view. */
export const CLUSTER_COUNT = 16
/** h in units of the mean cost to the nearest centroid. */
export const TEMPERATURE_FACTOR = 4
/** Levels of a category kept apart; all others are one. */
export const LEVEL_CAP = 30
/** Rows the groups are fitted on. */
export const KMEANS_ROWS = 8192
/** Rows that medians, ranks, means and deviations are taken from; all of the file's if it has no more. */
export const STATISTICS_ROWS = 65_536
/** A source's mean is mixed with so many rows of the table's mean. */
export const PRIOR_ROWS = 5
/** Missing cells beyond this share of the fit rows make a yes-no input of their own. */
export const MISSING_SHARE = 0.01

/** Weighted rank of a number, piecewise linear. See rank-grid.ts. */
export interface RankGrid {
  /** Ascending, distinct, at most 512. */
  readonly values: readonly number[]
  /** Weighted share of fit rows below values[i], and up to and including it; 0 … 1. */
  readonly below: readonly number[]
  readonly upTo: readonly number[]
}

export interface NumberInput {
  readonly column: string
  /** A column of the file, or derived from addresses and times (table/context.ts). */
  readonly origin: 'file' | 'context'
  /** For missing and infinite cells: median of the finite ones, real units. */
  readonly fill: number
  /** Over all fit rows, filled, real units. Beyond them the rank goes on growing. */
  readonly smallest: number
  readonly largest: number
  /** 5th percentile, median and 95th percentile of the fit rows, unweighted, real units. */
  readonly band: readonly [number, number, number]
  readonly rank: RankGrid
  /** Real units; see magnitude.ts. Null where none is known, or none is asked for. */
  readonly usualLargest: number | null
  readonly standard: { readonly log: boolean; readonly mean: number; readonly scale: number }
}

/** Axes of a category: its levels, commonest (by weight) first, then one for every other and unseen text. */
export interface CategoryInput {
  readonly column: string
  /** 'missing': whether the cell of that number column is missing; levels 'present' and 'missing'. */
  readonly origin: 'file' | 'missing'
  /** At most 30. */
  readonly levels: readonly string[]
  /** Share of the fit rows, unweighted; levels.length + 1 of them. */
  readonly shares: readonly number[]
  /** One-hot heights per view; levels.length + 1 of them. */
  readonly heights: Readonly<Record<ViewKind, readonly number[]>>
}

/** One view's groups. Axes: the numbers, in order, then every category's levels and its "other", in order. */
export interface ScoreView {
  readonly kind: ViewKind
  /** clusterCount × axisCount, row by row. */
  readonly centroids: readonly number[]
  /** P_k, adds up to 1. */
  readonly mass: readonly number[]
  /** h */
  readonly temperature: number
  /** s, the divisor of S. */
  readonly scale: number
}

export interface ScoreInputs {
  readonly numbers: readonly NumberInput[]
  readonly categories: readonly CategoryInput[]
  /** The column whose texts are sources; null if there is none. */
  readonly sourceColumn: string | null
}

export interface ScoreModel extends ScoreInputs {
  readonly views: readonly ScoreView[]
  /** B̄ of the fit rows; 0 and unused without a source column. */
  readonly meanBase: number
  /** Per part, in the order of `partNames` (parts.ts), in units of B: what every flow pays, and no flow is charged for. */
  readonly floors: readonly number[]
  /** Divisor that makes a usual flow 1. */
  readonly usual: number
}
