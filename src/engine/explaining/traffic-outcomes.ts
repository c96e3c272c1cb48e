/**
 * Traffic outcomes: per row what became of the flow, and whether it came to nothing.
 */

import type { TextCells } from '../table/table'
import { isDenied, outcomeOfState, OUTCOMES } from './connection-outcomes'

/** A firewall's no comes first, then the state; failing both, whether anything came back. */
export function outcomesOf(
  state: TextCells | null,
  action: TextCells | null,
  returned: Float64Array | null,
): Uint8Array | null {
  const rowCount = (state ?? action)?.codes.length ?? returned?.length
  if (rowCount === undefined) return null
  const denied = action?.dictionary.map(isDenied)
  const byState = state?.dictionary.map((text) => OUTCOMES.indexOf(outcomeOfState(text)))
  const [completed, unanswered, deniedCode] = [
    OUTCOMES.indexOf('completed'),
    OUTCOMES.indexOf('unanswered'),
    OUTCOMES.indexOf('denied'),
  ]
  return Uint8Array.from({ length: rowCount }, (_, row) => {
    if (denied && denied[action!.codes[row]!]) return deniedCode
    const fromState = byState ? byState[state!.codes[row]!]! : 0
    if (fromState !== 0 || returned === null) return fromState
    return returned[row]! > 0 ? completed : unanswered
  })
}

/** A reset after an answer is how many programs hang up; a reset instead of one is a refusal. */
export function failedOf(outcome: Uint8Array, returned: Float64Array | null): Uint8Array {
  const failing = OUTCOMES.map((name) => name === 'unanswered' || name === 'refused' || name === 'denied')
  const reset = OUTCOMES.indexOf('reset')
  return outcome.map((code, row) =>
    Number(failing[code]! || (code === reset && !(returned !== null && returned[row]! > 0))),
  )
}
