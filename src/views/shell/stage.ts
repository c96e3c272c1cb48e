/**
 * Stage: the one word for where the page is, from the session's fields.
 */

import { session } from '../../session/session.svelte'

export type Stage = 'empty' | 'busy' | 'ready' | 'failed'

/** 'ready' means a result is there and nothing is under way. Read it inside an effect or a derived value. */
export function stageNow(): Stage {
  if (session.busy !== null) return 'busy'
  if (session.failure !== null) return 'failed'
  return session.result === null ? 'empty' : 'ready'
}
