/**
 * Steps: how many flows the keys − and + ask for: 10, 20, 50, 100, 200, 500 …
 */

const FACTORS = [1, 2, 5] as const

/** The next larger of 1, 2, 5 × 10ⁿ; at least 1. */
export function nextStep(flaggedCount: number): number {
  for (let power = 1; ; power *= 10) {
    const found = FACTORS.map((factor) => factor * power).find((step) => step > flaggedCount)
    if (found !== undefined) return found
  }
}

/** The next smaller of 1, 2, 5 × 10ⁿ; 0 below 1. */
export function previousStep(flaggedCount: number): number {
  let before = 0
  for (let step = 1; step < flaggedCount; step = nextStep(step)) before = step
  return before
}
