/**
 * Surprise: the soft distance of a row to all groups of a view, weighted by their mass.
 *
 * S = −h ln Σ_k P_k exp(−D_k / h): the least cost if that group holds most rows, and h ln(1/P_k) more if it holds few.
 */

import { exp, log } from '../numeric/portable-math'

/**
 * @param costs D_k ≥ 0
 * @param mass  P_k > 0, adding up to 1
 * @param temperature h > 0
 * @returns S ≥ 0
 */
export function surpriseOf(costs: Float64Array, mass: Float64Array, temperature: number): number {
  const least = leastOf(costs)
  let sum = 0
  for (let k = 0; k < costs.length; k++) sum += mass[k]! * exp((least - costs[k]!) / temperature)
  return Math.max(0, least - temperature * log(sum))
}

/** r_k = P_k exp(−D_k / h) / Σ: how much of the row each group answers for; adds up to 1. */
export function responsibilities(costs: Float64Array, mass: Float64Array, temperature: number): Float64Array {
  const least = leastOf(costs)
  const shares = new Float64Array(costs.length)
  let sum = 0
  for (let k = 0; k < shares.length; k++) sum += shares[k] = mass[k]! * exp((least - costs[k]!) / temperature)
  for (let k = 0; k < shares.length; k++) shares[k]! /= sum
  return shares
}

/** h · KL(r ‖ P) ≥ 0: what it costs that the groups that fit this row are not the groups that hold the mass. */
export function rareCombination(shares: Float64Array, mass: Float64Array, temperature: number): number {
  let sum = 0
  for (let k = 0; k < shares.length; k++) if (shares[k]! > 0) sum += shares[k]! * log(shares[k]! / mass[k]!)
  return Math.max(0, temperature * sum)
}

function leastOf(costs: Float64Array): number {
  let least = Infinity
  for (const cost of costs) if (cost < least) least = cost
  return least
}
