/**
 * Or stopped: work that somebody may stop answers that it was, in a sentence.
 */

import type { Failure, Outcome } from '../failure'
import { Cancelled } from '../numeric/pulse'

const stopped: Failure = { code: 'cancelled', sentence: 'Stopped, as asked. What was there before is untouched.' }

export async function orStopped<T>(task: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await task()
  } catch (error) {
    if (error instanceof Cancelled) return { ok: false, failure: stopped }
    throw error
  }
}
